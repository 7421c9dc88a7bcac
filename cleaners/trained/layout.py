"""The layout of a page's blocks, in numbers: their own text, and the boxes around them; one walk up from each."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from blogsieve.cleaners.extraction.dense import MOSTLY_TEXT, PROSE
from blogsieve.cleaners.text import count_letters, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement
    from numpy.typing import NDArray

    from blogsieve.cleaners.dom.blocks import Block

    Columns = dict[str, NDArray[np.floating]]

# The tags that tell something of a line, in an order in which one bound parts text, headings and boxes.
TAGS = {
    tag: place
    for place, tag in enumerate(
        "p blockquote pre li dd dt td th tr figcaption h1 h2 h3 h4 h5 h6 div section article span a main aside header "
        "footer nav form label button time cite small figure body".split(),
        1,
    )
}
CLOSING = "\"”»'’)] "
# How a line ends, and how it begins, as numbers.
STOP = 1
ENDS = {sign: kind for kind, signs in enumerate((".!?。！？؟।", ":：", "…", "»›→>|"), STOP) for sign in signs}
# "postFooter-related" is three words; what is longer or shorter is a hash, or an abbreviation.
NAME = re.compile(r"[A-Z]?[a-z]{2,19}|[A-Z]{3,20}(?![a-z])")
# Words of a line that are looked up: what a block is shows at its beginning.
MOST_WORDS = 24
# Characters of a line that may be the title; of longer ones no words are looked at.
LONGEST = 300
OWN = "size linked code seen words ends begins title of_title tag around".split()
BOX = "size linked blocks prose".split()


class Layout:
    """A page's blocks, and the boxes around them, each behind the one that holds it."""

    def __init__(self, blocks: Sequence[Block], tokens: Sequence[Sequence[str]], title: str) -> None:
        self.tokens = [own[:MOST_WORDS] for own in tokens]  # of each block, the words that it begins with
        self.parents: list[int] = []  # of each box; the root is its own
        self.names: list[tuple[str, ...]] = []  # its tag and the words of its id and classes
        self.twins: list[int] = []  # boxes beside each, and itself, that have its tag and classes
        self.box = np.array(self._add_boxes([block.element for block in blocks]), np.intp)  # of each block
        self.around = np.array(self.parents, np.intp)  # the parents, to take several at once
        self.holder = self.around[self.box]  # of each block, the box around its own
        self.row = np.array(self._rows(), np.intp)  # the number of those made alike, in boxes made alike
        tags = np.array([TAGS.get(names[0], 0) for names in self.names], np.float32)
        numbers = [*numbers_of(blocks, tokens, frozenset(words(title))), tags[self.box], tags[self.holder]]
        self.own: Columns = {name: np.array(own, np.float32) for name, own in zip(OWN, numbers, strict=True)}
        size, linked = np.array(numbers[:2], np.float64)
        prose = size * ((size >= PROSE) & (linked <= MOSTLY_TEXT) & (self.own["code"] == 0))
        # `BOX` of each box, at any depth, and the prose that stands right in it: a paragraph's in what is around it.
        self.sums = np.array(self._sum_up((size, size * linked, np.ones(len(size)), prose > 0)), np.float32)
        is_box = (self.own["tag"] == TAGS["div"]) | (self.own["tag"] == TAGS["article"])
        self.direct = np.bincount(np.where(is_box, self.box, self.holder), prose, len(self.parents))

    def _add_boxes(self, elements: Sequence[HtmlElement]) -> list[int]:
        """Add elements and all that is around them, and return their places."""
        places: dict[HtmlElement, int] = {}
        shapes: list[tuple[int, str, str]] = []
        for element in elements:
            new: list[HtmlElement] = []
            above: HtmlElement | None = element
            while above is not None and above not in places:
                new.append(above)
                above = above.getparent()
            parent = 0 if above is None else places[above]
            for one in reversed(new):
                tag, names = one.tag, one.get("class", "")
                shapes.append((parent, tag, names))
                self.parents.append(parent)
                self.names.append(names_of(tag, names, one.get("id", "")))
                places[one] = parent = len(places)
        counts = Counter(shapes)
        self.twins = [counts[shape] for shape in shapes]
        return [places[element] for element in elements]

    def _rows(self) -> list[int]:
        """Return of each block the number of its row: of those with its names, in boxes with the names of its own."""
        numbers: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        pairs = zip(self.box.tolist(), self.holder.tolist(), strict=True)
        return [numbers.setdefault((self.names[box], self.names[holder]), len(numbers)) for box, holder in pairs]

    def mean_of_row(self, values: NDArray[np.floating], among: NDArray[np.bool_] | None = None) -> NDArray[np.floating]:
        """Return of each block the mean of the values that the blocks of its row have, or some of these."""
        weights = np.ones(len(self.row)) if among is None else among.astype(float)
        counts = np.bincount(self.row, weights)
        return (np.bincount(self.row, values * weights) / np.maximum(counts, 1))[self.row]

    def _sum_up(self, values: Sequence[NDArray[np.floating]]) -> Sequence[Sequence[float]]:
        """Return what each box holds of each of four values of the blocks, at any depth."""
        sums: list[list[float]] = [np.bincount(self.box, own, len(self.parents)).tolist() for own in values]
        size, linked, blocks, prose = sums
        for child in range(len(self.parents) - 1, 0, -1):
            parent = self.parents[child]
            size[parent] += size[child]
            linked[parent] += linked[child]
            blocks[parent] += blocks[child]
            prose[parent] += prose[child]
        return sums


def numbers_of(
    blocks: Sequence[Block], tokens: Sequence[Sequence[str]], title: frozenset[str]
) -> Iterator[Sequence[float]]:
    """Yield the numbers of `OWN` that blocks' texts have, a list a number."""
    texts = [block.text for block in blocks]
    sizes = list(map(count_letters, texts))
    seen = Counter(texts)
    shared = [title.intersection(own) if size <= LONGEST else () for own, size in zip(tokens, sizes, strict=True)]
    yield sizes
    yield [block.linked for block in blocks]
    yield [block.code for block in blocks]
    yield [seen[text] for text in texts]
    yield [text.count(" ") + 1 for text in texts]
    yield [ENDS.get(text.rstrip(CLOSING)[-1:], 0) for text in texts]
    yield [begins(text[0]) for text in texts]
    yield [len(found) / len(set(own)) if found else 0 for found, own in zip(shared, tokens, strict=True)]
    yield [len(found) / (len(title) or 1) for found in shared]


def begins(first: str) -> int:
    """Return what a line's first character is, as a number."""
    return 1 if first.isupper() else 2 if first.islower() else 3 if first.isdigit() else 4 * first.isalpha()


@lru_cache(maxsize=4096)
def names_of(tag: str, classes: str, name: str) -> tuple[str, ...]:
    """Return the tag of a box and the words of its classes and id, each once.

    >>> names_of("div", "relatedPosts a", "css-1x9z")
    ('div', 'css', 'posts', 'related')
    """
    return (tag, *sorted({word.lower() for word in NAME.findall(f"{classes} {name}")}))
