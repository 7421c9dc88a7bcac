"""The element that holds nearly all prose of a page, for where an extractor took next to none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.extraction.align import overlaps

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block

# A block of so many characters that is hardly linked is prose; labels, buttons and captions are shorter.
PROSE, MOSTLY_TEXT = 80, 0.3
# On 786 article pages of as many sites the extractor takes more than a fifth of the prose on all but five, and on each
# of these five it took a box beside the body, or the body's first section. A page with less prose than this may be a
# short post below which much else stands.
A_FIFTH, MUCH = 0.2, 3000
# Of a page with so much prose a label, or the title, is not the body.
LABEL, SHORT = 100, 500
# What is left of it is in boxes beside the body: notices, teasers.
NEARLY_ALL = 0.75


def is_prose(block: Block) -> bool:
    """Tell whether a block is a paragraph's worth of text."""
    return len(block.text) >= PROSE and block.linked <= MOSTLY_TEXT and not block.code


def missed_prose(root: HtmlElement, blocks: Sequence[Block], taken: Collection[Block]) -> HtmlElement | None:
    """Return the innermost element with nearly all prose of a page of which next to none was taken, else None."""
    prose = [block for block in blocks if is_prose(block)]
    sizes = [len(block.text) for block in prose]
    all_of_it = sum(sizes)
    if not all_of_it or all_of_it < (
        MUCH if sum(len(block.text) for block in taken) > LABEL else SHORT if taken else 1
    ):
        return None
    if sum(len(block.text) for block in prose if block in taken) >= A_FIFTH * all_of_it:
        return None
    found = overlaps(root, prose, sizes, [True] * len(prose))
    holders = [
        element for element in root.iter() if element in found and found[element].total >= NEARLY_ALL * all_of_it
    ]
    # Document order: the last one of those that hold it is within all others.
    return holders[-1]
