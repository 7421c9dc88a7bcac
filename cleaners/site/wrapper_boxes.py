"""Boxes in the wrapper that are template by what they hold, though an extractor takes them for text.

Above the text it is the box of the title, with labels around it; below, "Read also" with its links and excerpts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.links import links_on
from blogsieve.cleaners.dom.locators import locators_of, select
from blogsieve.cleaners.extraction.align import is_box
from blogsieve.cleaners.text import text_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.site.sample import Sample

FEWEST_PAGES = 3
MOST_PAGES = 0.5
# Words of a label beside the title: a category, "3 min read".
LABEL = 6
# A name whose elements hold this much of the wrapper's words, over all pages, is around the body: a menu may begin it.
MOST = 0.5


@dataclass(slots=True)
class Box:
    """What stands in an element: its first block's key, its words, whether the title does, its longest other block."""

    first: str
    has_title: bool = False
    longest: int = 0
    size: int = 0


def boxes_in_wrapper(samples: Sequence[Sample], wrapper: str) -> dict[str, int]:
    """Return the names of elements that are template boxes of one kind wherever they stand, on most of the pages."""
    pages, titles, links, sizes = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    whole = 0
    for sample in samples:
        root = select(sample.document.root, wrapper)
        are_titles, are_links = dict[str, bool](), dict[str, bool]()
        boxes = boxes_of(sample)
        whole += boxes[root].size if root in boxes else 0
        for element in () if root is None else root.iterdescendants():
            box = boxes.get(element)
            is_title = box is not None and is_title_box(element, box)
            is_link = box is not None and is_link_box(element, box, sample)
            for name in locators_of(element):
                are_titles[name] = are_titles.get(name, True) and is_title
                are_links[name] = are_links.get(name, True) and is_link
                sizes[name] += box.size if box else 0
        pages.update(are_titles.keys())
        titles.update(name for name, is_title in are_titles.items() if is_title)
        links.update(name for name, is_link in are_links.items() if is_link)
    least = max(FEWEST_PAGES, MOST_PAGES * len(samples))
    return {
        name: count
        for name, count in pages.items()
        if count >= least and count in (titles[name], links[name]) and sizes[name] < MOST * whole
    }


def boxes_of(sample: Sample) -> dict[HtmlElement, Box]:
    """Return what stands in each element of a page."""
    title = text_key(sample.document.facts.title)
    found: dict[HtmlElement, Box] = {}
    for name, tokens, block in zip(sample.keys, sample.tokens, sample.blocks, strict=True):
        is_title = " ".join(tokens) == title
        element: HtmlElement | None = block.element
        while element is not None:
            box = found.setdefault(element, Box(name))
            box.has_title |= is_title
            box.size += len(tokens)
            box.longest = max(box.longest, 0 if is_title else len(tokens))
            element = element.getparent()
    return found


def is_title_box(element: HtmlElement, box: Box) -> bool:
    """Tell whether a box holds the title, and nothing else but labels."""
    return box.has_title and box.longest <= LABEL and (is_box(element) or element.tag == "header")


def is_link_box(element: HtmlElement, box: Box, sample: Sample) -> bool:
    """Tell whether a box begins with a line that the site repeats, and holds a link to another page of the site."""
    return is_box(element) and box.first in sample.ignored and links_on(element, sample.document.page.url)
