"""What records are exported to: one file a kind of target, behind one protocol.

A target takes records and the name of an output, writes what it makes of them, and returns how many it has written. To
add one is a file here and a line in `TARGETS`; the command's help and its checks follow from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from blogsieve.cleaners.corpus.formats import FORMATS
from blogsieve.cleaners.corpus.targets.dataset import DatasetTarget
from blogsieve.cleaners.corpus.targets.files import FORMS, FileTarget
from blogsieve.cleaners.corpus.targets.stream import StreamTarget

if TYPE_CHECKING:
    from collections.abc import Iterable


class Target(Protocol):
    """Something that records are exported to."""

    @property
    def name(self) -> str:
        """What `--to` calls it."""

    @property
    def output(self) -> str:
        """What it writes where no output is named: "-" for standard output, "" where one has to be named."""

    def missing(self) -> str:
        """Return how to get the library that it takes, "" where it is there or none is needed."""

    def write(self, records: Iterable[dict[str, Any]], output: str) -> int:
        """Write records to an output; return their number.

        Where reading or writing fails nothing is left of the output; raises NoForm where a record lacks what the
        target is made of.
        """


ALL: tuple[Target, ...] = (*map(StreamTarget, FORMATS), *map(FileTarget, FORMS.values()), DatasetTarget())
TARGETS = {target.name: target for target in ALL}
