"""WARC files as they lie on disk, in whatever packing: their records, each to be found again at its place.

The only file that uses FastWARC.
"""

from __future__ import annotations

import io
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from fastwarc.stream_io import BrotliReader, GzipReader, ZstdReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from blogsieve.cleaners.corpus.signatures import GZIP, ZSTD

if TYPE_CHECKING:
    from collections.abc import Iterator

Record = WarcRecord
PLAIN = b"WARC/"
# A `.warc.zst` may begin with a frame that holds the dictionary of all others.
# Source: https://iipc.github.io/warc-specifications/specifications/warc-zstd/
DICTIONARY = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")
FRAME_HEAD = 8
# How a record begins: in gzip with a member's head as far as its bytes are not free, unpacked with its version and a
# header. A body may be gzip in a file that is not packed.
BEGINNINGS = {
    GZIP: re.compile(rb"\x1f\x8b\x08[\x00-\x1f]....[\x00\x02\x04][\x00-\x0d\xff]", re.DOTALL),
    ZSTD: re.compile(rb"\x28\xb5\x2f\xfd"),
    PLAIN: re.compile(rb"WARC/1\.\d\r?\n[A-Za-z-]+:"),
}
ANY_BEGINNING = re.compile(b"|".join(b"(?:%s)" % one.pattern for one in BEGINNINGS.values()), re.DOTALL)
LONGEST_BEGINNING = 64
STEP = 1 << 20
NAME = "WARC-Record-ID"
# Archives that a process keeps open; their records are read one by one, and those of a site stand in few.
MOST_OPENED = 16
# Places that look like a record's beginning, and are looked at in a file that does not begin with one.
TRIES = 10


class NoArchive(Exception):
    """A file that is no WARC; the message says what it is."""


@dataclass(frozen=True, slots=True, eq=False)
class Archive:
    """A WARC file whose records can be read at their places."""

    path: Path
    head: bytes = b""  # the frame with the dictionary that the records are packed with
    copy: BinaryIO | None = None  # a file that stays open: unpacked, where it is packed as a whole, or far away

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Give the file to read records from."""
        if self.copy:
            yield self.copy
        else:
            with self.path.open("rb") as file:
                yield file

    def records(self, file: BinaryIO, place: int) -> Iterator[tuple[int, Record]]:
        """Yield the records from a place on, with their places; raise OSError at one that is broken."""
        file.seek(place)
        stream, ahead = file, 0
        if self.head and place:
            stream, ahead = cast("BinaryIO", _Behind(self.head, file, place)), place - len(self.head)
        for record in ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False):
            yield record.stream_pos + ahead, record

    def next_beginning(self, file: BinaryIO, place: int) -> int | None:
        """Return the next place that looks like the beginning of a record, None where there is none."""
        file.seek(0)
        start = file.read(len(PLAIN))
        known = (beginning for kind, beginning in BEGINNINGS.items() if start.startswith(kind))
        beginning = next(known, ANY_BEGINNING)
        file.seek(place)
        rest = b""
        while data := file.read(STEP):
            if found := beginning.search(rest + data):
                return file.tell() - len(data) - len(rest) + found.start()
            rest = (rest + data)[-LONGEST_BEGINNING:]
        return None


class _Behind(io.RawIOBase):
    """A file from a place on, with a head before it."""

    def __init__(self, head: bytes, file: BinaryIO, place: int) -> None:
        self.head, self.file, self.place, self.now = head, file, place, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.now

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self.now = offset + (self.now if whence == io.SEEK_CUR else 0)
        return self.now

    def read(self, size: int = -1) -> bytes:
        data = self.head[self.now :][: size if size >= 0 else None]
        if not data:
            self.file.seek(self.place + self.now - len(self.head))
            data = self.file.read(size)
        self.now += len(data)
        return data


OPENED: dict[Path, Archive] = {}


def open_archive(path: Path) -> Archive:
    """Return a file as an archive; where it is packed as a whole, with a copy that lasts as long as the archive.

    Raises NoArchive where it is none, OSError where it cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(FRAME_HEAD)
    if not start:
        raise NoArchive("is empty")
    archive = Archive(path, dictionary_of(path))
    if not is_warc(path) and not has_record(archive):
        raise NoArchive("is no WARC archive")
    if not is_packed_by_record(archive):
        return Archive(path, copy=unpacked(path))
    # Of a file in a store the next piece is read ahead, and to open it again would ask for it again.
    return archive if isinstance(path, Path) else Archive(path, archive.head, path.open("rb"))


def opened(path: Path) -> Archive:
    """Return an archive that this process has opened before, or now; it may be read from by one thread."""
    archive = OPENED.pop(path, None) or open_archive(path)
    if len(OPENED) >= MOST_OPENED:
        forget(next(iter(OPENED)))
    OPENED[path] = archive
    return archive


def forget(*paths: Path) -> None:
    """Let go of archives: another file may come to have the name of one."""
    for path in paths:
        if (archive := OPENED.pop(path, None)) and archive.copy:
            archive.copy.close()


def is_warc(path: Path) -> bool:
    """Tell whether a file is a WARC, by what it begins with when it is unpacked."""
    try:
        with path.open("rb") as file:
            return bool(dictionary_of(path)) or reader_of(file).read(len(PLAIN)) == PLAIN
    except OSError:
        return False


def has_record(archive: Archive) -> bool:
    """Tell whether a record can be read behind a beginning that is damaged."""
    place: int | None = 0
    with archive.open() as file:
        for _ in range(TRIES):
            if place is not None and (place := archive.next_beginning(file, place + 1)) is not None:
                with suppress(OSError):
                    return any(islice(archive.records(file, place), 1))
    return False


def dictionary_of(path: Path) -> bytes:
    """Return the frame with the dictionary that a file begins with, nothing where it has none."""
    with path.open("rb") as file:
        start = file.read(FRAME_HEAD)
        return start + file.read(int.from_bytes(start[4:], "little")) if DICTIONARY.match(start) else b""


def reader_of(file: BinaryIO) -> Any:
    """Return a reader of what a file holds, unpacked."""
    start = file.read(len(ZSTD))
    file.seek(0)
    return GzipReader(file) if start.startswith(GZIP) else ZstdReader(file) if start == ZSTD else file


def is_packed_by_record(archive: Archive) -> bool:
    """Tell whether the second record is found again at its place; so are all, then. What is broken tells nothing."""
    with archive.open() as file, suppress(OSError):
        for place, record in islice(archive.records(file, 0), 1, 2):
            name = record.headers.get(NAME)
            with suppress(OSError):
                return any(one.headers.get(NAME) == name for _, one in islice(archive.records(file, place), 1))
            return False
    return True


def unpacked(path: Path) -> BinaryIO:
    """Return a copy of a file, unpacked as far as it can be, that no kill leaves behind."""
    copy = TemporaryFile()  # noqa: SIM115
    with path.open("rb") as file:
        copy.writelines(pieces(reader_of(file)))
    return cast("BinaryIO", copy)


def pieces(reader: Any) -> Iterator[bytes]:
    """Yield what a reader gives before its end, or the first fault."""
    with suppress(OSError):
        while piece := reader.read(STEP):
            yield piece


def unpack_brotli(data: bytes) -> Iterator[bytes]:
    """Yield what is packed with Brotli."""
    return pieces(BrotliReader(io.BytesIO(data)))


def unpack_zstd(data: bytes) -> Iterator[bytes]:
    """Yield what is packed with Zstandard."""
    return pieces(ZstdReader(io.BytesIO(data)))
