"""The body of a page that stands alone: the blocks that an extractor takes, and what it skipped between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogsieve.cleaners.extraction.align import Reference, overlaps
from blogsieve.cleaners.extraction.dense import is_prose, missed_prose
from blogsieve.cleaners.extraction.extract import extract_light, is_heavy
from blogsieve.cleaners.extraction.notes import note_elements
from blogsieve.cleaners.extraction.references import references
from blogsieve.cleaners.extraction.siblings import coda, ending, joined, lead, own_text
from blogsieve.cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.extraction.align import Overlap

# Choosing the element around an extracted text, what it lacks counts for more than what it has besides: the extractor
# skips captions and lists, and the blocks that do not belong are told apart one by one afterwards.
RECALL_WEIGHT = 2.0
# Elements that are made for text; a `div` or `span` may be anything.
TEXT = frozenset("p h2 h3 h4 li blockquote td tr pre figcaption dd dt".split())
# What stands in these is text, whatever its own element is: lines of code, parts of a caption.
HOLDERS_OF_TEXT = frozenset("pre figure".split())
# Boxes of captions. Sources: MediaWiki, WordPress, Blogger, Squarespace, the Guardian, themes.
CAPTION = re.compile(
    r"(?:^|[\s_-])(?:thumb|image|img|photo|picture|figure|gallery)?[_-]?caption(?:[_-]?text)?(?:$|[\s_-])"
)
# A cell with so much of the prose is the body; rows of data, and columns of a comparison, share it.
NEARLY_ALL = 0.8
# The extractor's own other extractors make it half as slow again, and change nothing on pages of which it took so much
# (F1 on 786 articles: .9533 with half, .9521 with a fifth, .9536 where they are always asked).
ENOUGH_OF_PROSE = 0.5
# Who takes so much of a page that is not as much prose has taken its menus and lists for text.
WHOLE_PAGE = 0.9
# Of a text of so many characters the trees, which are asked afterwards, tell menus and lists as well as a second look
# does, that costs most on such pages (F1 of the 151 of them among 786 articles: .968 with and without).
LONG = 8000


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an extractor makes of a page's blocks."""

    body: list[Block]
    votes: list[bool]  # of each block of the page, whether the extractor's own text has it
    words: list[Sequence[str]]  # of each block of the page


def extract_blocks(root: HtmlElement, blocks: Sequence[Block], url: str = "") -> Extracted:
    """Return the blocks of the body as trafilatura sees it, and those between them that it skipped.

    A page that is too large or too deep for it gives all that is no link.
    """
    tokens: list[Sequence[str]] = [words(block.text) for block in blocks]
    if is_heavy(root):
        votes = [not block.is_links for block in blocks]
        return Extracted([block for block, vote in zip(blocks, votes, strict=True) if vote], votes, tokens)
    reference = Reference(extract_fast(root, blocks))
    matched = [reference.holds(own) for own in tokens]
    found = overlaps(root, blocks, [len(own) for own in tokens], matched, refrains(blocks, matched))
    best = best_element(found, len(reference))
    taken = [] if best is None else within(main_cell(best, blocks, matched), blocks, matched)
    if (missed := missed_prose(root, blocks, set(taken))) is not None:
        taken = within(missed, blocks, [is_prose(block) for block in blocks])
    if more := joined(root, blocks, taken):
        kept = {*taken, *more}
        taken = fill([(block, block in kept) for block in blocks])
    if more := lead(blocks, set(taken)) | ending(blocks, taken) | coda(blocks, set(taken)) | own_text(blocks, taken):
        kept = {*taken, *more}
        taken = [block for block in blocks if block in kept]
    if more := references(blocks, taken, url):
        kept = {*taken, *more}
        taken = [block for block in blocks if block in kept]
    return Extracted(with_notes(root, blocks, taken), matched, tokens)


def with_notes(root: HtmlElement, blocks: Sequence[Block], taken: Sequence[Block]) -> list[Block]:
    """Return the blocks of a body with the footnotes below it, which the extractor skips or leaves outside."""
    notes = note_elements(root) if taken else None
    if not notes:
        return list(taken)
    kept = set(taken)
    first = next(place for place, block in enumerate(blocks) if block in kept)
    return [block for place, block in enumerate(blocks) if block in kept or (place > first and block.element in notes)]


