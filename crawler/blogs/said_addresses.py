"""Whether a page stands where it says that it does: its canonical address is one witness, the text there another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.address import split_url
from blogsieve.crawler.urls import canonical_url, url_key

if TYPE_CHECKING:
    from blogsieve.crawler.blogs.scope import Scope
    from blogsieve.crawler.frontier.frontier import Frontier
    from blogsieve.crawler.pages.features import PageFeatures

# Pages that share half of their longest texts hold the same: an amp or print view lacks a box or two.
SAME = 0.5
# So many pages that hold other texts than the pages that they name, and the blog's word for addresses counts no more.
LIES = 2
# The bytes of a number of a sketch, as it is kept.
WIDTH = 4


class SaidAddresses:
    """The addresses that a blog's pages say they stand at, as far as their texts bear that out."""

    def __init__(self, scope: Scope, frontier: Frontier) -> None:
        self.scope, self.frontier = scope, frontier
        self.texts: dict[int, bytes] = {}  # the sketches of the pages that came, by number
        self.folded: dict[int, list[tuple[int, frozenset[int]]]] = {}  # pages left for one that is still to come
        self.apart: set[int] = set()  # pages that hold another text than the one that they name
        self.lies = 0

    def place(self, number: int, said: str, features: PageFeatures) -> str:
        """Return where a page stands, "" where another page has that address and, as far as is known, its text."""
        own = canonical_url(self.scope.here(features.url))
        # Queries make views of one page: pictures of a gallery, orders of a list.
        is_view = split_url(said).path == split_url(own).path
        if url_key(said) != url_key(own) and (owner := self.frontier.owner(said)) and owner.id != number:
            differs = not is_view and self.differs(owner.id, features.sketch)
            if differs or owner.is_lost or number in self.apart:
                self.count_lie(differs=differs)
                said = own
            elif owner.is_waiting:
                self.frontier.fold(number, owner.id)
                self.folded.setdefault(owner.id, []).append((number, features.sketch))
        if not self.frontier.claim(said, number):
            return ""
        self.come(number, features.sketch)
        return said

    def differs(self, owner: int, sketch: frozenset[int]) -> bool:
        """Say whether the page of a number came, and holds another text."""
        return owner in self.texts and not is_same(unpacked(self.texts[owner]), sketch)

    def come(self, number: int, sketch: frozenset[int]) -> None:
        """Note what a page holds; those that were left for it, and hold another text, are taken up again."""
        self.texts[number] = packed(sketch)
        apart = [left for left, text in self.folded.pop(number, ()) if not is_same(text, sketch)]
        self.apart.update(apart)
        self.frontier.unfold(apart)

    def count_lie(self, *, differs: bool) -> None:
        """Believe the blog's word for addresses no more where several pages name one that holds another text."""
        self.lies += differs
        self.scope.distrusts = self.scope.distrusts or self.lies >= LIES


def is_same(one: frozenset[int], other: frozenset[int]) -> bool:
    """Say whether two pages hold the same text, as far as their sketches tell.

    >>> is_same(frozenset({1, 2, 3, 4}), frozenset({2, 3, 9})), is_same(frozenset({1, 2}), frozenset({3}))
    (True, False)
    """
    return len(one & other) >= SAME * min(len(one), len(other))


def packed(sketch: frozenset[int]) -> bytes:
    """Return a sketch in little room: one is kept of each page of the crawl."""
    return b"".join(number.to_bytes(WIDTH) for number in sketch)


def unpacked(kept: bytes) -> frozenset[int]:
    """Return a sketch that was packed."""
    return frozenset(int.from_bytes(kept[start : start + WIDTH]) for start in range(0, len(kept), WIDTH))
