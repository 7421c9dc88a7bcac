"""What a line of the body is by itself: its group, its size, whether it is set as a heading, where its links lead."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import is_web
from blogsieve.cleaners.dom.blocks import HEADINGS, squash
from blogsieve.cleaners.dom.links import leads_on, links_home
from blogsieve.cleaners.extraction.siblings import own_classes
from blogsieve.cleaners.metadata.bylines import byline_start
from blogsieve.cleaners.text import is_unspaced, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block

# What holds lines that belong together, and these.
GROUPS, ITEMS = frozenset("ul ol dl table".split()), frozenset("li dt dd tr".split())
DEEPEST = 4
# The lines of a paragraph are held by itself.
FIELDS = GROUPS | {"p", "blockquote", "pre", "code"}
# A quotation or a list stands in what is around it, and so do the paragraphs in it.
QUOTATIONS = frozenset("blockquote figure details ul ol dl li dd".split())
FEWEST_LINKS = 2  # of a row
# A sentence; labels, names and fields have fewer words.
PROSE = 8
COMMAS = (",", "\u060c", "\u3001", "\uff0c")
SIGNATURE = re.compile(r"[-\u2013\u2014\u2015]{1,2}\s*[^\W\d_]{2,}(?:[ .]{1,2}[^\W\d_]+){0,2}")
# Of a word, what a sign of Chinese, Japanese or Thai is.
SIGN = 0.4


def is_set_as_heading(block: Block) -> bool:
    """Tell whether a line is a heading, or a paragraph that is all bold: so some editors set them."""
    element = block.element
    if element.tag in HEADINGS:
        return True
    bold = next(element.iter("b", "strong"), None) if element.tag in ("p", "div") else None
    return bold is not None and squash(bold.text_content()) == block.text


def leads_away(block: Block, url: str) -> bool:
    """Tell whether a line has links, all of them to other sites."""
    links = [link.get("href") or "" for link in block.element.iter("a")]
    return bool(links) and all(is_web(link) and not leads_on(link, url) for link in links)


def is_way_home(block: Block, url: str) -> bool:
    """Tell whether a line is all links, to other posts and to the home page: "« The old mill | Main"."""
    if not block.linked:
        return False
    names = {link: squash(link.text_content()) for link in block.element.iter("a")}
    said = {link: words(name) for link, name in names.items() if name and name in block.text}
    is_row = len(said) >= FEWEST_LINKS and sum(map(len, said.values())) >= len(words(block.text))
    return is_row and any(links_home(link, url) for link in said)


def group_of(element: HtmlElement) -> HtmlElement:
    """Return the list or table that an element is an item or a row of, or the quotation that it is in, else itself.

    Boxes in a box may be rows as well.
    """
    box = element.getparent()
    if element.tag == "div" and box is not None and box.tag == "div":
        return box
    above = zip(range(DEEPEST), element.iterancestors(), strict=False)
    groups = GROUPS if element.tag in ITEMS else frozenset(("blockquote",))
    return next((one for _, one in above if one.tag in groups), element)


def size_of(text: str) -> float:
    """Return how many words a text has; a sign of a script without spaces is a part of one.

    >>> size_of("a b c"), size_of("標籤：安全")
    (3.0, 1.6)
    """
    tokens = words(text)
    signs = sum(is_unspaced(token) for token in tokens)
    return len(tokens) - signs * (1 - SIGN)


def is_of_letter(text: str, author: str = "") -> bool:
    """Tell whether a line is set as letters begin and end: a comma behind a greeting, a dash before a name.

    >>> [is_of_letter(text) for text in ("Dear friends of the slip,", "اصدقائي،", "– Ada")]
    [True, True, True]
    >>> [is_of_letter(text) for text in ("Subscribe by mail", "– Advertisement –", "– 12")]
    [False, False, False]
    >>> [is_of_letter(text, "Ada Ek") for text in ("Yours, as ever, Ada", "Your Ada Ek", "Posted by Ada Ek", "Ada Ek")]
    [True, True, False, False]
    """
    is_set_so = text.rstrip().endswith(COMMAS) or SIGNATURE.fullmatch(text.strip()) is not None
    return is_set_so or is_signed(text, author)


def is_signed(text: str, author: str) -> bool:
    """Tell whether a line ends in the author's name, or the first part of it, behind words that are no byline's."""
    said, name = words(text), words(author)
    # "Copyright 2024 Ada" is no letter's.
    if not name or byline_start().match(text) or any(map(str.isdigit, text)):
        return False
    return any(said[-len(part) :] == part and len(said) > len(part) for part in (name, name[:1]))


def unlinked_groups(blocks: Iterable[Block]) -> Mapping[HtmlElement, Sequence[Block]]:
    """Return the lines of each paragraph, list and table none of whose lines links, and of each box of short ones."""
    groups: defaultdict[HtmlElement, list[Block]] = defaultdict(list)
    for block in blocks:
        groups[group_of(block.element)].append(block)
    return {group: lines for group, lines in groups.items() if are_fields(group, lines)}


def are_fields(group: HtmlElement, lines: Sequence[Block]) -> bool:
    """Tell whether the lines of a group may be fields, and say one thing each; a box of sentences is a text."""
    is_of_rows = group.tag == "div" and len({line.element for line in lines}) == len(lines)
    is_group = group.tag in FIELDS or (is_of_rows and all(size_of(line.text) < PROSE for line in lines))
    return is_group and not any(line.linked for line in lines)


def set_as_paragraphs(blocks: Iterable[Block]) -> frozenset[HtmlElement]:
    """Return the `div`s of one line each that stand beside others made like them, or that hold a heading alone.

    Blogger's editor writes paragraphs so, Wix' sets each in a box of its own.
    """
    lines: Counter[HtmlElement] = Counter()
    headings: set[HtmlElement] = set()
    for block in blocks:
        box = block.element if block.element.tag == "div" else block.element.getparent()
        if box is not None and box.tag == "div":
            lines[box] += 1
            headings.update([box] if block.element.tag in HEADINGS else ())
    made_alike: defaultdict[tuple[HtmlElement | None, str], list[HtmlElement]] = defaultdict(list)
    for box, count in lines.items():
        if count == 1:
            made_alike[box.getparent(), " ".join(own_classes(box))].append(box)
    return frozenset(
        box for found in made_alike.values() for box in found if len(found) > 1 or not headings.isdisjoint(found)
    )


def holder_of(element: HtmlElement, boxed: frozenset[HtmlElement]) -> HtmlElement:
    """Return what a paragraph, or one that is `boxed`, stands in; what is quoted stands where the quotation does."""
    is_holder = element.tag in ("div", "article") and element not in boxed
    if is_holder or (holder := element.getparent()) is None:
        return element
    while (holder.tag in QUOTATIONS or holder in boxed) and (above := holder.getparent()) is not None:
        holder = above
    return holder
