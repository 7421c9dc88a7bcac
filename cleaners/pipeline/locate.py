"""Where the body stands: in the site's wrapper, in an element with a known name, or where an extractor finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.around import is_in
from blogsieve.cleaners.dom.blocks import Block, read_blocks
from blogsieve.cleaners.dom.locators import RANK_PATH, rank, select
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.extraction.notes import note_elements
from blogsieve.cleaners.extraction.siblings import extended, further_sections, siblings
from blogsieve.cleaners.extraction.single_page import extract_blocks
from blogsieve.cleaners.pipeline.findings import findings_of
from blogsieve.cleaners.platforms.platform import GENERIC, is_at_home
from blogsieve.cleaners.site.fingerprints import block_key
from blogsieve.cleaners.site.wrapper import is_named_body
from blogsieve.cleaners.steps.learned import overlooked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel
    from blogsieve.cleaners.steps import Step

# Below this mean agreement with its teacher a wrapper is not used: each page then stands alone. A feed gives the body
# to the letter; an extractor that takes comments for text on half of the pages is still outvoted.
CONFIDENCE = {"feed": 0.8, "consensus": 0.65}
# Where consensus falls on a name that platforms give the body, two witnesses say the same: of posts of a line or two
# under many comments the extractor is right on hardly any.
CONFIDENCE_OF_NAMED = 0.4
# Characters; trafilatura's F1 on posts below it is .33 to .63, above it .94 and more.
SHORT_POST = 500
PARAGRAPH = 100
# What a post has that has no words.
PICTURES = ("img", "video", "audio", "iframe", "embed", "object")


def locate(document: Document, site: SiteModel, steps: Sequence[Step]) -> None:
    """Reduce a document to its body; all other blocks become removals, and what the steps find within a wrapper."""
    if document.method == "text":
        document.blocks = document.read()
        return
    is_pictured = was_pictured = False
    for wrapper in wrappers_on(document, site):
        was_pictured = is_pictured
        document.wrapper = wrapper
        parts = [part for step in steps for part in findings_of(step, document, site)]
        gone = {element for part in parts if not isinstance(part.target, Block) for element in part.target.iter()}
        is_pictured = is_pictured or any(element not in gone for element in wrapper.iter(PICTURES))
        if parts and all(block.element in gone for block in read_blocks(wrapper)):
            # They hold all of its text: what was learned of them is wrong on this page.
            continue
        document.drop(parts)
        boxes = (wrapper, *extended(wrapper), *further_sections(wrapper), *held_siblings(wrapper, document))
        inside = {element for box in boxes for element in box.iter()}
        blocks = document.read()
        if kept := {block for block in blocks if block.element in inside}:
            notes = note_elements(document.root)
            kept |= {block for block in blocks if block.element in notes}
            # Around a body that is a picture there are labels, which are nobody's text.
            is_labels = was_pictured and not has_paragraph(kept)
            document.keep(blocks, set() if is_labels else kept, "extract/outside", "wrapper")
            return
    document.wrapper = None
    blocks = document.read()
    named = named_body(document, blocks)
    if named and is_at_home(document.facts.platform, document.page.url):
        document.keep(blocks, named, "extract/outside", "selector")
        return
    extracted = extract_blocks(document.root, blocks, document.page.url)
    document.taken, document.votes, document.words = set(extracted.body), extracted.votes, extracted.words
    found = document.taken
    # Beside a body that is a picture stand labels, and the newest posts of the blog.
    if is_pictured and not has_paragraph({block for block in found if block_key(block) not in site.repeated}):
        document.keep(blocks, set(), "extract/outside", "wrapper")
    elif named and length(named) <= SHORT_POST and is_widened(found, named):
        document.keep(blocks, named, "extract/outside", "selector")
    else:
        document.keep(blocks, found | overlooked(document), "extract/trafilatura", "page")


def named_body(document: Document, blocks: Sequence[Block]) -> set[Block]:
    """Return the blocks of the one element that the platform names as the body.

    On the platform's own host the name and the host are two witnesses; elsewhere a theme may use it for another box.
    """
    for css in document.facts.platform.page.body if document.facts.platform.name != GENERIC else ():
        bodies = [element for element in document.index.select(parse_selector(css)) if is_in(element, document.body)]
        inside = set(bodies[0].iter()) if len(bodies) == 1 else set()
        if found := {block for block in blocks if block.element in inside}:
            return found
    return set()


def is_widened(found: set[Block], named: set[Block]) -> bool:
    """Tell whether an extractor took the named body and labels around it, or next to nothing.

    Of a short post it has too little text for a result, and widens its search to the whole page.
    """
    prose = {block for block in found - named if len(block.text) >= PARAGRAPH}
    if length(prose) > SHORT_POST:
        return False
    return length(found & named) >= length(named) / 2 or length(found) < length(named)


def has_paragraph(blocks: set[Block]) -> bool:
    """Tell whether one of some blocks is as long as a paragraph."""
    return any(len(block.text) >= PARAGRAPH for block in blocks)


def length(blocks: set[Block]) -> int:
    """Return how many characters blocks have."""
    return sum(len(block.text) for block in blocks)


def wrappers_on(document: Document, site: SiteModel) -> Iterator[HtmlElement]:
    """Yield the elements of a page that the site's trusted wrappers select."""
    for wrapper in site.wrappers:
        is_named = site.supervision == "consensus" and is_named_body(wrapper.selector)
        enough = CONFIDENCE_OF_NAMED if is_named else CONFIDENCE[site.supervision]
        if wrapper.score >= enough and (element := find_wrapper(document, wrapper.selector)) is not None:
            yield element


def held_siblings(wrapper: HtmlElement, document: Document) -> Iterator[HtmlElement]:
    """Yield the boxes beside a wrapper made like it that the own entry holds: some themes part a text for ads."""
    for box in siblings(wrapper) if document.own_entry else ():
        if box is not wrapper and document.own_entry.holds_most(block.text for block in read_blocks(box)):
            yield box


def find_wrapper(document: Document, selector: str) -> HtmlElement | None:
    """Return the first element of a page that a wrapper's selector names and that still stands there."""
    if rank(selector) == RANK_PATH:
        return select(document.root, selector)
    named = document.index.named(selector)
    return next((element for element in named if is_in(element, document.root)), None)
