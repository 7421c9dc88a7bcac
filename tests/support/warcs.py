"""Archives of other makers, by hand: records of pages and feeds, and what comes of cleaning them in this process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from blogsieve.cleaners.engine import Executor
from blogsieve.crawler.offline.corpus import Corpus
from blogsieve.crawler.output.folder import Folder

TEXT = "The ferry left at seven, with the two of us and a dog that belonged to nobody on board. "
HTML = "text/html"


@dataclass
class Again:
    """What came of cleaning archives, in this process."""

    records: list[dict[str, Any]]
    refused: list[str]

    @property
    def titles(self) -> list[str]:
        """The titles of the records, sorted."""
        return sorted(record["title"] for record in self.records)


def again(pool: Executor, *paths: Path, hosts: Sequence[str] = ()) -> Again:
    """Clean archives with the workers of a pool."""
    refused: list[str] = []
    corpus = Corpus([str(path) for path in paths], pool, refused.append, frozenset(hosts))
    with TemporaryDirectory() as parts:
        return Again([one.record for one in corpus.records(Folder(parts))], refused)


def record(url: str, block: bytes, *told: str, kind: str = "response", content_type: str = "application/http") -> bytes:
    """Return a record of WARC 1.0 that is not packed, with a block and more headers."""
    head = (f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", f"WARC-Record-ID: <urn:x:{kind}:{hash((url, block))}>")
    date = () if any(line.startswith("WARC-Date") for line in told) else ("WARC-Date: 2024-03-01T00:00:00Z",)
    length = f"Content-Length: {len(block)}"
    lines = ("WARC/1.0", *head, *date, *told, f"Content-Type: {content_type}", length, "", "")
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def http(body: bytes, *headers: str, kind: str = HTML, status: str = "200 OK") -> bytes:
    """Return an answer of HTTP."""
    return "\r\n".join((f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers, "", "")).encode() + body


def answer(url: str, body: str, kind: str = HTML) -> bytes:
    """Return the record of an answer."""
    return record(url, http(body.encode(), kind=kind))


def url_of(host: str, number: int) -> str:
    """Return the address of a post."""
    return f"http://{host}/2024/02/post-{number}/"


def page(host: str, number: int, more: str = "") -> str:
    """Return the page of a post."""
    text = "".join(f"<p>{TEXT}{number}.{part}{more}</p>" for part in range(4))
    return (
        f"<html lang=en><title>Post {number} - {host}</title><meta property=og:type content=article><body>"
        f"<nav><a href=/>Home</a></nav><article><h1>Post {number}</h1><time datetime=2024-02-0{number % 9 + 1}></time>"
        f"<div class=entry-content>{text}</div></article><div id=comments><p>So true! Number {number}.</p></div></html>"
    )


def post(host: str, number: int, *told: str, more: str = "") -> bytes:
    """Return the record of a post."""
    return record(url_of(host, number), http(page(host, number, more).encode()), *told)
