"""Posts that are the same under two addresses, and are written once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blogsieve.crawler.frontier.state import fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Mapping

# Fewer words may be the same in two posts.
FEW_WORDS = 8


def mark_of(record: Mapping[str, Any]) -> str:
    """Return what a post shares with its twins alone, by its day, title and text; "" of one that is too short to tell.

    >>> mark_of({"date": "2020-05-17", "title": "Boat", "text": "The tide came in.", "word_count": 4})
    ''
    """
    if record["word_count"] < FEW_WORDS:
        return ""
    return fingerprint_of(f"{record['date']} {record['title']}", record["text"])


@dataclass(frozen=True, slots=True)
class Twin:
    """A post that others may say the same as."""

    url: str
    id: str  # of its record
    is_listed: bool  # by a feed or an interface: what these list twice its author gave twice


@dataclass(slots=True)
class Twins:
    """The posts that were met."""

    met: dict[str, Twin] = field(default_factory=dict)  # the first of each mark

    def meet(self, mark: str, post: Twin) -> Twin | None:
        """Note a post by its mark, and return the one that it is again, None where it is a post of its own.

        >>> twins, posts = Twins(), [Twin("/1", "1", is_listed=True), Twin("/2", "2", is_listed=False)]
        >>> [twin and twin.url for twin in (twins.meet("a", post) for post in (*posts, posts[0]))]
        [None, '/1', '/1']
        >>> twins.meet("a", Twin("/3", "3", is_listed=True)), twins.meet("", posts[0]), twins.meet("", posts[1])
        (None, None, None)
        """
        first = self.met.get(mark)
        if mark and not first:
            self.met[mark] = post
        is_given_twice = first and first.is_listed and post.is_listed and first.url != post.url
        return None if is_given_twice else first
