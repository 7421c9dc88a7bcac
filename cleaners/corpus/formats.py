"""The formats that records are kept in, one record each: how a file's name ends, what writes it, what reads it back.

To add one, add its record to FORMATS: commands, their help, Scrapy's exporters and reading back follow from it.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
from dataclasses import dataclass
from enum import Enum
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from blogsieve.cleaners.corpus import vertical
from blogsieve.cleaners.corpus.lines import LineWriter, read_lines, read_packed, write_packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Read = Callable[[BinaryIO], Iterator[tuple[int, Any]]]


class Writer(Protocol):
    """Writes records to an open file."""

    def write(self, record: dict[str, Any]) -> None:
        """Write a record, or hold it to be written with others."""

    def close(self) -> None:
        """Write what is held, and the format's end; the file stays open."""


class Appending(Enum):
    """What may be added to a file that is there, and so what a kill costs."""

    LINES = "a line, at any time; a kill tears none but the last"
    PIECES = "a piece behind one that has its end; a kill tears the piece"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Format:
    """A way to keep records in a file."""

    name: str
    endings: tuple[str, ...]  # of files' names; the first is the one that is shown
    write: Callable[[BinaryIO], Writer]
    read: Read | None  # yields rows with their numbers, from 1; None for what only other tools read
    appending: Appending = Appending.PIECES
    library: str = ""  # that it takes, and that is not installed with us
    extra: str = ""  # of ours, that brings the library
    is_fixed: bool = False  # whether it takes whole records only, whatever fields a user wants

    @property
    def keys(self) -> tuple[str, ...]:
        """What files in the format are told by: the last part of each ending, as Scrapy has it."""
        return tuple(ending.rpartition(".")[2] for ending in self.endings)

    def missing(self) -> str:
        """Return how to get the library that the format takes, "" where it is there or none is needed."""
        return f"pip install 'blogsieve[{self.extra}]'" if self.library and not is_installed(self.library) else ""


def is_installed(library: str) -> bool:
    """Say whether a library, or a part of one, can be imported."""
    try:
        return find_spec(library) is not None
    except ModuleNotFoundError:
        return False


def write_zstd(file: BinaryIO) -> Writer:
    """Return a writer of lines packed with Zstandard."""
    from blogsieve.cleaners.corpus.zstd import pack

    return write_packed(pack)(file)


def read_zstd(file: BinaryIO) -> Iterator[tuple[int, Any]]:
    """Yield the rows of lines packed with Zstandard."""
    from blogsieve.cleaners.corpus.zstd import unpack

    return read_lines(unpack(file))


def write_parquet(file: BinaryIO) -> Writer:
    """Return a writer of Parquet."""
    from blogsieve.cleaners.corpus.parquet import ParquetWriter

    return ParquetWriter(file)


def read_parquet(file: BinaryIO) -> Iterator[tuple[int, Any]]:
    """Yield the rows of Parquet."""
    from blogsieve.cleaners.corpus.parquet import read_rows

    return read_rows(file)


def write_sheet(file: BinaryIO) -> Writer:
    """Return a writer of a sheet."""
    from blogsieve.cleaners.corpus.sheet import SheetWriter

    return SheetWriter(file)


JSONL = Format("jsonl", (".jsonl", ".jsonlines", ".jl"), LineWriter, read_lines, Appending.LINES)
PREVERTICAL = Format(
    "prevertical", (".prevert",), partial(vertical.Writer, lines=vertical.prevertical), None, is_fixed=True
)
FORMATS = (
    JSONL,
    Format("jsonl.gz", (".jsonl.gz",), write_packed(partial(gzip.open, mode="wb")), read_packed(gzip.open)),
    Format("jsonl.bz2", (".jsonl.bz2",), write_packed(partial(bz2.open, mode="wb")), read_packed(bz2.open)),
    Format("jsonl.xz", (".jsonl.xz",), write_packed(partial(lzma.open, mode="wb")), read_packed(lzma.open)),
    Format("jsonl.zst", (".jsonl.zst",), write_zstd, read_zstd, library="zstandard", extra="zstd"),
    Format(
        "parquet", (".parquet",), write_parquet, read_parquet, Appending.NOTHING, "pyarrow", "parquet", is_fixed=True
    ),
    Format("csv", (".csv",), write_sheet, None, Appending.NOTHING, is_fixed=True),
    Format("vertical", (".vert",), partial(vertical.Writer, lines=vertical.vertical), None, is_fixed=True),
    PREVERTICAL,
)
BY_NAME = {form.name: form for form in FORMATS}
BY_KEY = {key: form for form in FORMATS for key in form.keys}
ENDINGS = ", ".join(form.endings[0] for form in FORMATS)


def format_of(name: str) -> Format | None:
    """Return the format that the end of a file's name tells, None where it tells none of ours.

    >>> format_of("posts.jsonl.gz").name, format_of("posts.txt")
    ('jsonl.gz', None)
    """
    return BY_KEY.get(Path(name).suffix.removeprefix("."))


def is_read(name: str) -> bool:
    """Say whether the end of a file's name tells a format that is read back.

    >>> is_read("posts.jsonl.gz"), is_read("posts.vert"), is_read("manifest.json")
    (True, False, False)
    """
    form = format_of(name)
    return form is not None and form.read is not None
