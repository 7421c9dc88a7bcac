"""Where the sources of a blog may be: of each kind addresses are tried one after the other, until one is a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogsieve.crawler.frontier.frontier import Rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.crawler.frontier.frontier import Frontier

# What is kept for a blog: of each kind the addresses that are not tried yet, and those that are tried last.
LEFT, LATE = "guesses {}", "late {}s"


@dataclass(frozen=True, slots=True)
class Guesses:
    """The addresses that are left to be tried, kept in the frontier."""

    name: str
    frontier: Frontier

    def begin(self, kind: str, urls: Sequence[str]) -> None:
        """Ask at the first of some addresses for a source of a kind, and keep the others until it fails."""
        for url in urls[:1]:
            self.frontier.add(self.name, url, kind, Rank.SOURCE)
        self.frontier.note(self.name, LEFT.format(kind), urls[1:])

    def go_on(self, kind: str) -> None:
        """Ask at the next address, when one was none."""
        if rest := self.frontier.noted(self.name, LEFT.format(kind)):
            self.begin(kind, rest)

    def put_off(self, kind: str, urls: Sequence[str]) -> None:
        """Keep addresses that are asked only where the other sources do not list all posts."""
        self.frontier.note(self.name, LATE.format(kind), urls)

    def begin_late(self, kind: str) -> bool:
        """Ask at the addresses that were put off; say whether there are any."""
        if not (late := self.frontier.noted(self.name, LATE.format(kind))):
            return False
        self.put_off(kind, [])
        self.begin(kind, late)
        return True
