"""Whose turn it is: the blogs that may have a page to fetch, and which pages of each are under way."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING

from blogsieve.crawler.frontier.frontier import MOST_UNDER_WAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Turns:
    """A ring of blogs. One with nothing to fetch sleeps, so that nobody asks for its pages, until it has some."""

    def __init__(self) -> None:
        self._ring: deque[str] = deque()
        self._placed: set[str] = set()  # in the ring, each once
        self._awake: set[str] = set()
        self._blogs: dict[int, str] = {}  # by the number of each page that is taken and not dealt with
        self._away: defaultdict[str, set[int]] = defaultdict(set)  # the numbers by their blog
        self._asked: Counter[str] = Counter()  # pages of a blog that have not come yet
        self._landed: set[int] = set()

    def wake(self, blog: str) -> None:
        """Let a blog take its turn, after all others where it has no place yet."""
        self._awake.add(blog)
        if blog not in self._placed:
            self._placed.add(blog)
            self._ring.append(blog)

    def wake_all(self, blogs: Iterable[str]) -> None:
        """Let blogs take their turns, in their order."""
        for blog in blogs:
            self.wake(blog)

    def sleep(self, blog: str) -> None:
        """Let a blog have no turn until it is woken."""
        self._awake.discard(blog)

    def awake(self) -> list[str]:
        """Return the blogs that are not asleep."""
        return [blog for blog in self._ring if blog in self._awake]

    def round(self) -> Iterator[str]:
        """Yield each blog once, from the one whose turn it is; who is not asked for keeps its place."""
        for _ in range(len(self._ring)):
            blog = self._ring.popleft()
            if blog in self._awake:
                self._ring.append(blog)
                yield blog
            else:
                self._placed.discard(blog)

    def is_full(self, blog: str) -> bool:
        """Say whether as many of a blog's pages are asked for as may be at once."""
        return self._asked[blog] >= MOST_UNDER_WAY

    def away(self, blog: str) -> list[int]:
        """Return the numbers of a blog's pages that are taken and not dealt with."""
        return sorted(self._away[blog]) if blog in self._away else []

    def begin(self, blog: str, number: int) -> None:
        """Note that a page is asked for."""
        self._blogs[number] = blog
        self._away[blog].add(number)
        self._asked[blog] += 1

    def land(self, number: int) -> None:
        """Note that a page has come."""
        if number in self._blogs and number not in self._landed:
            self._landed.add(number)
            self._asked[self._blogs[number]] -= 1

    def end(self, number: int) -> None:
        """Note that a page is dealt with, whether it was taken or not."""
        if number not in self._blogs:
            return
        self.land(number)
        self._landed.discard(number)
        blog = self._blogs.pop(number)
        self._away[blog].discard(number)
        if not self._away[blog]:
            del self._away[blog], self._asked[blog]
