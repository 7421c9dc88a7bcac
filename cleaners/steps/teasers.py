"""Teasers: a block whose words are the opening, or the title, of another post of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import Block, squash
from blogsieve.cleaners.dom.links import leads_on
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.rules.rule import match_line
from blogsieve.cleaners.site.fingerprints import fingerprint, opening_of, own_openings, title_of
from blogsieve.cleaners.steps.labelled import links_below_labels
from blogsieve.cleaners.text import is_cut_off, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# "About" or "Part 2" is a title, and an ordinary line of text.
SHORTEST_TITLE = 3
LONGEST_TITLE = 60
# With a label before it: "See also: …"
LONGEST_LINE = 2 * LONGEST_TITLE
COLONS = ":："
# Amid the text a title is a teaser only as a link on a line of its own; at the end it is one in any case.
SOME_LINK = 0.4
ALL_LINK = 0.9


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the blocks of the body that name other posts, and the openings of others beside them.

    A title counts at the end of the body or as a link on a line of its own, an opening where it is cut, linked, or
    stands beside such a title: posts of a series may begin alike, and an author may quote himself.
    """
    if not site.posts:
        return
    own = title_of(document.facts.title)
    openings = own_openings(document, site)
    names = [names_other(block, site, own) for block in document.blocks]
    below_labels = links_below_labels(document.blocks, document.page.url)
    at_end, found = True, []
    for place in reversed(range(len(names))):
        block = document.blocks[place]
        if block in below_labels:
            found.append(Finding(block, "related/teaser", "links below a label", testimony="labelled"))
        elif place and is_behind_step(block, document.blocks[place - 1], document.page.url):
            found.append(Finding(block, "related/teaser", "link behind a step", testimony="labelled"))
        elif names[place] and (at_end or block.linked > SOME_LINK):
            weight = "labelled" if is_labelled(block) else ""
            found.append(Finding(block, "related/teaser", "title of another post", testimony=weight))
        elif (
            (is_cut(block) or any(names[max(0, place - 2) : place + 2]))
            and (opening := opening_of(block.text)) in site.openings
            and opening not in openings
        ):
            # What a post begins with may be what others of a series begin with.
            weight = "elsewhere" if place else ""
            found.append(Finding(block, "related/teaser", "opening of another post", testimony=weight))
        elif at_end and place and names[place - 1] and is_cut_off(block.text):
            found.append(Finding(block, "related/teaser", "excerpt below a title", testimony="elsewhere"))
        elif not is_label(block):
            at_end = False
    yield from reversed(found)
    yield from in_same_links(found, document.blocks)


def in_same_links(found: Sequence[Finding], blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yield the other blocks that stand in the links around what was found: a card's excerpt, its host."""
    gone = {one.target for one in found}
    links = {link for one in found if (link := link_around(one.target)) is not None}
    for block in blocks if links else ():
        if block not in gone and link_around(block) in links:
            yield Finding(block, "related/teaser", "in the link of a teaser", testimony="elsewhere")


def is_behind_step(block: Block, before: Block, url: str) -> bool:
    """Tell whether a line is a link to another page of the site and in one box with "Previous" or "Next" before it.

    Its title may be a word, which no other line tells from one of the text.
    """
    if block.linked <= SOME_LINK or (rule := match_line(before.text, "tail")) is None or rule.group != "navigation":
        return False
    around = {before.element, *before.element.iterancestors()}
    box = next(one for one in (block.element, *block.element.iterancestors()) if one in around)
    links = [link for link in box.iter("a") if leads_on(link.get("href", ""), url)]
    is_linked = any(squash(link.text_content()) == block.text for link in links)
    return is_linked and "".join(box.text_content().split()) == "".join(f"{before.text}{block.text}".split())


def link_around(block: object) -> HtmlElement | None:
    """Return the link that a block stands in, None where it stands in none."""
    if not isinstance(block, Block) or block.linked <= ALL_LINK:
        return None
    return block.element if block.element.tag == "a" else next(block.element.iterancestors("a"), None)


def names_other(block: Block, site: SiteModel, own: int) -> bool:
    """Tell whether a block is the title of another post: alone, behind a label ("See also: …"), or before its text."""
    if block.code:
        return False
    tokens = words(block.text)
    if len(tokens) <= LONGEST_LINE and (
        _is_title(tokens, site, own)
        or any(_is_title(words(block.text.partition(colon)[2]), site, own) for colon in COLONS if colon in block.text)
    ):
        return True
    # A link to another post with the author's remark behind it is the author's.
    tokens = tokens if block.linked > ALL_LINK or (block.linked > SOME_LINK and is_cut_off(block.text)) else ()
    return any(_is_title(tokens[:size], site, own) for size in range(SHORTEST_TITLE, min(len(tokens), LONGEST_TITLE)))


def is_labelled(block: Block) -> bool:
    """Tell whether a phrase of the rules for related posts stands before a title: "Read also: …"."""
    for colon in COLONS:
        label, found, _ = block.text.partition(colon)
        if found and (rule := match_line(label, "tail")) and rule.group == "related":
            return True
    return False


def _is_title(tokens: Sequence[str], site: SiteModel, own: int) -> bool:
    return len(tokens) >= SHORTEST_TITLE and (title := fingerprint(tokens)) != own and title in site.titles


def is_cut(block: Block) -> bool:
    """Tell whether a block is a link or ends in the dots of an excerpt."""
    return block.linked > SOME_LINK or is_cut_off(block.text)


def is_label(block: Block) -> bool:
    """Tell whether a block is a word or two beside a teaser: "Next", "Related posts"."""
    return len(words(block.text)) < SHORTEST_TITLE
