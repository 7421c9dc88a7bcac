"""The end of a WARC file that was being written when its process was killed."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, BinaryIO

from blogsieve.cleaners.corpus.signatures import GZIP

if TYPE_CHECKING:
    from pathlib import Path

STEP = 1 << 20
MEMBER = zlib.MAX_WBITS + 16
LENGTH = re.compile(rb"^content-length:\s*(\d{1,18})(?!\d)", re.IGNORECASE | re.MULTILINE)
# The empty lines behind a record.
END = 4


def cut_torn_record(path: Path) -> int:
    """Cut a WARC file back to its last whole record; return how many bytes were cut."""
    with path.open("r+b") as file:
        packed = file.read(len(GZIP)) == GZIP
        size = file.seek(0, 2)
        whole = end_of_last_member(file) if packed else end_of_last_record(file, size)
        file.truncate(whole)
    return size - whole


def end_of_last_member(file: BinaryIO) -> int:
    """Return the place behind the last whole member of a gzip file."""
    file.seek(0)
    end, data = 0, b""
    member = zlib.decompressobj(MEMBER)
    while data := data or file.read(STEP):
        try:
            member.decompress(data)
        except zlib.error:
            return end
        data = member.unused_data
        if member.eof:
            end = file.tell() - len(data)
            member = zlib.decompressobj(MEMBER)
    return end


def end_of_last_record(file: BinaryIO, size: int) -> int:
    """Return the place behind the last whole record of a WARC file that is not packed."""
    end = 0
    while end < size:
        file.seek(end)
        head = file.read(STEP)
        length = LENGTH.search(head, 0, max(0, head.find(b"\r\n\r\n")))
        if not head.startswith(b"WARC/") or length is None:
            break
        following = end + head.index(b"\r\n\r\n") + END + int(length[1]) + END
        if following > size:
            break
        end = following
    return end
