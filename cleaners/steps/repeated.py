"""Blocks that stand on many pages of a site: they are its template, whatever they are called."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, partial
from itertools import takewhile
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.around import is_in
from blogsieve.cleaners.dom.blocks import squash
from blogsieve.cleaners.dom.links import links_on
from blogsieve.cleaners.metadata.dates.place import post_area_on
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.rules.rule import match_line
from blogsieve.cleaners.site.excluded import is_anchor
from blogsieve.cleaners.site.fingerprints import block_key, is_day, is_numbered, opening_of, own_openings
from blogsieve.cleaners.steps.teasers import ALL_LINK, SOME_LINK, is_cut
from blogsieve.cleaners.text import text_key, words

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# Amid the text a sentence may recur by its author's hand, in manuals and recipes on a fifth of the pages; a newsletter
# box or a notice stands on more.
SHARE_AMID_TEXT = 0.34
# A line on so many pages is the theme's.
MOST_PAGES = 0.5
# At the edges a label ("python", "3 comments") may go as soon as it is no chance; a sentence that ends two or three
# posts in twenty is the author's.
SHARE_AT_EDGE = 0.25
LABEL = 6
SENTENCE_END = re.compile(r"[.!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964][\"'\u201d\u00bb)\]]*$")
# What somebody answers to by its number, in a thread that a post gives: ">>32".
REPLY = re.compile(r"(?:>>|＞＞|≫)\s?\d{1,4}(?:[-,、]\d{1,4})*")
FEW = 6
# "Ingredients" or "Conclusion" between two paragraphs is the author's heading, though it stands in every post.
SHORT = 4
HEADS = frozenset("h1 h2 h3 h4 h5 h6 dt th li strong".split())
# So is "Ingredients:" in a paragraph of its own.
LEADING = (":", "\uff1a")


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the blocks of the body that the site repeats; code stays, and so does what is the author's."""
    if not site.repeated:
        return
    # What several posts seem to open with is a box below the few words of each.
    openings = frozenset(opening for opening in own_openings(document, site) if site.openings[opening] == 1)
    blocks = document.blocks
    labels = template_code(blocks, site)
    counts = [count_of(block, site, openings, labels) for block in blocks]
    replies = {place for place, block in enumerate(blocks) if REPLY.fullmatch(block.text)}
    told = replies | own_days(blocks, counts, document.facts.title)
    said = told or own_numbers(blocks, counts, site)
    counts = [0 if place in said else count for place, count in enumerate(counts)]
    end = end_of(blocks, counts, site, document.page.url)
    own = [place for place, count in enumerate(counts[:end]) if not count]
    first = min(own[0], above_heading(document)) if own and own[0] else 0
    for place, (block, count) in enumerate(zip(blocks, counts, strict=True)):
        # Of a post that is one short line, teased on other pages, nothing would be left; one of most pages is no post.
        is_amid = own[0] < place < own[-1] if own else count < MOST_PAGES * site.pages
        if block_key(block) in site.plugins and place not in told:
            yield Finding(block, "repeated/plugin", f"a box that feeds have too, on {count} of {site.pages} pages")
        elif own and place < own[0] and is_anchor(block.element):
            continue
        elif place < first and count:
            # A post begins with its heading: what old templates set above it is the blog's motto.
            yield Finding(block, "repeated/block", f"above the heading of {count} pages", testimony="above")
        elif count and not is_authors(block, site, count, is_amid=is_amid):
            yield Finding(block, "repeated/block", f"on {count} of {site.pages} pages")
        elif place > end:
            yield Finding(block, "related/listed", "a link below a line of most pages")


def above_heading(document: Document) -> int:
    """Return how many of the body's blocks stand above the post's own heading, which is in the body as well."""
    if document.method != "wrapper":
        return 0
    heading = post_area_on(document.index, document.page.url, document.facts.heading).heading
    if heading is None:
        return 0
    name = squash(heading.text_content())
    # A line of old templates stands in a box around all that follows.
    places = (place for place, line in enumerate(document.lines) if is_line_of(line, heading, name))
    above = set(document.lines[: next(places, 0)])
    return sum(1 for _ in takewhile(above.__contains__, document.blocks))


def is_line_of(line: Block, heading: HtmlElement, name: str) -> bool:
    """Tell whether a line is a heading's, which says this: it stands in the heading, or the heading in it."""
    return is_in(line.element, heading) or (name in line.text and is_in(heading, line.element))


