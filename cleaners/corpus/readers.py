"""Pages from files: HTML, plain or packed with gzip, and text dumps; a folder stands for all of them in it."""

from __future__ import annotations

import gzip
import re
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.corpus.own_url import own_url
from blogsieve.cleaners.corpus.places import place_of
from blogsieve.cleaners.corpus.saved import MHTML_ENDINGS, is_mhtml, is_spare, read_mhtml, saved_from
from blogsieve.cleaners.corpus.signatures import GZIP
from blogsieve.cleaners.corpus.webarchive import ENDINGS as WEBARCHIVE_ENDINGS
from blogsieve.cleaners.corpus.webarchive import is_webarchive, read_webarchive
from blogsieve.cleaners.errors import CleaningError, broken
from blogsieve.cleaners.json_text import read_json
from blogsieve.cleaners.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ARCHIVE_ENDINGS = (".warc", ".warc.gz", ".warc.zst")
HTML_ENDINGS = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz")
TEXT_ENDINGS = (".txt",)
# Names of pages as wget saves them: as in the address, with its parameters.
NO_ENDING = re.compile(
    r"^[^.]+$|[?@&=]|\.(?:php\d?|aspx?|jsp|cgi|pl|shtml|cfm|do)$|\.[^.]*[^a-z0-9.][^.]*$", re.IGNORECASE
)
ENDINGS = (*HTML_ENDINGS, *TEXT_ENDINGS, *MHTML_ENDINGS, *WEBARCHIVE_ENDINGS)
TEXT = "text/plain"
WARC, ARC = b"WARC/1.", b"filedesc://"
STDIN = "-"
# What HTML begins with, or has in its first so many bytes.
TAG = re.compile(
    rb"<(?:!doctype html|html|head|meta|title|body|div|article|main|section|h[1-6]|p|br|table)\b", re.IGNORECASE
)
HEAD = 65536
# A page is a few hundred kilobytes; what is larger, or unpacks to more, is something else.
MAX_BYTES = 64 * 1024 * 1024


class Unreadable(CleaningError):
    """A file that no page can be read from; the message says why."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was passed over, and why."""

    path: Path
    why: str

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


def find_files(inputs: Iterable[str]) -> Iterator[Path | Refusal]:
    """Yield the files that the inputs name, those of a folder in the order of their names; and what is no input."""
    for name in inputs:
        path = Path(name)
        if path.is_dir():
            yield from find_in_folder(path)
        elif path.is_file():
            yield path
        else:
            yield Refusal(path, why_none(name))


def why_none(name: str) -> str:
    """Return why a name that is no file and no folder cannot be read from."""
    if name != STDIN and not place_of(name).exists():
        return "there is no such file or folder"
    return "is read twice, to learn and to clean: give the name of a file"


def find_in_folder(folder: Path) -> Iterator[Path | Refusal]:
    """Yield the pages below a folder; other files are refused, but for archives, which are read as such."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not is_named_archive(path)):
        if is_spare(path):
            continue
        if path.name.lower().endswith(ENDINGS) or is_unnamed_page(path):
            yield path
        else:
            yield Refusal(path, "is neither HTML nor a text dump")


def is_unnamed_page(path: Path) -> bool:
    """Tell whether a file whose name says nothing, or that a program answered with, holds a page."""
    if not NO_ENDING.search(path.name):
        return False
    try:
        with path.open("rb") as file:
            return is_html(file.read(HEAD))
    except OSError:
        return False


def is_named_archive(path: Path) -> bool:
    """Tell whether a file is a WARC by its name."""
    return path.name.lower().endswith(ARCHIVE_ENDINGS)


def read_page(path: Path) -> Page:
    """Return the page in a file; raise CleaningError where there is none.

    Its URL is the one that the page gives for itself, else the file's; its date of fetching is the file's.
    """
    try:
        return page_in(path)
    except Exception as error:
        raise broken(error) from error


def page_in(path: Path) -> Page:
    """Return the page in a file; raise Unreadable, or whatever a fault of ours raises, where there is none."""
    body = read_bytes(path)
    if not body.strip():
        raise Unreadable("is empty")
    if body.startswith(WARC):
        raise Unreadable("is a WARC archive, and no page")
    if body.startswith(ARC):
        raise Unreadable("is an ARC archive, the format before WARC; `warcio recompress` makes WARC of it")
    if is_json(body):
        raise Unreadable("is JSON, and no page")
    is_named = path.name.lower().endswith((*HTML_ENDINGS, *TEXT_ENDINGS))
    if not (is_named or is_mhtml(path, body) or is_webarchive(path) or is_html(body)):
        raise Unreadable("is neither HTML, a text dump nor a WARC archive")
    fetched = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
    uri = path.resolve().as_uri()
    if path.name.lower().endswith(TEXT_ENDINGS):
        return Page(uri, body, TEXT, fetched)
    page = Page(uri, body, "text/html", fetched)
    if is_webarchive(path) or is_mhtml(path, body):
        saved = read_webarchive(body) if is_webarchive(path) else read_mhtml(body)
        if saved is None:
            raise Unreadable(f"is {'a web archive' if is_webarchive(path) else 'MHTML'}, and holds no page")
        page = replace(saved, fetched=fetched)
        return page if page.url else replace(page, url=own_url(page) or uri)
    return replace(page, url=own_url(page) or saved_from(path, body) or uri)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, unpacked where it is gzip, as a mirror saves what came so, whatever its name says.

    Raises Unreadable where it cannot be read, or has more than a page may have.
    """
    try:
        with path.open("rb") as file:
            is_packed = file.read(len(GZIP)) == GZIP
        with gzip.open(path) if is_packed or path.suffix.lower() == ".gz" else path.open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(getattr(error, "strerror", None) or str(error)) from error
    if len(body) > MAX_BYTES:
        raise Unreadable(f"has more than {MAX_BYTES} bytes")
    return body


def is_json(body: bytes) -> bool:
    """Say whether a file, or its first line, is JSON: records, not a page.

    >>> is_json(b'{"id": 1}\\n{"id": 2}'), is_json(b"[sic] he said")
    (True, False)
    """
    first = body.lstrip().partition(b"\n")[0]
    try:
        return first[:1] in (b"{", b"[") and isinstance(read_json(first if b"}" in first else body), dict | list)
    except ValueError:
        return False


def is_html(body: bytes) -> bool:
    """Say whether a file that does not say so by its name may be HTML, in whatever encoding.

    >>> is_html("<!-- saved --><P>One".encode("utf-16")), is_html(b"example,a)/ 2024 text/html <urn:uuid:1>")
    (True, False)
    """
    return bool(TAG.search(body[:HEAD].replace(b"\0", b"")))


def site_of(page: Page) -> str:
    """Return what the page is of: its host, or the folder of a file."""
    parts = split_url(page.url)
    return parts.netloc or parts.path.rsplit("/", 1)[0]
