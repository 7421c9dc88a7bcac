"""A tree read as blocks: one paragraph, heading, list item, table row or line of code each, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    "script style noscript template svg canvas iframe object embed audio video map head title select option "
    "optgroup datalist textarea button input progress meter dialog frameset noframes applet".split()
)
# Elements in which white space counts.
PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext"))
CELLS = frozenset(("td", "th"))
# A table with one of these in a cell is there for the layout, or holds code: its cells are blocks, its rows are not.
IN_LAYOUT_CELLS = frozenset("p div table pre ul ol dl h1 h2 h3 h4 h5 h6 blockquote article section form".split())
CELL_BREAK = " | "
SPACE = re.compile(r"[ \t\n\r\f\v\xa0\u200b\ufeff\xad]+")


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A line of a page's text, and the element in which it begins."""

    text: str
    element: HtmlElement
    code: bool = False


def squash(text: str) -> str:
    """Return a text on one line, with single spaces.

    >>> squash(" a\\n\\u00a0 b ")
    'a b'
    """
    return SPACE.sub(" ", text).strip()


def is_data_row(row: HtmlElement) -> bool:
    """Tell whether a table's row is one line of data: short cells without blocks in them."""
    return not any(child.tag in IN_LAYOUT_CELLS for cell in row for child in cell.iter())


def read_blocks(root: HtmlElement) -> list[Block]:
    """Return the blocks under an element, in document order; linear in the size of the tree at any depth."""
    return list(_Reader(root).blocks())


def text_of(root: HtmlElement) -> str:
    """Return the text under an element, one block a line."""
    return "\n".join(block.text for block in read_blocks(root))


class _Reader:
    """Walks a tree without recursion, gathers the pieces of a line, and gives a block where the line ends."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.pieces: list[str] = []
        self.start: HtmlElement = root

    def blocks(self) -> Iterator[Block]:
        # On the stack: an element to open, or with True one to close; the depth of pages is not bounded.
        stack: list[tuple[HtmlElement, bool]] = [(self.root, False)]
        preformatted = 0
        rows: list[HtmlElement] = []
        while stack:
            element, closing = stack.pop()
            tag = element.tag
            if closing:
                if tag in PREFORMATTED:
                    yield from self.flush(bool(preformatted))
                    preformatted -= 1
                elif rows and element is rows[-1]:
                    rows.pop()
                    yield from self.flush(bool(preformatted))
                elif tag in CELLS and rows:
                    self.pieces.append(CELL_BREAK)
                elif tag not in INLINE:
                    yield from self.flush(bool(preformatted))
            elif isinstance(tag, str) and tag not in INVISIBLE:
                if tag in CELLS and rows:
                    pass
                elif tag not in INLINE:
                    yield from self.flush(bool(preformatted))
                    self.start = element
                    if tag in PREFORMATTED:
                        preformatted += 1
                    elif tag == "tr" and is_data_row(element):
                        rows.append(element)
                if element.text:
                    self.pieces.append(element.text)
                stack.append((element, True))
                stack.extend((child, False) for child in reversed(element))
                continue
            if element is not self.root and element.tail:
                if not self.pieces:
                    parent = element.getparent()
                    self.start = self.start if parent is None else parent
                self.pieces.append(element.tail)
        yield from self.flush(False)

    def flush(self, preformatted: bool) -> Iterator[Block]:
        """Give the line gathered so far; lines of code one by one, with their indentation."""
        text = "".join(self.pieces)
        self.pieces.clear()
        if preformatted:
            for line in text.splitlines():
                if line.strip():
                    yield Block(line.rstrip().replace("\xa0", " "), self.start, code=True)
        elif line := squash(text).removesuffix(CELL_BREAK.rstrip()).strip():
            yield Block(line, self.start)
