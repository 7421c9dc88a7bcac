"""A box that repeats the box beside it to the letter: the same text for phones and for larger screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import squash
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

BOXES = parse_selector("div, section, article, aside")
# Characters of paragraphs; a refrain, a row of figures or a button may well stand twice.
SHORTEST = 150


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the boxes whose text is that of a box before them in the same element."""
    prose = document.index.prose
    boxes: dict[tuple[HtmlElement | None, int], list[HtmlElement]] = {}
    for element in document.index.select(BOXES):
        # To compare sizes first spares the reading of nearly all boxes.
        if (size := prose.get(element, 0)) >= SHORTEST:
            boxes.setdefault((element.getparent(), size), []).append(element)
    for (parent, _), alike in boxes.items():
        if parent is not None and len(alike) > 1:
            yield from repeated(alike)


def repeated(boxes: list[HtmlElement]) -> Iterator[Finding]:
    """Yield those of some boxes that repeat one before them."""
    seen: set[str] = set()
    for box in boxes:
        text = squash(box.text_content())
        if text in seen:
            yield Finding(box, "hidden/copy", "copies.py")
        seen.add(text)
