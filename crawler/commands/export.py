"""`blogsieve export posts.jsonl --to FORMAT`: records in the formats of other tools."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from blogsieve.cleaners.corpus.vertical import FORMATS
from blogsieve.crawler.ui.command import STDOUT, Misuse, ToolCommand, Trouble, check_inputs

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

PARQUET = "parquet"


class Command(ToolCommand):
    """Writes records in another format."""

    def syntax(self) -> str:
        """Return what follows the command in its usage."""
        return "[options] <posts.jsonl …>"

    def short_desc(self) -> str:
        """Return what the list of commands says."""
        return "Write records as Sketch Engine's vertical or prevertical, or as Parquet"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("--to", metavar="FORMAT", default="prevertical", help=f"{', '.join(FORMATS)} or {PARQUET}")
        parser.add_argument("-o", "--output", metavar="FILE", default=STDOUT, help="default: standard output")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the records, write them; nothing is left of the output where a line is no record."""
        if not args:
            raise Misuse("export takes files of records: blogsieve export posts.jsonl --to vertical")
        check_inputs(args, opts.output)
        if opts.to not in (*FORMATS, PARQUET):
            raise Misuse(f"--to {opts.to}: give one of {', '.join((*FORMATS, PARQUET))}")
        from blogsieve.cleaners.corpus.records import NotRecords, read_records

        records = (record for name in args for record in read_records(name))
        try:
            with opened(opts.output) as file:
                written = write_parquet(records, file) if opts.to == PARQUET else write_lines(records, file, opts.to)
        except NotRecords as error:
            raise Trouble(str(error)) from error
        if not written:
            raise Trouble(f"{', '.join(args)}: holds no record")


@contextmanager
def opened(output: str) -> Iterator[IO[bytes]]:
    """Open a file that gets its name when all is written, or standard output."""
    if output == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    is_device = path.exists() and not path.is_file()
    unfinished = path if is_device else path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            yield cast("IO[bytes]", file)
        if not is_device:
            unfinished.replace(path)
    except OSError as error:
        # What is wrong with an input bears its name; the file that is not finished yet is nobody's business.
        name = output if error.filename in (None, str(unfinished)) else error.filename
        raise OSError(error.errno, error.strerror, name) from error
    finally:
        if not is_device:
            unfinished.unlink(missing_ok=True)


def write_lines(records: Iterable[dict[str, Any]], file: IO[bytes], to: str) -> int:
    """Write records in a format of lines; return their number."""
    number = 0
    for number, record in enumerate(records, 1):  # noqa: B007
        file.writelines(line.encode("utf-8", "replace") + b"\n" for line in FORMATS[to](record))
    return number


def write_parquet(records: Iterable[dict[str, Any]], file: IO[bytes]) -> int:
    """Write records as Parquet; return their number, raise Trouble where the library for it is not installed."""
    try:
        from blogsieve.cleaners.corpus.parquet import ParquetWriter
    except ImportError as error:
        raise Trouble("for Parquet, install blogsieve[parquet]") from error
    number = 0
    with ParquetWriter(file) as writer:
        for number, record in enumerate(records, 1):  # noqa: B007
            writer.write(record)
    return number
