"""WARC files of any maker, packed or not, record by record; what is broken is passed over, and its place told.

The only file that uses FastWARC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from cleaners.corpus.readers import MAX_BYTES, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDINGS = (".warc", ".warc.gz", ".warc.zst")
KINDS = frozenset(("response", "resource", "revisit", "metadata"))
# How a record begins: a member of gzip or Zstandard, or its own first line.
BEGINNING = re.compile(rb"\x1f\x8b\x08|\x28\xb5\x2f\xfd|WARC/1\.")
STEP = 1 << 20
# Some writers keep the body as sent, some decode it and leave the headers as they were: the first that works is right.
DECODINGS: tuple[Literal["all", "content", "transfer", "none"], ...] = ("all", "content", "transfer", "none")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record stands: the place of its first byte in a file."""

    path: Path
    place: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A record: an answer ("response", "resource"), a reference to one ("revisit"), or a note ("metadata")."""

    spot: Spot
    kind: str
    url: str
    fetched: str  # ISO 8601, UTC, to the second
    status: int
    content_type: str
    body: bytes  # decoded
    payload: str  # digest that the record gives for it, which a revisit shares with the answer that it is of


class BrokenRecord(Exception):
    """A record that is not as long as it says, or longer than one may be."""


def is_archive(path: Path) -> bool:
    """Tell whether a file is a WARC, by its name."""
    return path.name.lower().endswith(ENDINGS)


def read_archive(path: Path) -> Iterator[Entry | Refusal]:
    """Yield the records of a file in order, and a refusal for each that is broken; raise OSError where it has none."""
    with path.open("rb") as file:
        place: int | None = 0
        while place is not None:
            try:
                for entry in _read_on(path, file, place):
                    yield entry
                    place = entry.spot.place
                return
            except (OSError, BrokenRecord) as error:
                yield Refusal(path, f"broken record behind byte {place}: {error}")
                place = _next_beginning(file, place + 1)


def read_entry(spot: Spot) -> Entry:
    """Return the record at a spot; raise OSError or BrokenRecord where it cannot be read any more."""
    with spot.path.open("rb") as file:
        return next(_read_on(spot.path, file, spot.place))


def _read_on(path: Path, file: BinaryIO, place: int) -> Iterator[Entry]:
    """Yield the records from a place on."""
    file.seek(place)
    for record in ArchiveIterator(file, record_types=WarcRecordType.any_type, parse_http=False):
        kind = (record.headers.get("WARC-Type") or "").lower()
        if kind in KINDS:
            yield _entry(Spot(path, record.stream_pos), kind, record)


def _entry(spot: Spot, kind: str, record: WarcRecord) -> Entry:
    headers = record.headers
    length = int(headers.get("Content-Length") or 0)
    if length > MAX_BYTES:
        raise BrokenRecord(f"{length} bytes, more than {MAX_BYTES}")
    block = record.reader.read()
    if len(block) != length:
        raise BrokenRecord(f"{len(block)} bytes of {length}")
    status, content_type, body = 0, headers.get("Content-Type") or "", block
    if content_type.startswith("application/http"):
        status, content_type, body = _http(block)
    elif kind == "resource":
        status = 200
    date = record.record_date
    return Entry(
        spot=spot,
        kind=kind,
        url=(headers.get("WARC-Target-URI") or "").strip("<>"),
        fetched=date.isoformat(timespec="seconds") if date else "",
        status=status,
        content_type=content_type,
        body=body,
        payload=headers.get("WARC-Payload-Digest") or "",
    )


def _http(block: bytes) -> tuple[int, str, bytes]:
    """Return status, content type and decoded body of an HTTP message; zero and nothing where it is none."""
    for decoding in DECODINGS:
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.response)
        record.set_bytes_content(block)
        record.is_http = True
        try:
            record.parse_http(auto_decode=decoding, quirks_mode=True)
            head = record.http_headers
            return head.status_code or 0, head.get("Content-Type") or "", record.reader.read(MAX_BYTES)
        except OSError:
            continue
    return 0, "", b""


def _next_beginning(file: BinaryIO, place: int) -> int | None:
    """Return the next place that looks like the beginning of a record, None where there is none."""
    file.seek(place)
    rest = b""
    while data := file.read(STEP):
        if found := BEGINNING.search(rest + data):
            return file.tell() - len(data) - len(rest) + found.start()
        rest = (rest + data)[-8:]
    return None
