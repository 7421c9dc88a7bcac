"""Posts that are the same under two addresses, and are written once."""

from __future__ import annotations

from dataclasses import dataclass, field

from blogsieve.crawler.frontier.state import fingerprint_of

# Fewer words may be the same in two posts.
FEW_WORDS = 8


@dataclass(slots=True)
class Twins:
    """The posts that were met, by their day, title and text."""

    met: set[str] = field(default_factory=set)

    def meet(self, date: str, title: str, text: str, words: int) -> bool:
        """Note a post, and say whether its like was met before.

        >>> twins = Twins()
        >>> [twins.meet("2020-05-17", "Boat", "The tide came in.", words) for words in (9, 9, 3)]
        [False, True, False]
        """
        post = fingerprint_of(f"{date} {title}", text)
        is_twin = post in self.met and words >= FEW_WORDS
        self.met.add(post)
        return is_twin
