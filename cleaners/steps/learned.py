"""Blocks of a page that stands alone which trees, trained on pages of many sites, say are not the author's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.options import options
from blogsieve.cleaners.steps.captions import is_caption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# Below this probability a block goes. Between a fifth and three tenths the folds of `benchmarks.training` are the same;
# what goes wrongly costs more than what stays wrongly.
HARDLY = 0.25
# A body of which they would leave less than this share is one that they do not know.
LEAST_LEFT = 0.5
# A page of more lines is like none that they were trained on, and to look at each takes a second.
MOST_LINES = 3000


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the blocks that are hardly the author's; none where a wrapper, the post's entry or the platform knows."""
    if not options().learned or document.method != "page" or not document.votes or not document.blocks:
        return
    if len(document.lines) > MOST_LINES:
        return
    # numpy takes a while to load, and a process that only fetches needs none.
    from blogsieve.cleaners.trained.witness import doubtful

    found = [
        one
        for one in doubtful(document, HARDLY)
        if not is_caption(one.block) and not document.own_entry.holds(one.block.text)
    ]
    size = sum(len(block.text) for block in document.blocks)
    if size - sum(len(one.block.text) for one in found) >= LEAST_LEFT * size:
        yield from (Finding(one.block, "learned/block", f"p = {one.probability:.2f}: {one.reasons}") for one in found)
