"""What WARC files of any maker hold, record by record; what is broken is passed over, and its place told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus.container import NoArchive, opened
from blogsieve.cleaners.corpus.message import read_message
from blogsieve.cleaners.corpus.readers import MAX_BYTES, Refusal
from blogsieve.cleaners.metadata.signals import named_signals
from blogsieve.cleaners.number import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from blogsieve.cleaners.corpus.container import Archive, Record

KINDS = frozenset(("response", "resource", "revisit", "metadata", "conversion"))
OK = 200
# What tells of a record that is too large whether it is a page.
HEAD = 4096


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record stands: the place of its first byte in an archive's file, as that was named.

    A file of a mirror is all of an answer; it has its address.
    """

    path: Path
    place: int
    url: str = ""


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
    refers_to: str  # the address of that answer
    signals: tuple[str, ...] = ()  # what its headers say against its use


class BrokenRecord(Exception):
    """A record that is not as long as it says, or longer than one may be."""


def read_archive(archive: Archive) -> Iterator[Entry | Refusal]:
    """Yield the records of an archive in order, and a refusal for each that is broken, or a page and too large."""
    with archive.open() as file:
        place: int | None = 0
        fault = ""
        while place is not None:
            last = -1
            try:
                for last, record in archive.records(file, place):
                    if fault:
                        yield Refusal(archive.path, fault)
                        fault = ""
                    if found := _found(Spot(archive.path, last), record):
                        yield found
                break
            except (OSError, BrokenRecord) as error:
                # What is told is where reading began, if that failed at once, else what it had come to.
                fault = f"broken record {f'behind byte {last}' if last >= 0 else f'at byte {place}'}: {error}"
                place = archive.next_beginning(file, max(last, place) + 1)
        if fault:
            yield Refusal(archive.path, fault)


def read_warc_entry(spot: Spot) -> Entry:
    """Return the record at a spot; raise BrokenRecord where it cannot be read any more."""
    try:
        archive = opened(spot.path)
        with archive.open() as file:
            for _, record in archive.records(file, spot.place):
                return _entry(spot, record)
    except (OSError, NoArchive) as error:
        raise BrokenRecord(str(error)) from error
    raise BrokenRecord("is not there any more")


def _found(spot: Spot, record: Record) -> Entry | Refusal | None:
    """Return what there is to a record; None where it is of no use to us."""
    if _kind(record) not in KINDS:
        return None
    if _length(record) <= MAX_BYTES:
        return _entry(spot, record)
    is_page = "html" in read_message(record.reader.read(HEAD)).content_type
    why = f"{_url(record)}: has {_length(record)} bytes, more than {MAX_BYTES}"
    return Refusal(spot.path, why) if is_page else None


def _entry(spot: Spot, record: Record) -> Entry:
    headers, kind, length = record.headers, _kind(record), _length(record)
    block = record.reader.read()
    if len(block) != length:
        raise BrokenRecord(f"{len(block)} bytes of {length}")
    signals: tuple[str, ...] = ()
    status, content_type, body = OK if kind == "resource" else 0, headers.get("Content-Type") or "", block
    if content_type.startswith("application/http"):
        answer = read_message(block)
        status, content_type, body = answer.status, answer.content_type, answer.body
        signals = named_signals(answer.headers.items())
    date = record.record_date
    return Entry(
        spot=spot,
        kind=kind,
        url=_url(record),
        fetched=date.isoformat(timespec="seconds") if date else "",
        status=status,
        content_type=content_type,
        body=body,
        payload=headers.get("WARC-Payload-Digest") or "",
        signals=signals,
        refers_to=(headers.get("WARC-Refers-To-Target-URI") or "").strip("<>"),
    )


def _kind(record: Record) -> str:
    return (record.headers.get("WARC-Type") or "").lower()


def _length(record: Record) -> int:
    return whole_number(record.headers.get("Content-Length") or "") or 0


def _url(record: Record) -> str:
    return (record.headers.get("WARC-Target-URI") or "").strip("<>")
