"""Records read back from files in any of the formats, one at a time, each checked against the schema."""

from __future__ import annotations

import lzma
import sys
import zlib
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.corpus.formats import FORMATS, JSONL, format_of
from blogsieve.cleaners.corpus.lines import NoJson, read_lines
from blogsieve.cleaners.schema import misfit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN, STANDARD = "-", "standard input"
HINT = f"; files of records end in {', '.join(form.endings[0] for form in FORMATS if form.read)}"
# What a damaged file raises, each library by its own name.
DAMAGES = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError)


class NotRecords(ValueError):
    """A file that is none of ours, or is damaged; the message names the file, the line and the fault."""


def read_rows(name: str) -> Iterator[tuple[int, Any]]:
    """Yield the rows of a file with their numbers, from 1; `-` is JSON Lines from standard input.

    Raises NotRecords where a line is no JSON, or the format cannot be read; OSError where there is no such file.
    """
    if name == STDIN:
        yield from with_file_named(read_lines(sys.stdin.buffer), STANDARD)
        return
    form = format_of(name) or JSONL
    if form.read is None:
        raise NotRecords(f"{name}: {form.name} is written for other tools, and cannot be read back")
    if how := form.missing():
        raise NotRecords(f"{name}: to read it, {how}")
    with open(name, "rb") as file:
        yield from with_file_named(form.read(file), name)


def with_file_named(rows: Iterable[tuple[int, Any]], name: str) -> Iterator[tuple[int, Any]]:
    """Yield rows; raise NotRecords, with the name of their file, where reading them fails."""
    try:
        yield from rows
    except NoJson as error:
        raise NotRecords(f"{name}, {error}{'' if format_of(name) or name == STANDARD else HINT}") from error
    except DAMAGES as error:
        raise NotRecords(f"{name}: {error}") from error


def read_records(name: str) -> Iterator[dict[str, Any]]:
    """Yield the records of a file; raise NotRecords where a line is none."""
    for number, row in read_rows(name):
        if fault := misfit(row):
            raise NotRecords(f"{name}, line {number}: is no record: {fault}")
        yield row
