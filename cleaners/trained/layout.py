"""The layout of a page's blocks, in numbers: their own text, and the boxes around them; one walk up from each."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from blogsieve.cleaners.extraction.dense import MOSTLY_TEXT, PROSE
from blogsieve.cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block

# The tags that tell something of a line, in an order in which one bound parts text, headings and boxes.
TAGS = {
    tag: place
    for place, tag in enumerate(
        "p blockquote pre li dd dt td th tr figcaption h1 h2 h3 h4 h5 h6 div section article span a main aside header "
        "footer nav form label button time cite small figure body".split(),
        1,
    )
}
HEADINGS = tuple(TAGS[tag] for tag in "h1 h2 h3 h4 h5 h6".split())
# A sign of Chinese or Japanese says three times as much as a letter.
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
CLOSING = "\"”»'’)] "
# How a line ends, and how it begins, as numbers.
ENDS = {sign: kind for kind, signs in enumerate((".!?。！？؟।", ":：", "…", "»›→>|"), 1) for sign in signs}
# "postFooter-related" is three words; what is longer or shorter is a hash, or an abbreviation.
NAME = re.compile(r"[A-Z]?[a-z]{2,19}|[A-Z]{3,20}(?![a-z])")
# Words of a line that are looked up: what a block is shows at its beginning.
MOST_WORDS = 40
# Characters of a line that may be the title; of longer ones no words are looked at.
LONGEST = 300
OWN = "size linked code seen words ends begins title of_title tag around box".split()
BOX = "size linked blocks prose".split()


class Layout:
    """A page's blocks, each with a row of `OWN`, and the boxes around them, each behind the one that holds it."""

    def __init__(self, blocks: Sequence[Block], tokens: Sequence[Sequence[str]], title: str) -> None:
        self.rows: list[list[float]] = []
        self.tokens = [own[:MOST_WORDS] for own in tokens]  # of each block, the words that it begins with
        self.parents: list[int] = []  # of each box; the root is its own
        self.names: list[tuple[str, ...]] = []  # its tag and the words of its id and classes
        self.sums: list[list[float]] = []  # a row of `BOX`: what it holds, at any depth
        self.direct: list[float] = []  # the prose that stands right in it
        self._places: dict[HtmlElement, int] = {}
        self._shapes: list[tuple[int, str, str]] = []
        self._title = set(words(title))
        seen = Counter(block.text for block in blocks)
        for block, said in zip(blocks, tokens, strict=True):
            self._add(block, said, seen[block.text])
        shapes = Counter(self._shapes)
        self.twins = [shapes[shape] for shape in self._shapes]  # boxes beside each that have its tag and classes
        self._places.clear()  # a layout holds no elements
        for child in range(len(self.parents) - 1, 0, -1):
            holder = self.sums[self.parents[child]]
            for place, value in enumerate(self.sums[child]):
                holder[place] += value

    def _add(self, block: Block, tokens: Sequence[str], seen: int) -> None:
        """Add a block, and to its box what it holds."""
        text, element = block.text, block.element
        size = len(text) + (0 if text.isascii() else 2 * len(WIDE.findall(text)))
        is_prose = size >= PROSE and block.linked <= MOSTLY_TEXT and not block.code
        box = self._places.get(element, -1)
        if box < 0:
            box = self._add_boxes(element)
        holder = self.parents[box]
        tags = [TAGS.get(self.names[place][0], 0) for place in (box, holder)]
        self.rows.append([size, block.linked, block.code, seen, *self._signs(text, tokens, size), *tags, box])
        for place, value in enumerate((size, size * block.linked, 1, is_prose)):
            self.sums[box][place] += value
        if is_prose:
            self.direct[box if element.tag in ("div", "article") else holder] += size

    def _signs(self, text: str, tokens: Sequence[str], size: int) -> tuple[float, ...]:
        """Return the numbers of a block's text."""
        own = set(tokens) if size <= LONGEST else set()
        shared = len(own & self._title)
        first = text[0]
        return (
            text.count(" ") + 1,
            ENDS.get(text.rstrip(CLOSING)[-1:], 0),
            1 if first.isupper() else 2 if first.islower() else 3 if first.isdigit() else 4 * first.isalpha(),
            shared / (len(own) or 1),
            shared / (len(self._title) or 1),
        )

    def _add_boxes(self, element: HtmlElement) -> int:
        """Add an element and those around it that are not there yet, and return its place."""
        new, parent = [element], 0
        for above in element.iterancestors():
            if above in self._places:
                parent = self._places[above]
                break
            new.append(above)
        for one in reversed(new):
            self._places[one] = place = len(self.parents)
            self.parents.append(parent)
            self.names.append((one.tag, *words_of(f"{one.get('class', '')} {one.get('id', '')}")))
            self.sums.append([0.0] * len(BOX))
            self.direct.append(0.0)
            self._shapes.append((parent, one.tag, one.get("class", "")))
            parent = place
        return parent


@lru_cache(maxsize=4096)
def words_of(names: str) -> tuple[str, ...]:
    """Return the words of an id and classes, each once.

    >>> words_of("relatedPosts a css-1x9z")
    ('css', 'posts', 'related')
    """
    return tuple(sorted({name.lower() for name in NAME.findall(names)}))
