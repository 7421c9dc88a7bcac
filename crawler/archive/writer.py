"""Writes WARC 1.1, a member a record, each handed to the system in one piece; the only file that uses warcio."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from blogsieve.crawler.archive.torn import cut_torn_record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from warcio.recordloader import ArcWarcRecord

Headers = list[tuple[str, str]]
# Beyond it a page shrinks by a hundredth and costs twice the time.
LEVEL = 6
PROFILES = "http://netpreserve.org/warc/1.1/revisit"
# An answer as short as this is no longer than the record that would refer to an earlier one.
WORTH_A_REFERENCE = 512


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer, the body as it was sent."""

    url: str
    request: str  # the line: "GET / HTTP/1.1"
    request_headers: Headers
    status: str  # the rest of the line: "200 OK"
    headers: Headers
    body: bytes
    address: str = ""  # of the host


class Archive:
    """A WARC file, or several where it grows too large: crawl.warc.gz, then crawl-00002.warc.gz.

    What is there already is kept; a record that a kill tore at its end is cut.
    """

    def __init__(self, path: Path, max_bytes: int, info: Mapping[str, str]) -> None:
        self.path, self.max_bytes, self.info = path, max_bytes, info
        self.packed = path.suffix == ".gz"
        self.first: dict[str, tuple[str, str]] = {}  # digest of a payload -> address and date of its first answer
        self.number = 1
        while self.part(self.number + 1).exists():
            self.number += 1
        self.file = self.open()

    def part(self, number: int) -> Path:
        """Return the path of a part."""
        stem, dot, endings = self.path.name.partition(".")
        return self.path if number == 1 else self.path.with_name(f"{stem}-{number:05}{dot}{endings}")

    def open(self) -> BinaryIO:
        """Return the present part, ready to be appended to; a new one begins with a word on what wrote it."""
        path = self.part(self.number)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            cut_torn_record(path)
        self.file = path.open("ab")
        if not self.file.tell():
            self.append(writer().create_warcinfo_record(path.name, dict(self.info)))
        return self.file

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def append(self, record: ArcWarcRecord) -> None:
        """Append a record."""
        own = writer()
        own.write_record(record)
        data = own.out.getvalue()
        self.file.write(gzip.compress(data, LEVEL, mtime=0) if self.packed else data)
        self.file.flush()

    def write_exchange(self, exchange: Exchange) -> None:
        """Append an answer, as a revisit where the archive has its payload or the host says so, and its request."""
        if self.file.tell() >= self.max_bytes:
            self.file.close()
            self.number += 1
            self.file = self.open()
        answer = self.answer(exchange)
        self.append(answer)
        line = StatusAndHeaders(exchange.request, exchange.request_headers, is_http_request=True)
        told = {"WARC-Concurrent-To": answer.rec_headers.get_header("WARC-Record-ID")}
        self.append(writer().create_warc_record(exchange.url, "request", http_headers=line, warc_headers_dict=told))

    def answer(self, exchange: Exchange) -> ArcWarcRecord:
        """Return the record of an answer."""
        head = StatusAndHeaders(exchange.status, exchange.headers, protocol="HTTP/1.1")
        told = {"WARC-Date": now(), **({"WARC-IP-Address": exchange.address} if exchange.address else {})}
        if exchange.status.startswith("304"):
            told["WARC-Profile"] = f"{PROFILES}/server-not-modified"
            return writer().create_warc_record(exchange.url, "revisit", http_headers=head, warc_headers_dict=told)
        digest = digest_of(exchange.body)
        if len(exchange.body) > WORTH_A_REFERENCE and digest in self.first:
            url, date = self.first[digest]
            return writer().create_revisit_record(exchange.url, digest, url, date, head, told)
        self.first[digest] = (exchange.url, told["WARC-Date"])
        told["WARC-Payload-Digest"] = digest
        return writer().create_warc_record(
            exchange.url,
            "response",
            payload=BytesIO(exchange.body),
            length=len(exchange.body),
            http_headers=head,
            warc_headers_dict=told,
        )

    def write_note(self, url: str, content_type: str, text: str) -> None:
        """Append what is known of an address besides its answer."""
        data = text.encode()
        self.append(
            writer().create_warc_record(
                url, "metadata", payload=BytesIO(data), length=len(data), warc_content_type=content_type
            )
        )


def writer() -> WARCWriter:
    """Return warcio's writer of one record, into memory."""
    return WARCWriter(BytesIO(), gzip=False, warc_version="WARC/1.1")


def digest_of(data: bytes) -> str:
    """Return the digest of a payload as WARC has it.

    >>> digest_of(b"")
    'sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'
    """
    digester = Digester("sha1")
    digester.update(data)
    return str(digester)


def now() -> str:
    """Return this moment as WARC 1.1 has it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
