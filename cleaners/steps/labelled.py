"""Boxes of other posts below a label that says so, where no template is known: links, and articles of their own."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import is_invisible, squash
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.steps.lists import LABELS, is_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# Of a box below a label: titles that lead to other posts, and their days or an excerpt.
MOSTLY_LINKS = 0.6
# How far above its label a box of other posts begins.
LEVELS = 3
HOLDS_POST = ("body", "main", "article")


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the blocks in such boxes, and their labels; what the post's own entry holds is its author's.

    The extractor has had the whole page: what it makes of the rest would be something else without them.
    """
    if document.method != "page":
        return
    inside: set[HtmlElement] = set()
    for label in document.body.iter(*LABELS):
        if label not in inside and is_label(label):
            top, following = below(label)
            boxes = list(takewhile(is_teaser, following))
            if boxes and not document.own_entry.holds_most(squash(box.text_content()) for box in boxes):
                inside.update(element for box in (top, *boxes) for element in box.iter())
    yield from (Finding(one, "related/labelled", "labelled.py") for one in document.blocks if one.element in inside)


def below(label: HtmlElement) -> tuple[HtmlElement, list[HtmlElement]]:
    """Return a label, or the box that holds nothing else, and the elements with text that follow it."""
    text, top = squash(label.text_content()), label
    for above in islice(label.iterancestors(), LEVELS):
        if above.tag in HOLDS_POST or squash(above.text_content()) != text:
            break
        top = above
    if squash(top.tail or ""):
        return top, []
    return top, [one for one in top.itersiblings() if not is_invisible(one) and squash(one.text_content())]


def is_teaser(box: HtmlElement) -> bool:
    """Tell whether a box below a label is an article of its own, or mostly links."""
    size = len(squash(box.text_content()))
    linked = sum(len(squash(link.text_content())) for link in box.iter("a"))
    is_article = box.tag == "article" or next(box.iter("article"), None) is not None
    return is_article or linked >= MOSTLY_LINKS * size
