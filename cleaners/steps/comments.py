"""Comments without a name in the markup: dated lines, again and again, below a heading that the site repeats."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.dates import read_date
from cleaners.model import Finding
from cleaners.steps.repeated import block_key
from cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.blocks import Block
    from cleaners.document import Document
    from cleaners.site.model import SiteModel

# "Anna B. wrote on 3 May 2012 at 10:15:"
LONGEST_STAMP = 15
LONGEST_HEADING = 6
# The first comment begins at once below the heading, and each further one within so many lines.
FIRST_STAMP = 3
LINES_A_COMMENT = 10


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the heading of the comments and all that follows it."""
    blocks = document.blocks
    for place, block in enumerate(blocks):
        if place and is_heading(block, site) and are_comments(blocks[place + 1 :]):
            for below in blocks[place:]:
                yield Finding(below, "comments/dated", "lines with dates below a heading that the site repeats")
            return


def is_heading(block: Block, site: SiteModel) -> bool:
    """Tell whether a block is a short line that the site repeats."""
    return not block.code and len(words(block.text)) <= LONGEST_HEADING and block_key(block) in site.repeated


def are_comments(blocks: Sequence[Block]) -> bool:
    """Tell whether lines with a date stand at the beginning of some blocks, and often enough behind it."""
    stamps = [place for place, block in enumerate(blocks) if is_stamp(block)]
    if not stamps or stamps[0] >= FIRST_STAMP:
        return False
    return all(after - before <= LINES_A_COMMENT for before, after in pairwise([*stamps, len(blocks)]))


def is_stamp(block: Block) -> bool:
    """Tell whether a block says who wrote when."""
    return not block.code and len(words(block.text)) <= LONGEST_STAMP and bool(read_date(block.text))
