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

    met: dict[str, str] = field(default_factory=dict)  # the address of the first of each mark

    def meet(self, mark: str, url: str) -> str:
        """Note a post by its mark, and return the address of its like that was met before, "" where there is none.

        >>> twins = Twins()
        >>> [twins.meet(mark, url) for mark, url in (("a", "/1"), ("a", "/2"), ("a", "/1"), ("", "/3"), ("", "/4"))]
        ['', '/1', '/1', '', '']
        """
        first = self.met.get(mark, "")
        if mark and not first:
            self.met[mark] = url
        return first
