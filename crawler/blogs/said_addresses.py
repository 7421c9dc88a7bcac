"""Whether a page stands where it says that it does: its canonical address is one witness, the text there another."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, NamedTuple

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
# Names of two pages that share so few of their words are of two posts; views of one have most, and the blog's name.
FEW_WORDS = 0.3
# Of the names of so many pages, a word that half have, or of a few so many, is the blog's.
LAST_NAMES, FEWEST_NAMES = 20, 4
# The bytes of a number of a sketch, as it is kept.
WIDTH = 4


class Held(NamedTuple):
    """What a page holds: the words of its own in its name, and its sketch in little room."""

    name: frozenset[str]
    sketch: bytes


class SaidAddresses:
    """The addresses that a blog's pages say they stand at, as far as their texts bear that out."""

    def __init__(self, scope: Scope, frontier: Frontier) -> None:
        self.scope, self.frontier = scope, frontier
        self.held: dict[int, Held] = {}  # what the pages that came hold, by number
        self.folded: dict[int, list[tuple[int, Held]]] = {}  # pages left for one that is still to come
        self.names: deque[frozenset[str]] = deque(maxlen=LAST_NAMES)  # of the pages before
        self.apart: set[int] = set()  # pages that hold another text than the one that they name
        self.lies = 0

    def place(self, number: int, said: str, features: PageFeatures) -> str:
        """Return where a page stands, "" where another page has that address and, as far as is known, its text."""
        own, held = canonical_url(self.scope.here(features.url)), self.hold(features)
        # Queries make views of one page: pictures of a gallery, orders of a list.
        is_view = split_url(said).path == split_url(own).path
        if url_key(said) != url_key(own) and (owner := self.frontier.owner(said)) and owner.id != number:
            differs = not is_view and self.differs(owner.id, held)
            if differs or owner.is_lost or number in self.apart:
                self.count_lie(differs=differs)
                said = own
            elif owner.is_waiting:
                self.frontier.fold(number, owner.id)
                self.folded.setdefault(owner.id, []).append((number, held))
        if not self.frontier.claim(said, number):
            return ""
        self.come(number, held)
        return said

    def hold(self, features: PageFeatures) -> Held:
        """Return what a page holds; words that many names have are the blog's."""
        name = frozenset(features.name.split())
        self.names.append(name)
        counts = Counter(word for one in self.names for word in one)
        many = max(FEWEST_NAMES, len(self.names) / 2)
        return Held(frozenset(word for word in name if counts[word] < many), packed(features.sketch))

    def differs(self, owner: int, held: Held) -> bool:
        """Say whether the page of a number came, and holds another text."""
        return owner in self.held and not is_same(self.held[owner], held)

    def come(self, number: int, held: Held) -> None:
        """Note what a page holds; those that were left for it, and hold another text, are taken up again."""
        self.held[number] = held
        apart = [left for left, other in self.folded.pop(number, ()) if not is_same(other, held)]
        self.apart.update(apart)
        self.frontier.unfold(apart)

    def count_lie(self, *, differs: bool) -> None:
        """Believe the blog's word for addresses no more where several pages name one that holds another text."""
        self.lies += differs
        self.scope.distrusts = self.scope.distrusts or self.lies >= LIES


def is_same(one: Held, other: Held) -> bool:
    """Say whether two pages hold the same text, as far as their names and sketches tell.

    Where posts are short, the longest texts of both are those of the template.

    >>> texts = packed(frozenset({1, 2, 3, 4})), packed(frozenset({2, 3, 9})), packed(frozenset({3}))
    >>> [is_same(Held(frozenset(), sketch), Held(frozenset(), texts[1])) for sketch in texts]
    [True, True, True]
    >>> is_same(Held(frozenset({"rain"}), texts[1]), Held(frozenset({"sun"}), texts[1]))
    False
    """
    if one.name and other.name and len(one.name & other.name) <= FEW_WORDS * min(len(one.name), len(other.name)):
        return False
    texts = [unpacked(held.sketch) for held in (one, other)]
    return len(texts[0] & texts[1]) >= SAME * min(map(len, texts))


def packed(sketch: frozenset[int]) -> bytes:
    """Return a sketch in little room: one is kept of each page of the crawl."""
    return b"".join(number.to_bytes(WIDTH) for number in sketch)


def unpacked(kept: bytes) -> frozenset[int]:
    """Return a sketch that was packed."""
    return frozenset(int.from_bytes(kept[start : start + WIDTH]) for start in range(0, len(kept), WIDTH))
