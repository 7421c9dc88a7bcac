"""Boxes that show other posts with their dates, told by their links where no name tells them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from blogsieve.cleaners.address import join_url, split_url
from blogsieve.cleaners.dom.blocks import HEADINGS, squash
from blogsieve.cleaners.dom.selector import parse_selector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from urllib.parse import SplitResult

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index

ALL_HEADINGS = parse_selector("h1, h2, h3, h4, h5, h6")
DATED_LINKS = parse_selector("a time")
DATED_ITEMS = parse_selector("li time, dd time, li .date, dd .date, li [class$=date], dd [class$=date]")
ITEMS = frozenset(("li", "dd"))
# Authors, topics and days are named in a post's own header: their pages are no other posts.
NO_POSTS = re.compile(
    r"/(?:authors?|users?|people|profile|members?|categor(?:y|ies|ia|ie)|tags?|topics?|series)(?:/|(?:\.html?)?$)"
    r"|/\d{4}(?:/\d\d?){0,2}/?$",
    re.IGNORECASE,
)
RELATIONS = frozenset(("author", "tag", "category", "bookmark", "nofollow"))
# A card is some boxes deep; what holds it is a section with more than cards.
CARD_DEPTH = 3
FEWEST_ITEMS = 2
# As many as the elements with dates that are looked at.
MOST_BOXES = 2000


def teaser_boxes(index: Index, url: str, holders: frozenset[HtmlElement]) -> frozenset[HtmlElement]:
    """Return the boxes that show other posts of the blog, none of them one that holds the post."""

    def leads_away(link: HtmlElement) -> bool:
        return link not in holders and is_other_post(link, url)

    boxes = set(filter(leads_away, _dated_links(index)))
    for heading, link in _linked_headings(index):
        if leads_away(link):
            boxes.update(_card(heading, link, holders))
    return frozenset(boxes | {box for box in _lists(index, leads_away) if box not in holders})


def _linked_headings(index: Index) -> Iterator[tuple[HtmlElement, HtmlElement]]:
    """Give the headings that a link stands around, or is most of, each with it: "[edit]" behind one leads to none."""
    for heading in index.select(ALL_HEADINGS)[:MOST_BOXES]:
        size = len(squash(heading.text_content()))
        for link in chain(heading.iter("a"), islice(heading.iterancestors("a"), 1)):
            if 2 * len(squash(link.text_content())) >= size:
                yield heading, link


def _dated_links(index: Index) -> Iterator[HtmlElement]:
    """Give the links around a day and more than it."""
    for element in index.select(DATED_LINKS)[:MOST_BOXES]:
        # Of what was selected earlier, rules may have taken something out of the tree since.
        link = next(element.iterancestors("a"), None)
        if link is not None and len(squash(link.text_content())) > len(squash(element.text_content())):
            yield link


def _card(heading: HtmlElement, link: HtmlElement, holders: frozenset[HtmlElement]) -> Iterator[HtmlElement]:
    """Give the boxes around a heading that are about what it leads to: they have no other one."""
    yield link
    for depth, above in enumerate(heading.iterancestors()):
        if above in holders or depth >= CARD_DEPTH or any(other is not heading for other in above.iter(*HEADINGS)):
            return
        yield above


def _lists(index: Index, leads_away: Callable[[HtmlElement], bool]) -> Iterator[HtmlElement]:
    """Give the lists of which several items have a day and a link to another post."""
    items: defaultdict[HtmlElement, set[HtmlElement]] = defaultdict(set)
    # An item may be a whole page, with a thousand days in it.
    leads = cache(lambda item: any(map(leads_away, item.iter("a"))))
    for element in index.select(DATED_ITEMS)[:MOST_BOXES]:
        item = next(element.iterancestors(*ITEMS), None)
        above = None if item is None else item.getparent()
        if item is None or above is None or len(items[above]) >= FEWEST_ITEMS:
            continue
        if leads(item):
            items[above].add(item)
    yield from (box for box, found in items.items() if len(found) >= FEWEST_ITEMS)


def is_other_post(link: HtmlElement, url: str) -> bool:
    """Tell whether a link may lead to another post of the blog at an address."""
    target, own = split_url(join_url(url, link.get("href") or "")), split_url(url)
    path = target.path.rstrip("/")
    if target.netloc != own.netloc or NO_POSTS.search(target.path):
        return False
    if (not path or own.path.startswith(path)) and not _is_asked_alike(target, own):
        return False
    return RELATIONS.isdisjoint((link.get("rel") or "").lower().split())


def _is_asked_alike(target: SplitResult, own: SplitResult) -> bool:
    """Tell whether an address asks for another page as this one was asked for: `/?id=3` on `/?id=12`.

    >>> own = split_url("https://a.example/?id=12")
    >>> [_is_asked_alike(split_url(f"https://a.example/{other}"), own) for other in ("?id=3", "?id=12", "?author=3")]
    [True, False, False]
    """
    asked, others = dict(parse_qsl(own.query)), dict(parse_qsl(target.query))
    return bool(asked) and target.path == own.path and asked.keys() == others.keys() and asked != others
