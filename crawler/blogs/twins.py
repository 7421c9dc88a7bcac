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


@dataclass(slots=True)
class Twins:
    """The posts that were met."""

    met: set[str] = field(default_factory=set)

    def meet(self, mark: str) -> bool:
        """Note a post by its mark, and say whether its like was met before.

        >>> twins = Twins()
        >>> [twins.meet(mark) for mark in ("a", "a", "", "")]
        [False, True, False, False]
        """
        is_twin = bool(mark) and mark in self.met
        self.met.add(mark)
        return is_twin
