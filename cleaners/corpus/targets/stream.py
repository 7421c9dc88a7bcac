"""One file of all records, or standard output, in one of the formats that records are kept in."""

from __future__ import annotations

import sys
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogsieve.cleaners.corpus.formats import Format

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class StreamTarget:
    """Writes records into one file."""

    form: Format
    output: str = STDOUT

    @property
    def name(self) -> str:
        """The format's name."""
        return self.form.name

    def missing(self) -> str:
        """Return how to get the library that the format takes."""
        return self.form.missing()

    def write(self, records: Iterable[dict[str, Any]], output: str) -> int:
        """Write records in the format; return their number."""
        number = 0
        with opened(output) as file, closing(self.form.write(file)) as writer:
            for number, record in enumerate(records, 1):  # noqa: B007
                writer.write(record)
        return number


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
