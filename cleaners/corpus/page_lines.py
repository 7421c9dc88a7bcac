"""Pages in JSON Lines, as scrapers keep them: a line an object, with an address and a page under whatever names."""

from __future__ import annotations

import gzip
import re
from typing import IO, TYPE_CHECKING, Any, cast

from blogsieve.cleaners.address import is_web
from blogsieve.cleaners.corpus.readers import MAX_BYTES, Refusal
from blogsieve.cleaners.json_text import read_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDINGS = (".jsonl", ".jl", ".ndjson", ".jsonl.gz", ".jl.gz", ".ndjson.gz")
# Names of an address, the one that was asked for last; Scrapy, Crawlee, Firecrawl and datatrove use the first two.
ADDRESSES = ("url", "link", "uri", "loadedUrl", "final_url", "page_url", "request_url")
# What a whole page begins with; a text or a piece of markup has none of it.
WHOLE = re.compile(r"[\s\ufeff]*+(?:<[?!][^>]*+>\s*+)*+<(?:html|head|body|title|meta)\b", re.IGNORECASE)


def is_of_pages(path: Path) -> bool:
    """Tell whether a file's first line gives a page: beside pages stand records of ours, and tables of others."""
    try:
        with opened(path) as lines:
            return page_in(lines.readline(MAX_BYTES)) is not None
    except (OSError, EOFError, ValueError):
        return False


def opened(path: Path) -> IO[bytes]:
    """Open a file, which may be packed."""
    return cast("IO[bytes]", gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def unpack_lines(path: Path, folder: Path) -> Iterator[Refusal]:
    """Write each page of a file into a folder, with a comment of where it is from, as browsers save it."""
    count, broken = 0, []
    with opened(path) as lines:
        for number, line in enumerate(iter(lambda: lines.readline(MAX_BYTES), b""), 1):
            try:
                found = page_in(line)
            except ValueError:
                broken.append(number)
                continue
            if found:
                url, page = found
                comment = f"<!-- saved from url=({len(url):04}){url} -->\n"
                # The mark in front of it tells the encoding, whatever the page says of its own.
                (folder / f"{number:09}.html").write_text(comment + page, encoding="utf-8-sig")
                count += 1
    if not count:
        yield Refusal(path, "is JSON, and holds no pages")
    elif broken:
        yield Refusal(path, f"has {len(broken)} broken lines, the first of them line {broken[0]}")


def page_in(line: bytes) -> tuple[str, str] | None:
    """Return the address and the page that a line gives, None where it gives none; raise ValueError where it is broken.

    >>> page_in(b'{"url": "https://a.example/x", "status": 200, "body": "<html><p>A"}')
    ('https://a.example/x', '<html><p>A')
    >>> page_in(b'{"url": "https://a.example/x", "text": "A"}') is None
    True
    """
    said: Any = read_json(line) if line.strip() else None
    values = said.values() if isinstance(said, dict) else ()
    page = next((value for value in values if isinstance(value, str) and WHOLE.match(value)), "")
    url = next((said[name] for name in ADDRESSES if is_web(str(said.get(name, "")))), "") if page else ""
    return (url, page) if page else None
