"""A tree read as blocks: one paragraph, heading, list item, table row or line of code each, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from lxml.etree import iterwalk

from blogsieve.cleaners.dom.folds import is_word
from blogsieve.cleaners.dom.phrasing import INLINE
from blogsieve.cleaners.dom.rows import is_data_row
from blogsieve.cleaners.text import CACHED, NOTHING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Elements whose text no browser shows as part of the page.
INVISIBLE = frozenset(
    "script style template svg canvas iframe object embed audio video map head title select option "
    "optgroup datalist textarea input progress meter frameset noframes applet".split()
)
# Not part of the text either, unless paragraphs stand in them: the parser leaves an unclosed button open to the end of
# the page, and some sites keep the whole post in a noscript. A button that is a word of its line is read with it.
CONTROLS = frozenset(("button", "noscript", "dialog"))
PARAGRAPHS_OF_A_POST = 3
MAY_BE_INVISIBLE = INVISIBLE | CONTROLS
# Elements in which white space counts.
PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext"))
CELLS = frozenset(("td", "th"))
CELL_BREAK = " | "
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# The boxes of a template, and as many that change.
CACHED_BOXES = 32
MOSTLY_LINKS = 0.5  # share of a line's characters
# Fonts of icons have theirs among the characters for private use.
SPACE = re.compile(r"[ \t\n\r\f\v\x85\xa0\ue000-\uf8ff]+")
UNSEEN = re.compile(f"[{NOTHING}\x7f-\x84\x86-\x9f]")
# What `split` takes for space and `SPACE` does not, the other way round, and what is nothing.
ODD_SPACE = re.compile(rf"[\x1c-\x1f\x7f-\x9f{NOTHING}\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A line of a page's text, and the element in which it begins."""

    text: str
    element: HtmlElement
    code: bool = False
    linked: float = 0.0  # share of its visible characters that are links

    @property
    def is_links(self) -> bool:
        """Whether more of it is links than is not."""
        return self.linked > MOSTLY_LINKS


def element_of(target: HtmlElement | Block) -> HtmlElement:
    """Return an element, or that in which a block begins."""
    return target.element if isinstance(target, Block) else target


def squash(text: str) -> str:
    """Return a text on one line, with single spaces.

    >>> squash(" a\\n\\u00a0 b \\uf0c1"), squash("Do\\u00adnau\\u200bdampf")
    ('a b', 'Donaudampf')
    """
    # `split` is three times as fast. Of ASCII text what else it takes for space was taken out with the controls.
    if text.isascii() or ODD_SPACE.search(text) is None:
        return " ".join(text.split())
    return SPACE.sub(" ", UNSEEN.sub("", text)).strip()


def line_of(text: str) -> str:
    """Return a text as a line of its own: squashed, and without the bar behind a row's last cell.

    >>> line_of("a | b | ")
    'a | b'
    """
    return squash(text).removesuffix(CELL_BREAK.rstrip()).strip()


@lru_cache(maxsize=CACHED_BOXES)  # most of a template's boxes are those of the page before, to the letter
def squash_all(pieces: tuple[str, ...]) -> str:
    """Return texts squashed, each on a line of its own.

    >>> squash_all((" a\\n b", "c ", " "))
    'a b\\nc'
    """
    return "\n".join(filter(None, map(_squashed, pieces)))


_squashed = lru_cache(maxsize=CACHED)(squash)


def is_blank(text: str) -> bool:
    """Tell whether nothing is left of a text when it is squashed, without looking at more than its beginning.

    >>> is_blank(" \\u200b\\n"), is_blank("\\n a")
    (True, False)
    """
    rest = text.lstrip()
    return not rest or not (rest[0].isalnum() or squash(rest))


def is_longer(element: HtmlElement, size: int) -> bool:
    """Tell whether an element's text has more characters than so many when it is squashed; no more of it is looked at.

    >>> from lxml.html import fromstring
    >>> [is_longer(fromstring("<p> a <b> b</b>"), size) for size in (2, 3)]
    [True, False]
    """
    sizes = accumulate(len(squash(text)) for text in element.itertext())
    return any(found > size for found in sizes) or len(squash(element.text_content())) > size


