"""Pages as programs save them: MHTML, and what SingleFile, HTTrack, browsers and ArchiveBox note of the address."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import is_web
from blogsieve.cleaners.json_text import read_json
from blogsieve.cleaners.model import Page

if TYPE_CHECKING:
    from email.message import EmailMessage

MHTML_ENDINGS = (".mht", ".mhtml")
# A saved page in MHTML begins as a mail does.
MHTML = re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,12}", re.ASCII)
RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
# What stands at the top: SingleFile's comment, HTTrack's, the "mark of the Web" of browsers, WebScrapBook's attribute.
COMMENTS = (
    re.compile(rb"Page saved with SingleFile\s+url:\s*(\S+)"),
    re.compile(rb"<!--\s*Mirrored from (\S+) by HTTrack"),
    re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)"),
    re.compile(rb"""<html\b[^>]*\sdata-scrapbook-source=["']([^"'\s]+)"""),
)
HEAD = 8192
# What ArchiveBox keeps of a page, the best first; beside it stands what it is of. Its folders are not deep.
# Source: https://docs.archivebox.io, "Archive layout"
COPIES = ("singlefile.html", "output.html", "dom.html", "readability/content.html", "mercury/content.html")
INDEX, LEVELS = "index.json", 4
# A browser keeps the frames of a page that it saves in a folder beside it: `A mast.html`, `A mast_files/ad.html`.
PARTS = re.compile(r"[_-](?:files|Dateien|fichiers|archivos|file|bestanden|filer|pliki|soubory|arquivos)$")
# Substack's export is a table and a folder of texts; Medium's, in a folder of that name, has drafts beside the posts.
SUBSTACK_TABLE, SUBSTACK_TEXTS, DRAFT = "posts.csv", "posts", "draft_"
# Google's Takeout has a table of contents beside what was taken out.
TAKEOUT, TAKEOUT_INDEX = "Takeout", "archive_browser.html"


def is_mhtml(path: Path, body: bytes) -> bool:
    """Tell whether a file is a page in MHTML, by its name or by how it begins."""
    if path.name.lower().endswith(MHTML_ENDINGS):
        return True
    head = MHTML.match(body[:HEAD])
    return bool(head and RELATED.search(head[0]))


def read_mhtml(body: bytes) -> Page | None:
    """Return the page in an MHTML file, None where it holds none; its address is "" where the file does not say."""
    message = message_from_bytes(body, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            url = first_address(message, "Snapshot-Content-Location") or first_address(part, "Content-Location")
            charset = part.get_content_charset()
            kind = f"text/html; charset={charset}" if charset else "text/html"
            payload = part.get_payload(decode=True)
            return Page(url, payload, kind) if isinstance(payload, bytes) else None
    return None


def first_address(message: EmailMessage, name: str) -> str:
    """Return the address in a header, "" where it has none."""
    return web_address(str(message.get(name) or ""))


def saved_from(path: Path, body: bytes) -> str:
    """Return the address that a page was saved from, by the word of what saved it; "" where there is none."""
    for comment in COMMENTS:
        if found := comment.search(body[:HEAD]):
            return web_address(found[1].decode("utf-8", "replace"))
    snapshot = snapshot_of(path)
    return address_of(snapshot) if snapshot else ""


def web_address(said: str) -> str:
    """Return an address of the web, one without a scheme with one; "" for any other.

    >>> web_address("a.example/b.html"), web_address("file:///home/b.html")
    ('http://a.example/b.html', '')
    """
    said = said.strip().strip("<>")
    url = said if "://" in said or not said else f"http://{said}"
    return url if is_web(url) else ""


def is_spare(path: Path) -> bool:
    """Tell whether a file is no page of its own: a copy in a snapshot, a page's part, a draft or text in an export."""
    if path.parent.name == SUBSTACK_TEXTS and (
        path.name.startswith(DRAFT) or (path.parent.parent / SUBSTACK_TABLE).is_file()
    ):
        return True
    if is_part(path.parent) or (path.name == TAKEOUT_INDEX and path.parent.name == TAKEOUT):
        return True
    snapshot = snapshot_of(path)
    best = copy_in(snapshot) if snapshot else None
    return best is not None and path != best


@lru_cache(maxsize=4096)
def is_part(folder: Path) -> bool:
    """Tell whether a folder holds the parts of a saved page that stands beside it."""
    page = PARTS.sub("", folder.name)
    return page != folder.name and any((folder.parent / f"{page}{ending}").is_file() for ending in (".html", ".htm"))


def snapshot_of(path: Path) -> Path | None:
    """Return the folder of ArchiveBox's snapshot that a file is in, None where it is in none."""
    return next((folder for folder in list(path.parents)[:LEVELS] if address_of(folder)), None)


@lru_cache(maxsize=4096)
def address_of(folder: Path) -> str:
    """Return the address that a snapshot's folder is of, "" where it is no snapshot."""
    try:
        data = read_json((folder / INDEX).read_bytes())
    except (OSError, ValueError):
        return ""
    is_snapshot = isinstance(data, dict) and "timestamp" in data
    return web_address(str(data.get("url") or "")) if is_snapshot else ""


@lru_cache(maxsize=4096)
def copy_in(folder: Path) -> Path | None:
    """Return the best copy of a page in a snapshot's folder, None where it has none."""
    return next((folder / name for name in COPIES if (folder / name).is_file()), None)
