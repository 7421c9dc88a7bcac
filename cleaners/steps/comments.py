"""Comments without a name in the markup: dated lines, or as many boxes as a heading says that the site repeats."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import INLINE, squash
from blogsieve.cleaners.metadata.dates import read_date
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.site.fingerprints import block_key
from blogsieve.cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# "Anna B. wrote on 3 May 2012 at 10:15:"
LONGEST_STAMP = 15
LONGEST_HEADING = 6
# The first comment begins at once below the heading, and each further one within so many lines.
FIRST_STAMP = 3
LINES_A_COMMENT = 10
# "1 reply" and one box behind it may be chance.
FEWEST_COUNTED = 2
NUMBER = re.compile(r"\d{1,4}")


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the heading of the comments and all that follows it."""
    blocks = document.blocks if site.repeated else []
    for place, block in enumerate(blocks):
        if place and is_heading(block, site) and are_below(block, blocks[place + 1 :], site):
            for below in blocks[place:]:
                yield Finding(
                    below, "comments/nameless", "dates, or as many parts as it says, below a repeated heading"
                )
            return


def are_below(heading: Block, below: Sequence[Block], site: SiteModel) -> bool:
    """Tell whether a repeated heading is that of comments: by what stands below it, here or on other pages."""
    return block_key(heading) in site.endings or are_comments(below) or counts_siblings(heading)


def is_heading(block: Block, site: SiteModel) -> bool:
    """Tell whether a block is a short line that the site repeats."""
    return not block.code and len(words(block.text)) <= LONGEST_HEADING and block_key(block) in site.repeated


def are_comments(blocks: Sequence[Block]) -> bool:
    """Tell whether lines with a date stand at the beginning of some blocks, and often enough behind it."""
    stamps = [place for place, block in enumerate(blocks) if is_stamp(block)]
    if not stamps or stamps[0] >= FIRST_STAMP:
        return False
    return all(after - before <= LINES_A_COMMENT for before, after in pairwise([*stamps, len(blocks)]))


def counts_siblings(heading: Block) -> bool:
    """Tell whether a heading names the number of the elements behind it: "3 replies", and three boxes follow.

    The boxes are siblings of the heading, what the next sibling holds, or stand in the heading's own element.
    """
    number = NUMBER.search(heading.text)
    if not number or int(number.group()) < FEWEST_COUNTED:
        return False
    siblings = boxes(heading.element.itersiblings())
    inner = boxes(siblings[0]) if siblings else []
    return int(number.group()) in (len(siblings), len(inner), len(boxes(heading.element)))


def boxes(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Return the elements that are blocks and have text."""
    return [element for element in elements if element.tag not in INLINE and squash(element.text_content())]


def is_stamp(block: Block) -> bool:
    """Tell whether a block says who wrote when."""
    return not block.code and len(words(block.text)) <= LONGEST_STAMP and bool(read_date(block.text))