def is_own_link(heading: HtmlElement) -> bool:
    """Tell whether the link around a heading's words leads to the heading itself."""
    return all(link.get("href", "").startswith("#") for link in heading.iter("a"))


def is_part_of_card(element: HtmlElement) -> bool:
    """Tell whether another part of a link is right behind one: nothing in a card's markup says that each is a line.

    >>> from lxml.html import fromstring
    >>> [is_part_of_card(span) for span in fromstring("<a><span>Title</span><span>Teaser</span></a>")]
    [True, False]
    """
    return not element.tail and element.getparent().tag == "a" and element.getnext() is not None


def is_invisible(element: HtmlElement) -> bool:
    """Tell whether an element's text is no part of the page's text."""
    tag = element.tag
    if tag in CONTROLS:
        is_read = tag == "button" and is_word(element)
        return not is_read and sum(1 for _ in element.iter("p")) < PARAGRAPHS_OF_A_POST
    return tag in INVISIBLE or not isinstance(tag, str)


def read_blocks(root: HtmlElement) -> list[Block]:
    """Return the blocks under an element, in document order; linear in the size of the tree at any depth."""
    return BlockReader(root).read()


def text_of(root: HtmlElement) -> str:
    """Return the text under an element, one block a line."""
    return "\n".join(block.text for block in read_blocks(root))


class BlockReader:
    """Walks a tree without recursion, gathers the pieces of a line, and notes a block where the line ends.

    Nothing else is done as often to a page's elements: what most of them do not need is not called for them.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.start: HtmlElement = root
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.places: list[tuple[HtmlElement, bool]] = []  # of all texts: an element, and whether it is its tail
        self.linked = 0
        self.links = 0
        self.preformatted = 0
        self.rows: list[HtmlElement] = []

    def read(self) -> list[Block]:
        """Return the blocks."""
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
                    # One that leads nowhere is a place on the page, or a control.
                    self.links += "href" in element.attrib
                elif tag not in INLINE:
                    self.open(element, tag)
                text = element.text
            else:
                if tag == "a":
                    self.links -= "href" in element.attrib
                elif hidden is None and (tag not in INLINE or (tag == "span" and self.links)):
                    self.close(element, tag)
                hidden = None
                text = element.tail if element is not self.root else None
            if text:
                self.pieces.append(text)
                self.places.append((element, event == "end"))
                if self.links:
                    self.linked += len(text.strip())
        self.flush()
        return self.blocks

    def open(self, element: HtmlElement, tag: str) -> None:
        """Begin what is no part of a line: a block, or a cell of a row that is one."""
        if self.rows:
            if tag not in CELLS:
                self.pieces.append(" ")
            return
        if self.pieces:
            self.flush()
        self.start = element
        if tag in PREFORMATTED:
            self.preformatted += 1
        elif tag == "tr" and not self.preformatted and is_data_row(element):
            self.rows.append(element)

    def close(self, element: HtmlElement, tag: str) -> None:
        """End what `open` began, and the line with it."""
        if tag == "span":
            if is_part_of_card(element):
                self.pieces.append(" ")
        elif self.rows and element is not self.rows[-1]:
            self.pieces.append(CELL_BREAK if tag in CELLS else " ")
        else:
            if self.pieces:
                self.flush()
            if tag in PREFORMATTED:
                self.preformatted -= 1
            elif self.rows:
                self.rows.pop()
            if element is not self.root:
                self.start = element.getparent()

    def flush(self) -> None:
        """Note the line gathered so far; lines of code one by one, with their indentation."""
        text, linked = "".join(self.pieces), self.linked
        self.pieces.clear()
        self.linked = 0
        if self.preformatted:
            for line in UNSEEN.sub("", text).splitlines():
                if line.strip():
                    self.blocks.append(Block(line.rstrip().replace("\xa0", " "), self.start, code=True))
        # Menus put bars between their links; where the links are gone the bars are no line of text.
        elif (line := line_of(text)).strip("| "):
            if linked and self.start.tag in HEADINGS and is_own_link(self.start):
                linked = 0
            # Between its boxes a theme has blanks by the dozen, which nobody sees; a table's row has cells there.
            length = len(text) if self.rows else len(line)
            self.blocks.append(Block(line, self.start, linked=min(1.0, linked / length)))
