"""A crawl that can go on: its frontier is kept in a folder, JOBDIR, until nothing is left to fetch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blogsieve.crawler.frontier.sqlite import SQLiteFrontier
from blogsieve.crawler.frontier.states import OVER_LIMITS
from blogsieve.crawler.output.files import read_ids, read_written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

FRONTIER = "frontier.sqlite"


@dataclass(frozen=True, slots=True)
class Job:
    """The folder of a crawl that can go on."""

    folder: Path

    @property
    def goes_on(self) -> bool:
        """Whether there is a crawl that was not through."""
        return (self.folder / FRONTIER).exists()

    def open(
        self, limits: Sequence[float], outputs: Iterable[Path], know: Callable[[dict[str, Any]], None]
    ) -> SQLiteFrontier:
        """Take up the frontier, and believe the first output that is there over it; know is told of what that holds.

        Pages that cost more than the limits allowed are taken again where any of these is higher now.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        goes_on = self.goes_on
        frontier = SQLiteFrontier(self.folder / FRONTIER)
        if has_risen(limits, frontier.noted("", "limits") or limits):
            frontier.accounts.reopen_all(OVER_LIMITS)
        frontier.note("", "limits", limits)
        if goes_on and (files := list(outputs)):
            # Where none is there any more, nothing is written: what it held is fetched again.
            there = [file for file in files if file.exists()][:1]
            frontier.reconcile(name for file in there for name in read_ids(file))
            for file in there:
                for record in read_written(file):
                    know(record)
        return frontier

    def forget(self) -> None:
        """Remove the frontier of a crawl that is through."""
        for file in self.folder.glob(f"{FRONTIER}*"):
            file.unlink()


def has_risen(limits: Sequence[float], last: Any) -> bool:
    """Tell whether a limit is higher than it was, or what was noted of them is of another version.

    >>> has_risen([10, 5], [10, 5]), has_risen([10, 6], [10, 5]), has_risen([10, 5], {"seconds": 10})
    (False, True, True)
    """
    try:
        return any(now > before for now, before in zip(limits, last, strict=True))
    except (TypeError, ValueError):
        return True
