"""The body of a page that stands alone, by trafilatura; the only file that imports it."""

from __future__ import annotations

import logging
from itertools import islice
from math import prod
from typing import TYPE_CHECKING

from lxml.etree import iterwalk
from trafilatura import bare_extraction

from blogsieve.cleaners.dom.blocks import is_invisible, read_blocks
from blogsieve.cleaners.number import whole_number

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Its time grows with the square of the elements beside or within each other: of 50,000 cells in a row it takes 13 s, of
# 20,000 dates 19 s, and in 2,000 nested <div> it finds nothing. One page in hundreds has more than this.
MOST_ELEMENTS = 10_000
DEEPEST = 200
# Half as many are too many for the others that it asks: jusText looks from each paragraph along its neighbours.
MOST_FOR_OTHERS = MOST_ELEMENTS // 2
# It logs an error for each page in which it finds no text; that is ours to report, with the page's address.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def extract(root: HtmlElement) -> str:
    """Return what trafilatura takes for the main text of a tree, a block a line; the tree stays as it is.

    Of a page with very many elements, or very deep ones, all lines that are no links are returned.
    """
    if is_heavy(root):
        return "\n".join(block.text for block in read_blocks(root) if not block.is_links)
    return extract_light(root)


def extract_light(root: HtmlElement, *, fast: bool = False) -> str:
    """Return the same of a tree that is known not to be heavy.

    `fast` asks none of the other extractors that trafilatura compares itself with; nor does a page of many elements.
    """
    fast = fast or next(islice(root.iter(), MOST_FOR_OTHERS, None), None) is not None
    # It drops all buttons, with the questions of an accordion and the words of a sentence that are on one.
    buttons = [button for button in root.iter("button") if not is_invisible(button)]
    for button in buttons:
        button.tag = "span"
    try:
        document = bare_extraction(root, include_comments=False, with_metadata=False, fast=fast)
    finally:
        for button in buttons:
            button.tag = "button"
    # Without `as_dict` it returns a Document, whatever its signature says.
    return (getattr(document, "text", "") or "") if document else ""


def is_heavy(root: HtmlElement) -> bool:
    """Tell whether a tree is one that the extractor would take too long for."""
    depth = 0
    for count, (event, _) in enumerate(iterwalk(root, events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST or count > 2 * MOST_ELEMENTS:
            return True
    return sum(map(places_of, root.iter("td", "th"))) > MOST_ELEMENTS


def places_of(cell: HtmlElement) -> int:
    """Return how many places of its table a cell takes by its own word, each of which the extractor makes a cell.

    >>> from lxml.html import fromstring
    >>> places_of(fromstring("<td rowspan=2 colspan=3>")), places_of(fromstring("<td>"))
    (6, 1)
    """
    return prod(max(1, whole_number(cell.get(name, "")) or 1) for name in ("rowspan", "colspan"))
