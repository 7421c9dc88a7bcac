"""`blogsieve export posts.jsonl --to FORMAT`: records in the formats of other tools."""

from __future__ import annotations

import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from blogsieve.cleaners.corpus.formats import BY_NAME, PREVERTICAL, format_of
from blogsieve.crawler.ui.command import STDOUT, Misuse, ToolCommand, Trouble, check_inputs

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from blogsieve.cleaners.corpus.formats import Format


class Command(ToolCommand):
    """Writes records in another format."""

    def syntax(self) -> str:
        """Return what follows the command in its usage."""
        return "[options] <posts.jsonl …>"

    def short_desc(self) -> str:
        """Return what the list of commands says."""
        return "Write records as Sketch Engine's vertical or prevertical, as Parquet, or packed"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("--to", metavar="FORMAT", help=f"{', '.join(BY_NAME)}; default: by FILE's ending")
        parser.add_argument("-o", "--output", metavar="FILE", default=STDOUT, help="default: standard output")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the records, write them; nothing is left of the output where a line is no record."""
        if not args:
            raise Misuse("export takes files of records: blogsieve export posts.jsonl --to vertical")
        check_inputs(args, opts.output)
        if opts.to and opts.to not in BY_NAME:
            raise Misuse(f"--to {opts.to}: give one of {', '.join(BY_NAME)}")
        form = BY_NAME[opts.to] if opts.to else format_of(opts.output) or PREVERTICAL
        if how := form.missing():
            raise Trouble(f"--to {form.name}: to write it, {how}")
        from blogsieve.cleaners.corpus.records import NotRecords, read_records

        records = (record for name in args for record in read_records(name))
        try:
            with opened(opts.output) as file:
                written = write(records, file, form)
        except NotRecords as error:
            raise Trouble(str(error)) from error
        if not written:
            raise Trouble(f"{', '.join(args)}: holds no record")


@contextmanager
def opened(output: str) -> Iterator[BinaryIO]:
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
            yield cast("BinaryIO", file)
        if not is_device:
            unfinished.replace(path)
    except OSError as error:
        # What is wrong with an input bears its name; the file that is not finished yet is nobody's business.
        name = output if error.filename in (None, str(unfinished)) else error.filename
        raise OSError(error.errno, error.strerror, name) from error
    finally:
        if not is_device:
            unfinished.unlink(missing_ok=True)


def write(records: Iterable[dict[str, Any]], file: BinaryIO, form: Format) -> int:
    """Write records in a format; return their number."""
    number = 0
    with closing(form.write(file)) as writer:
        for number, record in enumerate(records, 1):  # noqa: B007
            writer.write(record)
    return number
