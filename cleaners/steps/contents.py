"""Tables of contents that bear no name a rule knows: lists of links to the headings of the page, by their own words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from blogsieve.cleaners.dom.blocks import HEADINGS, squash
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.rules.rule import match_line
from blogsieve.cleaners.text import text_key, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index
    from blogsieve.cleaners.evidence.entry import OwnEntry
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

LISTS = parse_selector("ul, ol")
# Two links may be "Part one" and "Part two" of a sentence; a heading or two may be written otherwise in the list.
FEWEST, MOSTLY = 3, 0.8
# Words of a line such as "On this page", or of one above.
LABEL = 4


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the lists of the page's headings; what the post's own entry holds is its author's."""
    for element in document.index.select(LISTS):
        # Nearly all lists are told by their first link.
        if (first := next(element.iter("a"), None)) is None or not first.get("href", "").startswith("#"):
            continue
        links = list(element.iter("a"))
        if len(links) < FEWEST or not all(link.get("href", "").startswith("#") for link in links):
            continue
        if any(above.tag in ("ul", "ol") for above in element.iterancestors()) or not is_links(element, links):
            continue
        if are_headings(links, document.index) and not is_in_entry(links, document.own_entry):
            yield from (Finding(part, "toc/headings", "contents.py") for part in with_label(element))


def is_in_entry(links: list[HtmlElement], entry: OwnEntry) -> bool:
    """Tell whether the post's own entry has the list as well: it says the headings twice then."""
    counts = Counter(text_key(line) for line in entry.text.splitlines())
    said = sum(counts[text_key(link.text_content())] > 1 for link in links)
    return said >= MOSTLY * len(links)


def with_label(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield a list of headings with what is said of it: in a box of its own, or in the line above."""
    box, size = element, len(words(element.text_content()))
    while (parent := box.getparent()) is not None and len(words(parent.text_content())) <= size + LABEL:
        box = parent
    yield box
    above = box.getprevious()
    if above is not None and not squash(above.tail or "") and is_label(squash(above.text_content())):
        yield above


def is_label(line: str) -> bool:
    """Tell whether a rule knows a line as the heading of a table of contents."""
    rule = match_line(line, "head") if line and len(words(line)) <= LABEL else None
    return rule is not None and rule.group == "toc"


def is_links(element: HtmlElement, links: list[HtmlElement]) -> bool:
    """Tell whether a list has no words but those of its links, and numbers."""
    linked = sum(len(words(link.text_content())) for link in links)
    return sum(not word.isdecimal() for word in words(element.text_content())) <= linked


def are_headings(links: list[HtmlElement], index: Index) -> bool:
    """Tell whether most links lead to headings that say the same as they do."""
    said = sum(says_same(link, index) for link in links)
    return said >= max(FEWEST, MOSTLY * len(links))


def says_same(link: HtmlElement, index: Index) -> bool:
    """Tell whether a link leads to a heading of the page, or into one, with its own words."""
    name = unquote(link.get("href", ""))
    for target in index.named(name) if len(name) > 1 else ():
        heading = next((one for one in (target, *target.iterancestors(), *target) if one.tag in HEADINGS), None)
        if heading is not None and words(heading.text_content()) == words(link.text_content()):
            return True
    return False
