"""Where the body stands: in the site's wrapper, in an element with a known name, or where an extractor finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.align import Reference, overlaps
from cleaners.extract import extract, is_heavy
from cleaners.names import select
from cleaners.platform import GENERIC
from cleaners.selector import parse_selector
from cleaners.steps import excluded
from cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from cleaners.blocks import Block
    from cleaners.document import Document
    from cleaners.site.model import SiteModel

# Below this mean agreement with its teacher a wrapper is not used: each page then stands alone. A feed gives the body
# to the letter; an extractor that takes comments for text on half of the pages is still outvoted.
CONFIDENCE = {"feed": 0.8, "consensus": 0.65}
# Characters; trafilatura's F1 on posts below it is .33 to .63, above it .94 and more.
SHORT_POST = 500
PARAGRAPH = 100
# Choosing the element around an extracted text, what it lacks counts for more than what it has besides: the extractor
# skips captions and lists, and the blocks that do not belong are told apart one by one afterwards.
RECALL_WEIGHT = 2.0
# Elements that are made for text; a `div` or `span` may be anything.
TEXT = frozenset("p h2 h3 h4 li blockquote td tr pre figcaption dd dt".split())
# A block between two blocks of the body is taken for text that the extractor skipped, unless links are most of it.
MOSTLY_LINKS = 0.5


def locate(document: Document, site: SiteModel) -> None:
    """Reduce a document to its body; all other blocks become removals."""
    if document.method == "text":
        document.blocks = document.read()
        return
    for wrapper in wrappers_on(document, site):
        document.drop(excluded.find(site, wrapper))
        inside = set(wrapper.iter())
        blocks = document.read()
        if kept := {block for block in blocks if block.element in inside}:
            document.keep(blocks, kept, "extract/outside", "wrapper")
            return
    blocks = document.read()
    found = set(extracted(document, blocks))
    if (named := short_body(document, blocks)) and is_widened(found, named):
        document.keep(blocks, named, "extract/outside", "selector")
    else:
        document.keep(blocks, found, "extract/trafilatura", "page")


def short_body(document: Document, blocks: Sequence[Block]) -> set[Block]:
    """Return the blocks of the one element that the platform names as the body, where they are few."""
    for css in document.facts.platform.page.body if document.facts.platform.name != GENERIC else ():
        bodies = [element for element in document.index.select(parse_selector(css)) if is_in(element, document.body)]
        inside = set(bodies[0].iter()) if len(bodies) == 1 else set()
        if found := {block for block in blocks if block.element in inside}:
            return found if length(found) <= SHORT_POST else set()
    return set()


def is_widened(found: set[Block], named: set[Block]) -> bool:
    """Tell whether an extractor took the named body and labels around it, or next to nothing.

    Of a short post it has too little text for a result, and widens its search to the whole page.
    """
    prose = {block for block in found - named if len(block.text) >= PARAGRAPH}
    if length(prose) > SHORT_POST:
        return False
    return length(found & named) >= length(named) / 2 or length(found) < length(named)


def length(blocks: set[Block]) -> int:
    """Return how many characters blocks have."""
    return sum(len(block.text) for block in blocks)


def is_in(element: HtmlElement, root: HtmlElement) -> bool:
    """Tell whether an element still stands in the tree."""
    return any(above is root for above in element.iterancestors())


def wrappers_on(document: Document, site: SiteModel) -> Iterator[HtmlElement]:
    """Yield the elements of a page that the site's trusted wrappers select."""
    for wrapper in site.wrappers:
        if (
            wrapper.score >= CONFIDENCE[site.supervision]
            and (element := select(document.root, wrapper.selector)) is not None
        ):
            yield element


def extracted(document: Document, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of the body as trafilatura sees it, and those between them that it skipped.

    A page that is too large or too deep for it gives all that is no link.
    """
    if is_heavy(document.root):
        return [block for block in blocks if block.linked <= MOSTLY_LINKS]
    reference = Reference(extract(document.root))
    tokens = [words(block.text) for block in blocks]
    matched = [reference.holds(own) for own in tokens]
    sizes = [len(own) for own in tokens]
    best = best_element(document.body, blocks, sizes, matched, len(reference))
    if best is None:
        return []
    inside = set(best.iter())
    return fill([(block, match) for block, match in zip(blocks, matched, strict=True) if block.element in inside])


def best_element(
    root: HtmlElement, blocks: Sequence[Block], sizes: Sequence[int], matched: Sequence[bool], size: int
) -> HtmlElement | None:
    """Return the element that holds the reference best, the innermost of equals; None where none holds any of it."""
    best, best_score = None, 0.0
    for element, overlap in overlaps(root, blocks, sizes, matched).items():
        score = overlap.score(size, RECALL_WEIGHT)
        if score > best_score or (best is not None and score == best_score and best in element.iterancestors()):
            best, best_score = element, score
    return best


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
        if match or (block.linked <= MOSTLY_LINKS and (block.element.tag in TEXT or is_beside)):
            kept.append(block)
    return kept
