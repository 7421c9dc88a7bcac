"""Archives cleaned by tasks of an executor, a task a site: what is done when, and what comes of it in order."""

from __future__ import annotations

from collections import deque
from concurrent.futures import FIRST_COMPLETED, wait
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from blogsieve.cleaners.errors import CleaningError
from blogsieve.crawler.offline.index import Index
from blogsieve.crawler.offline.site_tasks import SHARE_SIGN, Cut, SiteTask, clean_share, clean_site, read_index
from blogsieve.crawler.output.folder import Done

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from concurrent.futures import Future
    from pathlib import Path

    from blogsieve.cleaners.engine import Executor
    from blogsieve.crawler.offline.contents import Contents
    from blogsieve.crawler.offline.index import Catalog
    from blogsieve.crawler.offline.site_tasks import Places, ShareTask

# Tasks under way for each worker: one that waits is there when another is done.
AHEAD = 2


class Unit(NamedTuple):
    """A site that is cleaned, or a share of one; the shares of a site follow one another."""

    site: str
    done: Done
    is_share: bool = False
    is_last: bool = True  # of its site


class Place(NamedTuple):
    """Where a unit stands among the others: the number of its site, and of the share."""

    site: int
    share: int = 0


def read_indexes(archives: Iterable[Path], executor: Executor, refuse: Callable[[str], None]) -> Index:
    """Return what archives hold, each read by a task; `refuse` is told what is wrong with them."""
    index = Index()
    under_way: deque[Future[Catalog]] = deque()

    def take() -> None:
        found = under_way.popleft().result()
        for refusal in found.refusals:
            refuse(str(refusal))
        index.add(found)

    for path in archives:
        under_way.append(executor.submit_task(read_index, path))
        if len(under_way) > AHEAD * executor.size:
            take()
    while under_way:
        take()
    index.close()
    return index


@dataclass
class Schedule:
    """The tasks of sites. Shares of one that is learned come first, so that it is through before others begin."""

    executor: Executor
    places: Places
    refuse: Callable[[str], None]  # is told of what is no page of a part
    known: Mapping[str, Done] = field(default_factory=dict)  # parts that an earlier run has made, by their names
    shares: dict[int, int] = field(default_factory=dict)  # how many a site is cut into, by its number
    cut: deque[tuple[Place, ShareTask]] = field(default_factory=deque)  # shares that are not under way yet
    under_way: dict[Future[Done | Cut], tuple[Place, str]] = field(default_factory=dict)
    units: dict[Place, Unit] = field(default_factory=dict)  # that are cleaned, and wait for their turn

    def run(self, sites: Iterable[Contents]) -> Iterator[Unit]:
        """Yield what becomes of each site, in their order; raise OSError where a part cannot be written."""
        coming, turn = enumerate(sites), Place(0)
        while self.fill(coming) or self.units:
            while turn in self.units:
                yield self.units.pop(turn)
                is_more = turn.share + 1 < self.shares.get(turn.site, 1)
                turn = Place(turn.site, turn.share + 1) if is_more else Place(turn.site + 1)
            for future in wait(self.under_way, return_when=FIRST_COMPLETED).done if self.under_way else ():
                self.take(*self.under_way.pop(future), future)

    def fill(self, coming: Iterator[tuple[int, Contents]]) -> bool:
        """Begin as many tasks as are to be under way; say whether there are any."""
        while len(self.under_way) < AHEAD * self.executor.size:
            if self.cut:
                place, share = self.cut.popleft()
                self.begin(place, share, partial(self.executor.submit_task, clean_share, share))
            elif found := next(coming, None):
                site = SiteTask(found[1], self.places)
                self.begin(Place(found[0]), site, partial(self.executor.submit_task, clean_site, site))
            else:
                break
        return bool(self.under_way)

    def begin(self, place: Place, task: SiteTask | ShareTask, submit: Callable[[], Future[Any]]) -> None:
        """Begin a task, if its part was not made by an earlier run."""
        if done := self.known.get(task.name):
            self.put(place, done)
        else:
            self.under_way[submit()] = place, task.name

    def take(self, place: Place, name: str, future: Future[Done | Cut]) -> None:
        """Take what came of a task; where nothing did, that is told as of a page."""
        try:
            result = future.result()
        except CleaningError as error:
            result = Done(name, "", 0, 0, refused=[f"{name}: {error}"])
        if isinstance(result, Done):
            self.put(place, result)
            return
        for line in result.refused:
            self.refuse(line)
        # Whoever has learned a large site had all of it in memory.
        self.executor.renew()
        self.shares[place.site] = len(result.shares)
        self.cut.extend((Place(place.site, share.number), share) for share in result.shares)

    def put(self, place: Place, done: Done) -> None:
        """Note what a unit came to; it waits for its turn."""
        count = self.shares.get(place.site, 0)
        site = done.site.rpartition(SHARE_SIGN)[0] if count else done.site
        self.units[place] = Unit(site, done, count > 0, place.share + 1 >= count)
