"""A tree read as blocks: one paragraph, heading, list item, table row or line of code each, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml.etree import iterwalk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

# Elements that stand in a line of text; every other one begins a block and ends it. Source: HTML standard, phrasing
# content, less what is drawn as a box of its own.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark math mi mn mo mrow ms msub "
    "msup mtext nobr output q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr "
    "math msqrt mfrac semantics annotation mstyle mover munder img picture source".split()
)
# Elements whose text no browser shows as part of the page.
INVISIBLE = frozenset(
    "script style template svg canvas iframe object embed audio video map head title select option "
    "optgroup datalist textarea input progress meter frameset noframes applet".split()
)
# Not part of the text either, unless paragraphs stand in them: the parser leaves an unclosed button open to the end of
# the page, and some sites keep the whole post in a noscript.
CONTROLS = frozenset(("button", "noscript", "dialog"))
PARAGRAPHS_OF_A_POST = 3
MAY_BE_INVISIBLE = INVISIBLE | CONTROLS
# Elements in which white space counts.
PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext"))
CELLS = frozenset(("td", "th"))
# A table with one of these in a cell is there for the layout, or holds code: its cells are blocks, its rows are not.
IN_LAYOUT_CELLS = frozenset("p div table pre ul ol dl h1 h2 h3 h4 h5 h6 blockquote article section form".split())
CELL_BREAK = " | "
# Fonts of icons have theirs among the characters for private use.
SPACE = re.compile(r"[ \t\n\r\f\v\xa0\u200b\ufeff\xad\ue000-\uf8ff]+")
# What `split` takes for space and `SPACE` does not, and the other way round.
ODD_SPACE = re.compile(r"[\x1c-\x1f\x85\xad\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ue000-\uf8ff\ufeff]")

# No page holds it: it is taken out with the controls.
BREAK = "\x00"


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A line of a page's text, and the element in which it begins."""

    text: str
    element: HtmlElement
    code: bool = False
    linked: float = 0.0  # share of its characters that are links


def squash(text: str) -> str:
    """Return a text on one line, with single spaces.

    >>> squash(" a\\n\\u00a0 b \\uf0c1")
    'a b'
    """
    # `split` is three times as fast. Of ASCII text what else it takes for space was taken out with the controls.
    return SPACE.sub(" ", text).strip() if not text.isascii() and ODD_SPACE.search(text) else " ".join(text.split())


def squash_all(pieces: Sequence[str]) -> str:
    """Return texts squashed, each on a line of its own; it is all of a box, which has hundreds of them.

    >>> squash_all([" a\\n b", "c ", " "])
    'a b\\nc'
    """
    text = BREAK.join(pieces)
    if not text.isascii() and ODD_SPACE.search(text):
        return "\n".join(filter(None, map(squash, pieces)))
    lines = " ".join(text.split()).replace(f" {BREAK}", BREAK).replace(f"{BREAK} ", BREAK)
    return "\n".join(filter(None, lines.split(BREAK)))


def is_data_row(row: HtmlElement) -> bool:
    """Tell whether a table's row is one line of data: short cells without blocks in them."""
    return not any(child.tag in IN_LAYOUT_CELLS for cell in row for child in cell.iter())


def is_invisible(element: HtmlElement) -> bool:
    """Tell whether an element's text is no part of the page's text."""
    tag = element.tag
    if tag in CONTROLS:
        return sum(1 for _ in element.iter("p")) < PARAGRAPHS_OF_A_POST
    return tag in INVISIBLE or not isinstance(tag, str)


def read_blocks(root: HtmlElement) -> list[Block]:
    """Return the blocks under an element, in document order; linear in the size of the tree at any depth."""
    return _Reader(root).read()


def text_of(root: HtmlElement) -> str:
    """Return the text under an element, one block a line."""
    return "\n".join(block.text for block in read_blocks(root))


class _Reader:
    """Walks a tree without recursion, gathers the pieces of a line, and notes a block where the line ends.

    Nothing else is done as often to a page's elements: what most of them do not need is not called for them.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.start: HtmlElement = root
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.linked = 0
        self.links = 0
        self.preformatted = 0
        self.rows: list[HtmlElement] = []

    def read(self) -> list[Block]:
        walk = iterwalk(self.root, events=("start", "end"))
        hidden = None
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in MAY_BE_INVISIBLE and is_invisible(element):
                    # Its end is announced, nothing in it is.
                    walk.skip_subtree()
                    hidden = element
                    continue
                if tag == "a":
                    self.links += 1
                elif tag not in INLINE:
                    self.open(element, tag)
                text = element.text
            else:
                if tag == "a":
                    self.links -= 1
                elif hidden is None and (tag not in INLINE or (tag == "span" and self.links)):
                    self.close(element, tag)
                hidden = None
                text = element.tail if element is not self.root else None
            if text:
                self.pieces.append(text)
                if self.links:
                    self.linked += len(text)
        self.flush()
        return self.blocks

    def open(self, element: HtmlElement, tag: str) -> None:
        """Begin what is no part of a line: a block, or a cell of a row that is one."""
        if self.rows and tag in CELLS:
            return
        if self.pieces:
            self.flush()
        self.start = element
        if tag in PREFORMATTED:
            self.preformatted += 1
        elif tag == "tr" and is_data_row(element):
            self.rows.append(element)

    def close(self, element: HtmlElement, tag: str) -> None:
        if tag == "span":
            if not element.tail and element.getparent().tag == "a":
                # The parts of a link that is drawn as a card: nothing in the markup says that each is a line.
                self.pieces.append(" ")
        elif self.rows and tag in CELLS:
            self.pieces.append(CELL_BREAK)
        else:
            if self.pieces:
                self.flush()
            if tag in PREFORMATTED:
                self.preformatted -= 1
            elif self.rows and element is self.rows[-1]:
                self.rows.pop()
            if element is not self.root:
                self.start = element.getparent()

    def flush(self) -> None:
        """Note the line gathered so far; lines of code one by one, with their indentation."""
        text, linked = "".join(self.pieces), self.linked
        self.pieces.clear()
        self.linked = 0
        if self.preformatted:
            for line in text.splitlines():
                if line.strip():
                    self.blocks.append(Block(line.rstrip().replace("\xa0", " "), self.start, code=True))
        # Menus put bars between their links; where the links are gone the bars are no line of text.
        elif (line := squash(text).removesuffix(CELL_BREAK.rstrip()).strip()).strip("| "):
            self.blocks.append(Block(line, self.start, linked=min(1.0, linked / len(text))))
