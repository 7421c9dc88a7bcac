"""The pages that a blog is learned from: chosen by what is known of them, not by which come first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.crawler.frontier.frontier import Rank
from blogsieve.crawler.urls import is_part

if TYPE_CHECKING:
    from collections.abc import Container

    from blogsieve.crawler.blogs.context import Arrival
    from blogsieve.crawler.frontier.frontier import Frontier

# What is looked at next where the sample held too few posts: what is likely one, then what leads to some.
NEXT = (Rank.POST, Rank.LIST, Rank.MAYBE)
# More than any sample has.
ALL = 1 << 30


class Sample:
    """The sample of a blog: its pages in the frontier that have the rank of one, and are not dealt with."""

    def __init__(self, name: str, frontier: Frontier) -> None:
        self.name, self.frontier = name, frontier

    @property
    def numbers(self) -> set[int]:
        """The numbers of its pages, whether they have come or not."""
        return set(self.frontier.choose(self.name, Rank.SAMPLE, ALL))

    def draw(self, waiting: list[Arrival], *, all_of_them: bool) -> list[Arrival]:
        """Take its pages from those that have come, in their order in the frontier; all where none are coming."""
        numbers = self.numbers if waiting else set()
        drawn = [one for one in waiting if all_of_them or one.number in numbers or is_part(one.page.url)]
        waiting[:] = [one for one in waiting if one not in drawn]
        return sorted(drawn, key=lambda one: one.number)

    def has_more(self, come: Container[int]) -> bool:
        """Say whether pages of it are still to come, besides some."""
        return any(number not in come for number in self.numbers)

    def grow(self, lacking: int) -> bool:
        """Add so many pages, and say whether there are any; those that have come may be among them."""
        for rank in NEXT:
            if chosen := self.frontier.choose(self.name, rank, lacking):
                self.frontier.promote(chosen, Rank.SAMPLE)
                return True
        return False