def extract_fast(root: HtmlElement, blocks: Sequence[Block]) -> str:
    """Return what the extractor takes for the body; it thinks twice where it took too little of the prose, or all."""
    text = extract_light(root, fast=True)
    prose = sum(len(block.text) for block in blocks if is_prose(block))
    if len(text) < ENOUGH_OF_PROSE * prose:
        return extract_light(root)
    if len(text) < WHOLE_PAGE * sum(len(block.text) for block in blocks) or prose >= WHOLE_PAGE * len(text):
        return text
    if len(text) >= LONG:
        return text
    second = extract_light(root)
    return second if len(second) >= ENOUGH_OF_PROSE * prose else text


def within(box: HtmlElement, blocks: Sequence[Block], matched: Sequence[bool]) -> list[Block]:
    """Return the matched blocks in a box, and what reads as text between them."""
    inside = set(box.iter())
    return fill([(block, match) for block, match in zip(blocks, matched, strict=True) if block.element in inside])


def main_cell(box: HtmlElement, blocks: Sequence[Block], matched: Sequence[bool]) -> HtmlElement:
    """Return the cell that holds nearly all prose of a box laid out with tables, the box itself where none does.

    The extractor takes such a table for one of data, and gives the columns and rows around the body as well.
    """
    if next(box.iter("td"), None) is None:
        return box
    inside = set(box.iter())
    prose = [
        block
        for block, match in zip(blocks, matched, strict=True)
        if match and not block.is_links and block.element in inside
    ]
    sizes = [len(block.text) for block in prose]
    found = overlaps(box, prose, sizes, [True] * len(prose))
    cells = {element: own.total for element, own in found.items() if element.tag == "td"}
    cells = {cell: size for cell, size in cells.items() if size >= NEARLY_ALL * found[box].total}
    return min(cells, key=lambda cell: cells[cell], default=box)


def refrains(blocks: Sequence[Block], matched: Sequence[bool]) -> set[int]:
    """Return the places of matched blocks whose text stands above already in the same box.

    The extractor gives them once; a text that stands in another box as well is another copy.
    """
    first: dict[tuple[HtmlElement | None, str], int] = {}
    return {
        place
        for place, block in enumerate(blocks)
        if matched[place] and first.setdefault((block.element.getparent(), block.text), place) < place
    }


def best_element(found: Mapping[HtmlElement, Overlap], size: int) -> HtmlElement | None:
    """Return the element that holds the reference best; None where none holds any of it.

    Of equals within each other it is the one with all refrains, and of these the innermost.
    """
    best, best_score = None, 0.0
    for element, overlap in found.items():
        score = overlap.score(size, RECALL_WEIGHT)
        if score > best_score or (best is not None and score == best_score and is_better(element, best, found)):
            best, best_score = element, score
    return best


def is_better(element: HtmlElement, equal: HtmlElement, found: Mapping[HtmlElement, Overlap]) -> bool:
    """Tell whether an element is around another one with more of its text, or within it with all of it."""
    more = found[element].whole - found[equal].whole
    return (more > 0 and element in equal.iterancestors()) or (more == 0 and equal in element.iterancestors())


def fill(blocks: Sequence[tuple[Block, bool]]) -> list[Block]:
    """Return the matched blocks, and those between them that read as text: no links, and in an element for text.

    A box in a `div` counts as text only beside a matched block, as where paragraphs are made with line breaks.
    """
    places = [place for place, (_, match) in enumerate(blocks) if match]
    if not places:
        return []
    kept = []
    beside = {blocks[places[0]][0].element}
    for block, match in blocks[places[0] : places[-1] + 1]:
        if match:
            beside = {block.element, block.element.getparent()}
        is_beside = block.element in beside or block.element.getparent() in beside
        if match or (not block.is_links and (is_beside or is_of_text(block.element))):
            kept.append(block)
    return kept


def is_of_text(element: HtmlElement) -> bool:
    """Tell whether an element is made for text, is called a caption, or is a part of code or of a figure."""
    if element.tag in TEXT or CAPTION.search((element.get("class") or "").lower()):
        return True
    return next(element.iterancestors(*HOLDERS_OF_TEXT), None) is not None
