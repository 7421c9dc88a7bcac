"""Where on a page a post's own date can stand: near its title or its body, never in the boxes of others."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cleaners.blocks import INVISIBLE, squash
from cleaners.selector import parse_selector

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

    from cleaners.selector import Index

HEADINGS = parse_selector("h1, h2, h3, .entry-title, .post-title, .title, .p-name, [itemprop=headline]")
NAMES_OF_PAGE = parse_selector("meta[property='og:title'], meta[name='twitter:title'], title")
SPLIT = re.compile(r"[\W_]+")
WORD = re.compile(r"\w+")
SHORTEST_TITLE = 3
# The header of a post is short: so many characters between the title and the first paragraph, fewer above the title,
# and a text node this long is that paragraph.
AFTER, BEFORE = 600, 250
PARAGRAPH = 200
BLOCKS = frozenset(
    "p div li ul ol dl dd dt h1 h2 h3 h4 h5 h6 section article header footer main table tr td br hr time".split()
)


@cache
def load_places() -> Mapping[str, frozenset[str]]:
    """Return the table of words for places, each list as a set."""
    table = tomllib.loads(files("cleaners.dates").joinpath("place.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in table.items()}


class Place:
    """The post on its page: its heading, and what of the page belongs to it."""

    def __init__(self, index: Index, body: HtmlElement | None = None) -> None:
        self.body = body
        self.heading = find_heading(index)
        anchors = [element for element in (self.heading, body) if element is not None]
        # What holds the heading or the body holds the post: its name says nothing of what else stands in it.
        self.holders = frozenset(above for element in anchors for above in (element, *element.iterancestors()))

    def is_own(self, element: HtmlElement) -> bool:
        """Tell whether an element stands in no box of others, seen from the post's heading and body."""
        for above in (element, *element.iterancestors()):
            if above in self.holders:
                return True
            if is_foreign(above) and not (above.tag == "footer" and self._in_article(above)):
                return False
        return True

    def _in_article(self, element: HtmlElement) -> bool:
        return any(above.tag == "article" and above in self.holders for above in element.iterancestors())

    def after_heading(self) -> str:
        """Return the text from the heading to the first paragraph of the body, a line a block."""
        return "" if self.heading is None else _gather(_following(self.heading), AFTER, self)

    def before_heading(self) -> str:
        """Return the text above the heading, the nearest last."""
        return "" if self.heading is None else _gather(_preceding(self.heading), BEFORE, self, backward=True)

    def after_body(self) -> str:
        """Return the text below the body, where the body is known."""
        return "" if self.body is None else _gather(_following(self.body), BEFORE, self)


def is_foreign(element: HtmlElement) -> bool:
    """Tell whether an element is by its tag, id or class a box with the dates of other things."""
    places = load_places()
    if element.tag in places["foreign_tags"]:
        return True
    name = element.get("class"), element.get("id")
    if not any(name):
        return False
    words = frozenset(SPLIT.split(" ".join(filter(None, name)).lower()))
    if element.tag == "article" and words & places["own"]:
        return True
    return bool(words & places["foreign"]) and not words & places["own"]


def find_heading(index: Index) -> HtmlElement | None:
    """Return the heading of the post: the one with the most of the page's title, else the first h1, else None."""
    titles = [_key(e.get("content") or e.text_content()) for e in index.select(NAMES_OF_PAGE)]
    best, length = None, SHORTEST_TITLE - 1
    for element in index.select(HEADINGS):
        key = _key(element.text_content())
        if len(key) > length and any(
            key in title or (title in key and len(title) > 0.6 * len(key)) for title in titles
        ):
            best, length = element, len(key)
    if best is not None:
        return best
    return next((e for e in index.select(HEADINGS) if e.tag == "h1" and squash(e.text_content())), None)


def _key(text: str) -> str:
    """Return the letters and digits of a text in lower case."""
    return "".join(WORD.findall(text.lower()))


def _gather(parts: Iterator[tuple[HtmlElement, str]], most: int, place: Place, *, backward: bool = False) -> str:
    """Return the texts of elements one after another until they are too many or a paragraph begins."""
    pieces: list[str] = []
    size = 0
    for element, text in parts:
        if element is place.body:
            break
        clean = squash(text)
        if len(clean) > PARAGRAPH or size > most:
            break
        pieces.append(text if element.tag not in BLOCKS else f"\n{text}\n")
        size += len(clean)
    return "".join(reversed(pieces) if backward else pieces)


def _following(start: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Give the elements behind one in document order, with their own texts; boxes of others are passed over."""
    for level in (start, *start.iterancestors()):
        if level.tail:
            yield level, level.tail
        for sibling in level.itersiblings("*"):
            yield from _inside(sibling)


def _inside(top: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Give an element and what is in it, each with its own text, then with what stands behind it."""
    stack: list[tuple[HtmlElement, bool]] = [(top, False)]
    while stack:
        element, closing = stack.pop()
        if closing:
            if element.tail:
                yield element, element.tail
        elif element.tag in INVISIBLE or is_foreign(element):
            if element.tail:
                yield element, element.tail
        else:
            yield element, element.text or ""
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element.xpath("*")))


def _preceding(start: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Give the elements before one, the nearest first, with their own texts; boxes of others are passed over."""
    for level in (start, *start.iterancestors()):
        for sibling in level.itersiblings("*", preceding=True):
            yield from reversed(list(_inside(sibling)))
        parent = level.getparent()
        if parent is not None and parent.text:
            yield parent, parent.text
        if level.tag in ("article", "main", "body"):
            return
