"""Comments without a name in the markup: dated lines, or as many boxes as a heading says that the site repeats."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.around import is_in
from blogsieve.cleaners.dom.blocks import squash
from blogsieve.cleaners.dom.phrasing import INLINE
from blogsieve.cleaners.evidence.days import is_long_before
from blogsieve.cleaners.evidence.line import group_of, size_of, unlinked_groups
from blogsieve.cleaners.metadata.dates import read_date, read_dates
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.rules.rule import match_line
from blogsieve.cleaners.site.fingerprints import block_key, is_day
from blogsieve.cleaners.steps.edges import is_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# "Anna B. wrote on 3 May 2012 at 10:15:"
LONGEST_STAMP = 15
LONGEST_HEADING = 6
# Characters; the words of a longer line need not be counted.
LONGEST_LINE = 300
# The first comment begins at once below the heading, and each further one within so many lines.
FIRST_STAMP = 3
LINES_A_COMMENT = 10
# "1 reply" and one box behind it may be chance.
FEWEST_COUNTED = 2
NUMBER = re.compile(r"\d{1,4}")
# What an author counts stands in these, and no heading does.
ITEMS = frozenset("li tr td th dt dd".split())
# Nor is one of these a comment.
LINES = INLINE | frozenset("p h1 h2 h3 h4 h5 h6 pre".split())


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the heading of the comments and all that follows it."""
    blocks = document.blocks
    for place, key, is_ending in judge(document, site):
        if key in site.endings or (is_ending and key not in site.subheadings and has_own(blocks[:place], site)):
            for below in blocks[place:]:
                yield Finding(
                    below, "comments/nameless", "dates, or as many parts as it says, below a repeated heading"
                )
            return


def has_own(blocks: Iterable[Block], site: SiteModel) -> bool:
    """Tell whether any block is none of the site's template: below a byline the post begins, and not its comments."""
    return any(block_key(block) not in site.repeated for block in blocks)


def headings(document: Document, site: SiteModel) -> Iterator[tuple[str, bool]]:
    """Yield the key of each heading that could be that of comments, and whether comments stand below it."""
    for place, key, is_ending in judge(document, site):
        number = NUMBER.search(document.blocks[place].text)
        if is_ending or number is None or int(number.group()) >= FEWEST_COUNTED:
            yield key, is_ending


def judge(document: Document, site: SiteModel) -> Iterator[tuple[int, str, bool]]:
    """Yield the place and the key of each heading with text above, and whether it stands once, with comments below."""
    if not site.repeated:
        return
    blocks = document.blocks
    found = [(place, block_key(block)) for place, block in enumerate(blocks) if is_heading(block, site)]
    groups = unlinked_groups(blocks) if found else {}
    found = [(place, key) for place, key in found if not is_counted(blocks[place], groups)]
    keys = Counter(key for _, key in found)
    stamps = [place for place, block in enumerate(blocks) if is_stamp(block, document)] if found else []
    for place, key in found:
        if place:
            # Of a line that stands on the page a hundred times, as "Reply" does, nothing more has to be asked.
            is_ending = keys[key] == 1 and (
                are_comments(place, stamps, site, document) or counts_siblings(blocks[place], blocks[-1])
            )
            yield place, key, is_ending


def is_heading(block: Block, site: SiteModel) -> bool:
    """Tell whether a block is a short line that the site repeats, no day, and no item of a list or a table."""
    return (
        not block.code
        and block.element.tag not in ITEMS
        and len(block.text) <= LONGEST_LINE
        and size_of(block.text) <= LONGEST_HEADING
        and block_key(block) in site.repeated
        and not is_day(block)
    )


def is_counted(block: Block, groups: Mapping[HtmlElement, Sequence[Block]]) -> bool:
    """Tell whether a line is one of a paragraph whose other lines have figures, too: "Teal 2", "Curlew 4"."""
    others = [line for line in groups.get(group_of(block.element), ()) if line is not block]
    alike = [line for line in others if NUMBER.search(line.text) and size_of(line.text) <= LONGEST_HEADING]
    return 0 < len(others) <= 2 * len(alike)


def are_comments(heading: int, stamps: Sequence[int], site: SiteModel, document: Document) -> bool:
    """Tell whether lines with a date, at these places, stand right below a heading, and often enough behind it.

    Of several lines of a template above the first of them the last is the heading. A byline with the post's own day
    stands below its text on some blogs.
    """
    blocks, below = document.blocks, stamps[bisect_right(stamps, heading) :]
    if below and is_own_day(blocks[below[0]], document):
        below = below[1:]
    if not below or below[0] > heading + FIRST_STAMP:
        return False
    if any(is_heading(block, site) for block in blocks[heading + 1 : below[0]]):
        return False
    return all(after - before <= LINES_A_COMMENT for before, after in pairwise([*below, len(blocks)]))


def is_own_day(block: Block, document: Document) -> bool:
    """Tell whether a block says when the post was published or changed: it has that day, and rules know such lines.

    So do rows of the day, the author and the number of comments.
    """
    own = document.date
    told = {day for found in read_dates(block.text, document.facts.hints) for day in (found.day, found.other) if day}
    if {own.date, own.modified[: len(own.date)]}.isdisjoint(map(str, told)):
        return False
    rule = match_line(block.text, "tail")
    return (rule is not None and rule.group == "meta") or is_row(block.text, "tail", document)


def counts_siblings(heading: Block, last: Block) -> bool:
    """Tell whether a heading names the number of the boxes behind it, and these end the body: "3 replies" and three.

    The boxes are siblings of the heading, what the next sibling holds, or stand in the heading's own element. Of a list
    that an author counts, his text goes on below.
    """
    number = NUMBER.search(heading.text)
    if not number or int(number.group()) < FEWEST_COUNTED:
        return False
    siblings = boxes(heading.element.itersiblings())
    groups = (siblings, boxes(siblings[0]) if siblings else [], boxes(heading.element))
    return any(int(number.group()) == len(group) and is_in(last.element, group[-1]) for group in groups)


def boxes(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Return the elements that are boxes and have text; a paragraph is none."""
    return [element for element in elements if element.tag not in LINES and squash(element.text_content())]


def is_stamp(block: Block, document: Document) -> bool:
    """Tell whether a block says who wrote when, which nobody did long before the post."""
    if block.code or size_of(block.text) > LONGEST_STAMP:
        return False
    day = read_date(block.text)
    return bool(day) and not is_long_before(day, document.date.date)
