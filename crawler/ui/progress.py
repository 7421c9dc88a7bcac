"""How far a run has come, in numbers: what is shown while it goes on, and at its end."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blogsieve.crawler.frontier.states import Trait, states_with

if TYPE_CHECKING:
    from blogsieve.crawler.snapshot import CrawlSnapshot

# What becomes of an address that turns out to be no post of its own.
NO_POST = states_with(Trait.NO_POST)
DONE = states_with(Trait.GIVEN)
WAITING = "waiting"
# Rates are of the last so many looks: what was long ago says nothing of what is left.
LOOKS = 60


@dataclass(slots=True)
class Row:
    """One blog, or one set of files, under way."""

    name: str
    tally: Counter[str] = field(default_factory=Counter)  # addresses by what became of them
    fetched: int = 0
    is_counted: bool = False  # all posts are known by now
    doing: str = "finding posts"  # as long as they are not

    @property
    def found(self) -> int:
        """Posts, as far as is known, and addresses that may turn out to be some."""
        return sum(size for state, size in self.tally.items() if state not in NO_POST)

    @property
    def written(self) -> int:
        """Records."""
        return self.tally["written"]

    @property
    def left(self) -> int:
        """Addresses that wait to be fetched."""
        return self.tally[WAITING]

    @property
    def dropped(self) -> Counter[str]:
        """What should have become a record and did not, by why."""
        return Counter(
            {s: n for s, n in self.tally.items() if n and s not in NO_POST and s not in DONE and s != WAITING}
        )


@dataclass(slots=True)
class Progress:
    """All rows, with the rates at which they grow."""

    clock: Callable[[], float] = time.monotonic
    title: str = "blog"  # of the column with the names of the rows
    rows: dict[str, Row] = field(default_factory=dict)
    languages: Counter[str] = field(default_factory=Counter)
    note: str = ""
    begun: float = 0.0
    looks: deque[tuple[float, int, int]] = field(default_factory=lambda: deque(maxlen=LOOKS))

    def __post_init__(self) -> None:
        self.begun = self.clock()
        self.look()

    def row(self, name: str) -> Row:
        """Return the row of a name, new where there is none."""
        return self.rows.setdefault(name, Row(name))

    def take(self, snapshot: CrawlSnapshot) -> None:
        """Note how far a crawl has come by now."""
        for blog in snapshot.blogs:
            row = self.row(blog.name)
            row.tally, row.fetched, row.is_counted = Counter(blog.tally), blog.fetched, blog.is_counted
        self.look()

    def look(self) -> None:
        """Note how far it has come by now."""
        self.looks.append((self.clock(), self.fetched, self.gained))

    @property
    def fetched(self) -> int:
        """Pages that were fetched, or read."""
        return sum(row.fetched for row in self.rows.values())

    @property
    def written(self) -> int:
        """Records of all rows."""
        return sum(row.written for row in self.rows.values())

    @property
    def gained(self) -> int:
        """Records of this run, each of which has a language: one that goes on has those of the runs before, too."""
        return min(self.written, self.languages.total())

    @property
    def seconds(self) -> float:
        """How long it goes on."""
        return self.clock() - self.begun

    @property
    def whole(self) -> Row:
        """All rows as one."""
        rows = list(self.rows.values())
        if len(rows) == 1:
            return rows[0]
        done = sum(row.is_counted and not row.left for row in rows)
        tally = sum((row.tally for row in rows), Counter())
        name = f"{len(rows)} {self.title}s, {done} done"
        return Row(name, tally, self.fetched, is_counted=all(row.is_counted for row in rows))

    @property
    def rates(self) -> tuple[float, float]:
        """Pages and records a second, of late."""
        (first, pages, posts), (last, more_pages, more_posts) = self.looks[0], self.looks[-1]
        passed = max(last - first, 1e-9)
        return ((more_pages - pages) / passed, (more_posts - posts) / passed) if last > first else (0.0, 0.0)

    @property
    def seconds_left(self) -> float | None:
        """How long it may take yet, None where that is not known."""
        pages, _ = self.rates
        if not pages or not self.rows or not all(row.is_counted for row in self.rows.values()):
            return None
        return sum(row.left for row in self.rows.values()) / pages


def span(seconds: float) -> str:
    """Return a time in words.

    >>> [span(s) for s in (7, 75, 3700, 200000)]
    ['7 s', '1 min 15 s', '1 h 1 min', '2 d 7 h']
    """
    whole = int(seconds)
    for unit, small, size, part in (("d", "h", 86400, 3600), ("h", "min", 3600, 60), ("min", "s", 60, 1)):
        if whole >= size:
            rest = whole % size // part
            return f"{whole // size} {unit}" + (f" {rest} {small}" if rest else "")
    return f"{whole} s"


def counts_in_words(counts: Counter[str], most: int = 4) -> str:
    """Return counts in words, the highest first.

    >>> counts_in_words(Counter(en=5, de=2))
    '5 en, 2 de'
    """
    shown = [f"{size:,} {name}" for name, size in counts.most_common(most)]
    rest = sum(counts.values()) - sum(size for _, size in counts.most_common(most))
    return ", ".join(shown + ([f"{rest:,} other"] if rest else []))


def line_of(progress: Progress) -> str:
    """Return how far a run has come, as one line for a log, however many blogs there are."""
    row = progress.whole
    dropped = f", dropped {counts_in_words(row.dropped)}" if row.dropped else ""
    of = f" of {row.found:,} posts" if row.is_counted else f" posts, {row.left:,} to fetch"
    left = progress.seconds_left
    rest = f", {span(left)} left" if left else ""
    return f"{row.name}: {row.written:,}{of}{dropped}; {progress.rates[0]:.1f} pages/s{rest}"
