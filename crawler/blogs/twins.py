"""Posts that are the same under two addresses, and are written once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blogsieve.crawler.frontier.state import fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Mapping

# Fewer words may be the same in two posts.
FEW_WORDS = 8
# Pages of two templates differ by so much in the marks that the blog's posts have.
CLEARLY = 0.25


def mark_of(record: Mapping[str, Any]) -> str:
    """Return what a post shares with its twins alone, by its title and text; "" of one that is too short to tell.

    >>> mark_of({"title": "Boat", "text": "The tide came in.", "word_count": 4})
    ''
    """
    if record["word_count"] < FEW_WORDS:
        return ""
    return fingerprint_of(record["title"], record["text"])


@dataclass(frozen=True, slots=True)
class Twin:
    """A post that others may say the same as."""

    url: str
    id: str  # of its record
    day: str  # "" where nothing tells it
    likeness: float  # share of the marks of the blog's posts that its page bears
    is_listed: bool  # by a feed or an interface: what these list twice its author gave twice

    def is_again(self, other: Twin) -> bool:
        """Tell whether it is another post of the same text once more: on another day it was posted again."""
        is_given_twice = self.is_listed and other.is_listed and self.url != other.url
        return not is_given_twice and (self.day == other.day or not (self.day and other.day))

    def is_rather(self, other: Twin) -> bool:
        """Tell whether of two that are the same it is the one that the blog's makers meant."""
        if self.is_listed != other.is_listed:
            return self.is_listed
        return self.likeness > other.likeness + CLEARLY


@dataclass(slots=True)
class Twins:
    """The posts that were met."""

    met: dict[str, list[Twin]] = field(default_factory=dict)  # those of each mark that are posts of their own

    def meet(self, mark: str, post: Twin) -> Twin | None:
        """Note a post by its mark, and return the one that it is again, None where it is a post of its own.

        >>> from dataclasses import replace
        >>> one = Twin("/1", "1", "2020-05-17", 1.0, is_listed=True)
        >>> more = [replace(one, url="/2", day="", is_listed=False), replace(one, url="/3", day="2021-01-02"), one]
        >>> twins = Twins()
        >>> [twin and twin.url for twin in (twins.meet("a", post) for post in (one, *more, replace(one, url="/4")))]
        [None, '/1', None, '/1', None]
        >>> twins.meet("", one), twins.meet("", one)
        (None, None)
        """
        if not mark:
            return None
        known = self.met.setdefault(mark, [])
        first = next((other for other in known if post.is_again(other)), None)
        if first is None:
            known.append(post)
        return first

    def take_place(self, mark: str, first: Twin, post: Twin) -> None:
        """Let a post stand for another that it is again."""
        self.met[mark] = [post if other is first else other for other in self.met[mark]]
