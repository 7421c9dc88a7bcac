"""What says again what the page shows: a box for larger screens beside that for phones, the hidden source of the text.

A post that only a script shows is hidden too, and stands nowhere else on the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import read_blocks, squash
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.dom.stylesheet import says_hidden
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.text import shingles, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

BOXES = parse_selector("div, section, article, aside")
HIDDEN = parse_selector("[hidden], [aria-hidden=true], [style]")
# Characters of paragraphs; a refrain, a row of figures or a button may well stand twice.
SHORTEST = 150
# Of the runs of words of something hidden so many are shown; where it is the Markdown of the post, addresses part them.
SHOWN = 0.6


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the boxes that say what one before them in the same element says, and what is hidden and shown as well."""
    prose = document.index.prose
    boxes: dict[tuple[HtmlElement | None, int], list[HtmlElement]] = {}
    for element in document.index.select(BOXES):
        # To compare sizes first spares the reading of nearly all boxes.
        if (size := prose.get(element, 0)) >= SHORTEST:
            boxes.setdefault((element.getparent(), size), []).append(element)
    for (parent, _), alike in boxes.items():
        if parent is not None and len(alike) > 1:
            # Of a hidden box and its shown copy the shown one stays, whichever is first.
            yield from repeated(sorted(alike, key=says_hidden))
    if hidden := [one for one in document.index.select(HIDDEN) if is_hidden(one)]:
        yield from (Finding(one, "hidden/copy", "copies.py") for one in shown_too(hidden, document.body))


def is_hidden(element: HtmlElement) -> bool:
    """Tell whether an element says itself that nobody reads it, and has as much text as a paragraph."""
    says = element.get("aria-hidden") == "true" or says_hidden(element)
    return says and len(element.text_content()) >= SHORTEST


def shown_too(hidden: Sequence[HtmlElement], body: HtmlElement) -> Iterator[HtmlElement]:
    """Yield those of hidden elements whose words, run by run, are in what the page shows."""
    inside = {element for one in hidden for element in one.iter()}
    shown = runs_of(block for block in read_blocks(body) if block.element not in inside)
    for one in hidden:
        own = runs_of(read_blocks(one))
        if own and len(own & shown) >= SHOWN * len(own):
            yield one


def runs_of(blocks: Iterable[Block]) -> set[tuple[str, ...]]:
    """Return the runs of words of blocks."""
    return {run for block in blocks for run in shingles(words(block.text))}


def repeated(boxes: list[HtmlElement]) -> Iterator[Finding]:
    """Yield those of some boxes that repeat one before them, in the order in which they are given."""
    seen: set[str] = set()
    for box in boxes:
        text = squash(box.text_content())
        if text in seen:
            yield Finding(box, "hidden/copy", "copies.py")
        seen.add(text)
