"""Answers of HTTP as archives hold them: as they were sent, or decoded under headers that still say otherwise."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from gzip import GzipFile
from io import BytesIO
from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus.container import STEP, unpack_brotli, unpack_zstd
from blogsieve.cleaners.corpus.readers import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

STATUS = re.compile(rb"HTTP/[\d.]+\s+(\d{3})\b")
END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
CHUNK = re.compile(rb"(?:\r?\n)?([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")


@dataclass(frozen=True, slots=True)
class Message:
    """What an answer says, its body decoded."""

    status: int  # 0 where it is no answer of HTTP
    content_type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict, repr=False)  # by their names in lower case


def read_message(block: bytes) -> Message:
    """Return the answer that a record holds.

    >>> read_message(b"HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\n\\r\\n<p>Hello")
    Message(status=200, content_type='text/html', body=b'<p>Hello')
    """
    head, _, body = split_head(block)
    first, *lines = head.decode("latin1").splitlines() or [""]
    headers: dict[str, str] = {}
    for name, colon, value in (line.partition(":") for line in lines):
        known = headers.get(name.strip().lower())
        if colon:
            headers[name.strip().lower()] = f"{known}, {value.strip()}" if known else value.strip()
    status = STATUS.match(first.encode("latin1"))
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = join_chunks(body)
    for encoding in reversed(headers.get("content-encoding", "").lower().split(",")):
        body = decoded(body, encoding.strip())
    return Message(int(status[1]) if status else 0, headers.get("content-type", ""), body, headers)


def split_head(block: bytes) -> tuple[bytes, bytes, bytes]:
    """Return head, empty line and body of a message."""
    end = END_OF_HEAD.search(block)
    return (block[: end.start()], end[0], block[end.end() :]) if end else (block, b"", b"")


def join_chunks(body: bytes) -> bytes:
    """Return a body without its chunks' heads, as far as it goes; as it is where it has none.

    >>> join_chunks(b"5\\r\\nHello\\r\\n6;x=y\\r\\n, wor"), join_chunks(b"<p>Hello")
    (b'Hello, wor', b'<p>Hello')
    """
    parts, place = [], 0
    while chunk := CHUNK.match(body, place):
        size = int(chunk[1], 16)
        place = chunk.end() + size
        parts.append(body[chunk.end() : place])
        if not size:
            break
    return b"".join(parts) if parts else body


def decoded(body: bytes, encoding: str) -> bytes:
    """Return a body without an encoding, as far as it can be read; as it is where it is not encoded so.

    >>> decoded(zlib.compress(b"Hello"), "deflate"), decoded(b"Hello", "gzip"), decoded(b"Hello", "identity")
    (b'Hello', b'Hello', b'Hello')
    """
    decode = DECODERS.get(encoding)
    return (joined(decode(body)) if decode else b"") or body


def joined(pieces: Iterable[bytes]) -> bytes:
    """Return pieces in one, up to MAX_BYTES: what unpacks to more is a bomb."""
    found, size = [], 0
    for piece in pieces:
        found.append(piece)
        size += len(piece)
        if size >= MAX_BYTES:
            break
    return b"".join(found)


def gunzip(data: bytes) -> Iterator[bytes]:
    """Yield what is packed with gzip, up to the first fault; what stands behind it is no fault of the page."""
    with suppress(OSError, EOFError, zlib.error):
        yield from iter(partial(GzipFile(fileobj=BytesIO(data)).read1, STEP), b"")


def inflate(data: bytes) -> Iterator[bytes]:
    """Yield what is packed with zlib, or, as some servers send it, with deflate alone."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        with suppress(zlib.error):
            yield zlib.decompressobj(window).decompress(data, MAX_BYTES)
            return


DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": gunzip,
    "x-gzip": gunzip,
    "deflate": inflate,
    "br": unpack_brotli,
    "zstd": unpack_zstd,
}
