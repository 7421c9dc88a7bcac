"""What is counted or chosen out of millions in memory that does not grow with them."""

from __future__ import annotations

import heapq
import random
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
# Names that are kept before the rare ones are forgotten; the most frequent are then exact or nearly so.
KEPT = 20_000


class Top:
    """The most frequent of any number of names.

    After Misra and Gries (1982): where there are too many, all counts are lowered and those at nothing forgotten, so
    that a name that makes up more than 1 in `kept` is never lost, and no count is too high.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self.kept = kept
        self.counts: Counter[str] = Counter()
        self.lost = 0  # by how much a count may be too low

    def add(self, names: Iterable[str]) -> None:
        """Count names."""
        self.counts.update(names)
        if len(self.counts) > 2 * self.kept:
            floor = self.counts.most_common(self.kept + 1)[-1][1]
            self.lost += floor
            self.counts = Counter({name: size - floor for name, size in self.counts.items() if size > floor})

    def most_common(self, number: int | None = None) -> list[tuple[str, int]]:
        """Return the most frequent names with their counts, the first in the alphabet first of equals."""
        ranked = sorted(self.counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return ranked[:number]


class Extremes(Generic[T]):
    """The few items with the lowest keys; the first seen first of equals.

    >>> lowest = Extremes(2)
    >>> for word in ("ccc", "a", "bb"): lowest.add(len(word), word)
    >>> lowest.items()
    ['a', 'bb']
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self.seen = count()
        self.heap: list[tuple[float, int, T]] = []  # the worst of those kept comes first

    def add(self, key: float, item: T) -> None:
        """Keep an item if it is one of the lowest."""
        entry = (-key, -next(self.seen), item)
        if len(self.heap) < self.number:
            heapq.heappush(self.heap, entry)
        elif entry[:2] > self.heap[0][:2]:
            heapq.heapreplace(self.heap, entry)

    def items(self) -> list[T]:
        """Return what is kept, the lowest first."""
        return [item for _, _, item in sorted(self.heap, key=lambda entry: entry[:2], reverse=True)]


class Sample(Generic[T]):
    """A few items, each of those seen as likely as any other, the same in every run (reservoir sampling)."""

    def __init__(self, number: int) -> None:
        self.number, self.seen = number, 0
        self.chosen: list[T] = []
        self.random = random.Random(number)

    def add(self, item: T) -> None:
        """Choose an item, or not."""
        self.seen += 1
        if len(self.chosen) < self.number:
            self.chosen.append(item)
        elif (place := self.random.randrange(self.seen)) < self.number:
            self.chosen[place] = item
