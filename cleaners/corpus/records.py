"""Records read back from JSON Lines, plain or compressed, one at a time, each checked against the schema."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import re
import sys
import zlib
from contextlib import closing
from typing import IO, TYPE_CHECKING, Any

from blogsieve.cleaners.schema import misfit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STDIN = "-"
HALF = re.compile(rb"\\u[dD][89a-fA-F]")  # of a character, or one of a pair


class NotRecords(ValueError):
    """A file that is none of ours, or is damaged; the message names the file, the line and the fault."""


def open_zstd(name: str) -> IO[bytes]:
    """Return a file packed with Zstandard; raise NotRecords where the library for it is not installed."""
    try:
        import zstandard
    except ImportError as error:
        raise NotRecords(f"{name}: to read it, install blogsieve[zstd]") from error
    raw = zstandard.ZstdDecompressor().stream_reader(open(name, "rb"), read_across_frames=True)  # noqa: SIM115
    return io.BufferedReader(raw)


OPENERS: dict[str, Callable[[str], Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open, ".zst": open_zstd}


def read_rows(name: str) -> Iterator[tuple[int, Any]]:
    """Yield the values of a file of JSON Lines (`-` is standard input) with the numbers of their lines.

    Raises NotRecords where a line is no JSON, OSError where there is no such file.
    """
    opener = next((opener for ending, opener in OPENERS.items() if name.endswith(ending)), None)
    if name == STDIN:
        yield from rows_of(sys.stdin.buffer, "standard input")
        return
    with closing(opener(name) if opener else open(name, "rb")) as file:
        try:
            yield from rows_of(file, name)
        except damages() as error:
            raise NotRecords(f"{name}: {error}") from error


def damages() -> tuple[type[Exception], ...]:
    """Return what a damaged file raises, each library by its own name."""
    zstandard = sys.modules.get("zstandard")
    return (OSError, EOFError, zlib.error, lzma.LZMAError, *([zstandard.ZstdError] if zstandard else []))


def rows_of(file: IO[bytes], name: str) -> Iterator[tuple[int, Any]]:
    """Yield the values of an open file with the numbers of their lines, from 1."""
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            yield number, whole(json.loads(line), line)
        except (ValueError, RecursionError) as error:
            cut = "" if line.endswith(b"\n") else ", and the last: it may have been cut off"
            raise NotRecords(f"{name}, line {number}: is no JSON{cut}") from error


def whole(value: Any, line: bytes) -> Any:
    """Return the value of a line without halves of characters, which JSON can name and no other format can hold.

    >>> whole("a\\ud800", b'"a\\\\ud800"')
    'a?'
    """
    if not HALF.search(line):
        return value
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def read_records(name: str) -> Iterator[dict[str, Any]]:
    """Yield the records of a file; raise NotRecords where a line is none."""
    for number, row in read_rows(name):
        if fault := misfit(row):
            raise NotRecords(f"{name}, line {number}: is no record: {fault}")
        yield row