def own_numbers(blocks: Sequence[Block], counts: Sequence[int], site: SiteModel) -> set[int]:
    """Return the places of numbered lines where nothing else is the post's: "Day 12" is all that some say.

    What is a template's "12 comments" goes at the edges, by its words; in an advert for a book the number is the same
    on all pages.
    """
    if not all(counts):
        return set()
    numbered = {place for place, block in enumerate(blocks) if is_numbered(block)}
    # Of so few pages that say the same, all may be one post, of several days.
    return numbered if site.pages < FEW else {place for place in numbered if block_key(blocks[place]) in site.varied}


def own_days(blocks: Sequence[Block], counts: Sequence[int], title: str) -> set[int]:
    """Return the places of days amid own prose, which the title is not: a diary goes through them.

    A template tells the post's day above or below the text.
    """
    name = text_key(title)
    prose = [place for place, block in enumerate(blocks) if not counts[place] and is_prose(block, name)]
    return {place for place in range(prose[0], prose[-1]) if is_day(blocks[place])} if prose else set()


def is_prose(block: Block, name: str) -> bool:
    """Tell whether a block is longer than a label, no link, and not the title with this key."""
    return len(words(block.text)) > LABEL and block.linked <= SOME_LINK and text_key(block.text) != name


def end_of(blocks: Sequence[Block], counts: Sequence[int], site: SiteModel, url: str) -> int:
    """Return the place of the line of most pages below which nothing but links to other pages of the site stands.

    Excerpts below the links, and labels such as tags, are no text of the post. It is the number of blocks where there
    is no such line, or no text above it.
    """
    end = len(blocks)
    # A list of thousands of links may be lines of one element, which is asked once.
    leads = cache(partial(links_on, url=url))
    links = [is_link_on(block, leads) for block in blocks]
    for place in reversed(range(len(blocks))):
        if counts[place] >= MOST_PAGES * site.pages and block_key(blocks[place]) not in site.authored:
            end = place
        elif not (counts[place] or links[place] or is_below_link(blocks, links, place)):
            break
    return end if not all(counts[:end]) else len(blocks)


def is_below_link(blocks: Sequence[Block], links: Sequence[bool], place: int) -> bool:
    """Tell whether a block is the excerpt of the page that the block above links to, or a label of the page's own."""
    is_excerpt = place > 0 and links[place - 1] and is_cut(blocks[place])
    return is_excerpt or match_line(blocks[place].text, "tail") is not None


def is_link_on(block: Block, leads: Callable[[HtmlElement], bool]) -> bool:
    """Tell whether a block is all of a link to another page of the site; `leads` tells whether an element has one."""
    if block.linked <= ALL_LINK:
        return False
    around = next(block.element.iterancestors("a"), None)
    return leads(block.element if around is None else around)


def template_code(blocks: Sequence[Block], site: SiteModel) -> set[HtmlElement]:
    """Return the boxes of code all of whose lines most pages have: some themes set labels so.

    A line alone is no label: many a program ends with "end".
    """
    lines: defaultdict[HtmlElement, list[int]] = defaultdict(list)
    for block in blocks:
        if block.code:
            lines[block.element].append(site.repeated.get(block_key(block), 0))
    return {element for element, counts in lines.items() if min(counts) >= MOST_PAGES * site.pages}


def count_of(block: Block, site: SiteModel, openings: frozenset[int], labels: Container[HtmlElement] = ()) -> int:
    """Return on how many pages a block stands; 0 for code that is no label of the template's.

    It is 0 for the post's own opening as well, which teasers repeat.
    """
    is_code = block.code and block.element not in labels
    if is_code or not words(block.text) or opening_of(block.text) in openings:
        return 0
    return site.repeated.get(block_key(block), 0)


def is_authors(block: Block, site: SiteModel, count: int, *, is_amid: bool) -> bool:
    """Tell whether a repeated block is the author's: a heading of every post, a sentence of some of them.

    At the edges it goes even where feeds hold it: a dedication or a farewell is no part of what the post says.
    """
    size, share = len(words(block.text)), count / max(1, site.pages)
    if is_amid:
        return (
            block.code
            or block_key(block) in site.authored
            or share < SHARE_AMID_TEXT
            or (size <= SHORT and (block.element.tag in HEADS or block.text.endswith(LEADING)))
        )
    is_prose = size > LABEL or (block.linked <= SOME_LINK and SENTENCE_END.search(block.text) is not None)
    return is_prose and share < SHARE_AT_EDGE
