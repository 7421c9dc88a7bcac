"""Lists of other posts amid or below the text: below a label that says so, or rows of a link, a dot and tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import is_web, split_url
from blogsieve.cleaners.dom.blocks import is_blank, is_invisible, squash
from blogsieve.cleaners.dom.links import leads_on, links_on
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.rules.rule import match_line
from blogsieve.cleaners.text import is_cut_off, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

LISTS = parse_selector("ul, ol")
# Boxes of linked titles below a label, and of rows that are paragraphs.
BOXES = parse_selector("div, section")
ROWS = frozenset(("p", "div"))
LABELS = frozenset("h2 h3 h4 h5 h6 p div strong b span".split())
LONGEST_LABEL = 60
# A list of links alone; an author's has his remarks behind them.
NEARLY_ALL_LINKS = 0.9
# What themes set between a title and its tags or its day; authors write a dash or a colon before a remark.
LONGEST_BEHIND = 60
BEHIND_A_DOT = re.compile(rf"\s*[·•|∙⋅/].{{1,{LONGEST_BEHIND}}}", re.DOTALL)
MOST_WORDS_BEHIND = 6
FEWEST_ROWS = 2
FEWEST_LISTED = 1
FEWEST_HOSTS = 2


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the lists of other posts, with their labels; what the post's own entry holds is its author's."""
    url = document.page.url
    for element in document.index.select(LISTS):
        rows = [row for row in element if row.tag == "li"]
        if len(rows) < FEWEST_LISTED or document.own_entry.holds_most(squash(row.text_content()) for row in rows):
            continue
        are_others = is_links(element) or all(is_excerpt(row, url) for row in rows)
        if are_others and (label := label_of(element)) is not None and not is_reading(element, url):
            yield Finding(label, "related/labelled-list", "lists.py")
            yield Finding(element, "related/labelled-list", "lists.py")
        elif len(rows) >= FEWEST_ROWS and all(is_tagged(row, url) for row in rows) and is_last(element):
            yield Finding(element, "related/trailing-list", "lists.py")

    for box in document.index.select(BOXES):
        # Below the text such a label tells where the post ends, and is looked for by others.
        after = next(box.itersiblings("*"), None)
        amid = after is not None and after.tag == "p"
        if amid and (label := label_of(box)) is not None and is_links(box):
            yield Finding(label, "related/labelled-list", "lists.py")
            yield Finding(box, "related/labelled-list", "lists.py")
        elif are_tagged(box, url) and is_last(box):
            yield Finding(box, "related/trailing-list", "lists.py")


def are_tagged(box: HtmlElement, url: str) -> bool:
    """Tell whether a box has nothing but rows that lead to other posts, each with a dot and a few words."""
    # The last tells of most boxes that they are none: to read them all is to read the page once for each of its levels.
    last = next((row for row in reversed(box) if is_row(row)), None)
    if last is None or last.tag not in ROWS or not is_tagged(last, url) or squash(box.text or ""):
        return False
    rows = [row for row in box if is_row(row)]
    return len(rows) >= FEWEST_ROWS and all(
        is_tagged(row, url) and not squash(row.tail or "") for row in rows if squash(row.text_content())
    )


def is_row(element: HtmlElement) -> bool:
    """Tell whether an element of a box is a row of it, or other text."""
    return not is_invisible(element) and (element.tag in ROWS or not is_blank(element.text_content()))


def label_of(element: HtmlElement) -> HtmlElement | None:
    """Return the line right above a list that a rule knows as the label of other posts."""
    above = element.getprevious()
    if above is None or above.tag not in LABELS or squash(above.tail or ""):
        return None
    return above if is_label(above) else None


def is_label(element: HtmlElement) -> bool:
    """Tell whether a rule knows an element's text as the label of other posts."""
    text = squash(element.text_content())
    rule = match_line(text, "tail") if 0 < len(text) <= LONGEST_LABEL else None
    return rule is not None and rule.group == "related"


def is_links(element: HtmlElement) -> bool:
    """Tell whether links are all that a list holds."""
    linked = sum(len(squash(link.text_content())) for link in element.iter("a"))
    return linked > 0 and linked >= NEARLY_ALL_LINKS * len(squash(element.text_content()))


def is_excerpt(row: HtmlElement, url: str) -> bool:
    """Tell whether a row is a link to another post, and words that are cut off."""
    link = next(row.iter("a"), None)
    return link is not None and leads_on(link.get("href", ""), url) and is_cut_off(squash(row.text_content()))


def is_reading(element: HtmlElement, url: str) -> bool:
    """Tell whether a list leads to several other sites and to no other page of its own: what its author has read.

    In a copy of a site the other posts may stand under its old host, which is one.
    """
    hrefs = [href for link in element.iter("a") if is_web(href := link.get("href", ""))]
    hosts = {split_url(href).netloc for href in hrefs}
    return len(hosts) >= FEWEST_HOSTS and split_url(url).netloc not in hosts and not links_on(element, url)


def is_tagged(row: HtmlElement, url: str) -> bool:
    """Tell whether a row is a link to another post, a dot, and a few words."""
    link = next(row.iter("a"), None)
    if link is None or not (title := squash(link.text_content())):
        return False
    text = row.text_content()
    # What is no row may be most of the page, and its first words tell.
    if len(text.split(None, most := title.count(" ") + 1 + LONGEST_BEHIND)) > most:
        return False
    before, _, behind = squash(text).partition(title)
    is_dotted = not before and bool(BEHIND_A_DOT.fullmatch(behind)) and len(words(behind)) <= MOST_WORDS_BEHIND
    return is_dotted and leads_on(link.get("href", ""), url)


def is_last(element: HtmlElement) -> bool:
    """Tell whether no text follows an element in the one around it."""
    return is_blank(element.tail or "") and all(
        is_blank(after.text_content()) and is_blank(after.tail or "")
        for after in element.itersiblings()
        if not is_invisible(after)
    )
