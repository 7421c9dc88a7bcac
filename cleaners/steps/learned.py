"""What trees, trained on pages of many sites, say of a page that stands alone: which of its lines are the author's."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import fmean
from typing import TYPE_CHECKING

from blogsieve.cleaners.extraction.dense import MOSTLY_TEXT, is_prose
from blogsieve.cleaners.extraction.notes import note_elements
from blogsieve.cleaners.extraction.siblings import own_classes
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.options import options
from blogsieve.cleaners.steps.captions import is_caption
from blogsieve.cleaners.text import is_cut_off

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# Below this probability a block goes, and from this one on a line is the author's that the extractor did not take; what
# goes wrongly costs more than what stays wrongly, and comments read like posts.
HARDLY, SURELY = 0.4, 0.7
# Who takes so much more than the extractor has found another text.
MOST_ADDED = 2.0
# A body of which they would leave less than this share is one that they do not know.
LEAST_LEFT = 0.5
# So many blocks that are made alike, in one box, are a row: entries of a list, lines of a table, paragraphs. It stays
# where they are the author's on the whole, or a list loses each of its entries that has a link. Paragraphs in boxes of
# their own are a row where all have the same names; as cards have them, too, it has to be likelier, and of these a row
# loses what is surely foreign.
FEWEST_OF_A_ROW, FEWEST_ALIKE = 3, 2
LIKELY, DENIED = 0.45, 0.2
# A page of more lines is like none that they were trained on, and to look at each takes a second.
MOST_LINES = 3000


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the blocks that are hardly the author's; none where a wrapper, the post's entry or the platform knows."""
    if document.method != "page" or not document.blocks or not is_asked(document):
        return
    # numpy takes a while to load, and a process that only fetches needs none.
    from blogsieve.cleaners.trained.witness import doubtful, probabilities

    # Footnotes are told by the marks that refer to them; few pages that the trees were trained on had some.
    notes = note_elements(document.root)
    found = [one for one in doubtful(document, HARDLY) if not is_told(one.block, document, notes)]
    held = amid(document.blocks, {one.block for one in found})
    held |= in_rows(document.blocks, probabilities(document)) if found else set()
    found = [one for one in found if one.block not in held]
    size = length(block.text for block in document.blocks)
    if size - length(one.block.text for one in found) >= LEAST_LEFT * size:
        yield from (Finding(one.block, "learned/block", f"p = {one.probability:.2f}: {one.reasons}") for one in found)


def is_told(block: Block, document: Document, notes: Collection[HtmlElement]) -> bool:
    """Tell whether others than the trees know that a block is the author's, or of the author's figure.

    A line of code, "..." as well, is as its neighbours are; truths of articles have no code as often as not.
    """
    return block.code or is_caption(block) or block.element in notes or document.own_entry.holds(block.text)


def amid(blocks: Sequence[Block], doubted: set[Block]) -> set[Block]:
    """Return the paragraphs right between two that nobody doubts and that are made alike, in the same box."""
    return {
        block
        for above, block, below in zip(blocks, blocks[1:], blocks[2:], strict=False)
        if block in doubted and is_alike(block, above) and is_alike(block, below) and not doubted & {above, below}
    }


def in_rows(blocks: Sequence[Block], probabilities: Mapping[Block, float]) -> set[Block]:
    """Return the blocks of the rows that are the author's on the whole, without paragraphs that surely are not."""
    held: set[Block] = set()
    for key, least, floor in ((in_box, HARDLY, 0.0), (by_names, LIKELY, DENIED)):
        rows: defaultdict[Hashable, list[Block]] = defaultdict(list)
        for block in blocks:
            rows[key(block)].append(block)
        rows.pop(None, None)
        for row in rows.values():
            if len(row) >= FEWEST_OF_A_ROW and fmean(probabilities[one] for one in row) >= least:
                held.update(one for one in row if probabilities[one] >= floor)
    return held


def in_box(block: Block) -> Hashable:
    """Return what the blocks of a row in one box have in common."""
    return block.element.getparent(), block.element.tag, block.element.get("class", "")


def by_names(block: Block) -> Hashable:
    """Return what paragraphs in boxes of their own have in common: the names of both; None where nothing is named."""
    element, box = block.element, block.element.getparent()
    if element.tag != "p" or box is None or not is_prose(block):
        return None
    names = (*own_classes(element), "in", *own_classes(box))
    return names if len(names) > 1 else None


def is_alike(block: Block, other: Block) -> bool:
    """Tell whether two blocks are paragraphs of one box, made alike."""
    one, two = block.element, other.element
    return (
        one.tag == two.tag == "p"
        and one.getparent() is two.getparent()
        and one.get("class") == two.get("class")
        and is_prose(block)
        and is_prose(other)
    )


def overlooked(document: Document, taken: Collection[Block]) -> set[Block]:
    """Return the lines that the extractor did not take and that surely are the author's, or are made like his.

    Copies of those are none of them, nor are links and excerpts: other posts are called so amid a body.
    """
    if not taken or not is_asked(document):
        return set()
    from blogsieve.cleaners.trained.witness import probabilities

    odds = probabilities(document)
    made = Counter(by_names(block) for block in taken if odds[block] >= HARDLY)
    alike = {names for names, count in made.items() if names and count >= FEWEST_ALIKE}
    known = {block.text for block in taken}
    found = {
        block.text: block
        for block, chance in odds.items()
        if (chance >= SURELY or (chance >= HARDLY and by_names(block) in alike))
        and block.text not in known
        and block.linked <= MOSTLY_TEXT
        and not is_cut_off(block.text)
    }
    return set(found.values()) if length(found) <= MOST_ADDED * length(known) else set()


def is_asked(document: Document) -> bool:
    """Tell whether trees are asked: of a page that an extractor was asked about, and that is like what they know."""
    return options().learned and bool(document.votes) and len(document.lines) <= MOST_LINES


def length(texts: Iterable[str]) -> int:
    """Return how many characters texts have."""
    return sum(map(len, texts))
