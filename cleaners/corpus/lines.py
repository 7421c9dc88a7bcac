"""JSON Lines, plain or packed: one record a line, read back with the numbers of the lines."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from blogsieve.cleaners.corpus.writers import cut_torn_line, line_of, write_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HALF = re.compile(rb"\\u[dD][89a-fA-F]")  # of a character, or one of a pair
# Bytes; a record has forms of a page of some megabytes. What has no end of a line, as a disk's image, is no record.
LONGEST = 256 * 1024 * 1024


class NoJson(ValueError):
    """A line that is no JSON; the message names it."""


class LineWriter:
    """Writes records as lines, each of which is with the system when it is written."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def write(self, record: dict[str, Any]) -> None:
        """Write a record."""
        write_rows(self.file, [record])

    def close(self) -> None:
        """Do nothing: lines have no end."""


class PackedLineWriter:
    """Writes records as lines to a stream that packs them on the way to a file."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def write(self, record: dict[str, Any]) -> None:
        """Write a record, sooner or later: what is flushed line by line packs badly."""
        self.stream.write(line_of(record))

    def close(self) -> None:
        """Write what is left, and the end of the stream; the file stays open."""
        self.stream.close()


def write_packed(pack: Callable[[BinaryIO], Any]) -> Callable[[BinaryIO], PackedLineWriter]:
    """Return what writes lines that are packed so."""
    return lambda file: PackedLineWriter(pack(file))


def read_packed(unpack: Callable[[BinaryIO], Any]) -> Callable[[BinaryIO], Iterator[tuple[int, Any]]]:
    """Return what reads lines that are packed so."""
    return lambda file: read_lines(unpack(file))


def read_lines(file: BinaryIO) -> Iterator[tuple[int, Any]]:
    """Yield the values of lines with their numbers, from 1; raise NoJson where a line is none."""
    for number, line in enumerate(iter(partial(file.readline, LONGEST + 1), b""), 1):
        if len(line) > LONGEST:
            raise NoJson(f"line {number}: has more than {LONGEST} bytes")
        if not line.strip():
            continue
        try:
            yield number, whole(json.loads(line), line)
        except (ValueError, RecursionError) as error:
            cut = "" if line.endswith(b"\n") else ", and the last: it may have been cut off"
            raise NoJson(f"line {number}: is no JSON{cut}") from error


def whole(value: Any, line: bytes) -> Any:
    """Return the value of a line without halves of characters, which JSON can name and no other format can hold.

    >>> whole("a\\ud800", b'"a\\\\ud800"')
    'a?'
    """
    if not HALF.search(line):
        return value
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def keep_rows(path: Path, is_kept: Callable[[dict[str, Any]], bool]) -> None:
    """Take the rows out of a file of whole lines that are not to be kept; it is whole at any moment."""
    cut_torn_line(path)
    with path.open("rb") as lines:
        if all(is_kept(row) for _, row in read_lines(lines)):
            return
        lines.seek(0)
        rest = path.with_name(f"{path.name}.part")
        with rest.open("wb") as file:
            write_rows(file, (row for _, row in read_lines(lines) if is_kept(row)))
    rest.replace(path)
