"""What trees, trained on pages of many sites, say of a page that stands alone: which of its lines are the author's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.extraction.notes import note_elements
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.options import options
from blogsieve.cleaners.steps.captions import is_caption

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# What hosts of short posts call one that an author quotes, who made the quotation with their button.
# Source: https://publish.twitter.com, https://embed.bsky.app, https://docs.joinmastodon.org, https://www.reddit.com
QUOTED = frozenset("twitter-tweet twitter-video bluesky-embed mastodon-embed reddit-embed-bq".split())
# A page of more lines is like none that they were trained on, and to look at each takes a second.
MOST_LINES = 3000


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the blocks that are hardly the author's; none where a wrapper, the post's entry or the platform knows."""
    if document.method != "page" or not document.blocks or not is_asked(document):
        return
    # numpy takes a while to load, and a process that only fetches needs none.
    from blogsieve.cleaners.trained.witness import foreign

    # Footnotes are told by the marks that refer to them; few pages that the trees were trained on had some.
    notes = note_elements(document.root)
    told = {block for block in document.blocks if is_told(block, document, notes)}
    for one in foreign(document, told):
        yield Finding(one.block, "learned/block", f"p = {one.probability:.2f}: {one.reasons}")


def is_told(block: Block, document: Document, notes: Collection[HtmlElement]) -> bool:
    """Tell whether others than the trees know that a block is the author's, or of the author's figure.

    A line of code, "..." as well, is as its neighbours are; truths of articles have no code as often as not.
    """
    is_known = block.code or is_caption(block) or is_quoted(block) or block.element in notes
    return is_known or document.own_entry.holds(block.text)


def is_quoted(block: Block) -> bool:
    """Tell whether a block is of a short post elsewhere that the author quotes, or the line that says whose it is.

    >>> from lxml.html import fromstring
    >>> from blogsieve.cleaners.dom.blocks import Block
    >>> quotes = [fromstring(f"<blockquote class='{name}'><p>Noon") for name in ("twitter-tweet tw-align", "twitter")]
    >>> [is_quoted(Block("Noon", quote[0])) for quote in quotes]
    [True, False]
    """
    boxes = (block.element, *block.element.iterancestors("blockquote"))
    return any(not QUOTED.isdisjoint((box.get("class") or "").split()) for box in boxes)


def overlooked(document: Document) -> set[Block]:
    """Return the lines that the extractor did not take and that surely are the author's."""
    if not document.taken or not is_asked(document):
        return set()
    from blogsieve.cleaners.trained.witness import missed

    return missed(document)


def is_asked(document: Document) -> bool:
    """Tell whether trees are asked: of a page that an extractor was asked about, and that is like what they know."""
    return options().learned and bool(document.votes) and len(document.lines) <= MOST_LINES
