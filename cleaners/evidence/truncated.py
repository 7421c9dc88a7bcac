"""Whether a record holds all of its post: a notice of a closed post, or a link to its rest, stands where it ends."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import join_url, split_url
from blogsieve.cleaners.dom.blocks import Block, element_of
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.rules.phrase import PhraseBook
from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document

EVERY = parse_selector("*")
# The link to the rest stands right below what is there of a post, at times with a label or the tags between.
LINES_BELOW = 3
# A body that is from elsewhere has no place on the page.
ON_PAGE = frozenset(("wrapper", "selector", "page"))
LONGEST_LINK = 160


@cache
def load_reasons() -> frozenset[str]:
    """Return the reasons of the rules for notices of closed posts."""
    return frozenset(_data()["closed"])


@cache
def load_links() -> PhraseBook[str]:
    """Return what links to the rest of a post say."""
    return PhraseBook((phrase, phrase) for phrase in _data()["more"])


def truncated(document: Document) -> str:
    """Return "paywall" where the post is closed, "more" where its rest stands elsewhere, `""` where neither is told."""
    if not document.blocks or document.method not in ON_PAGE:
        return ""
    if is_closed(document):
        return "paywall"
    return "more" if leads_to_rest(document) else ""


def is_closed(document: Document) -> bool:
    """Tell whether a notice of a closed post stands below the body: amid a text that goes on it is an offer."""
    notices = [element_of(one.target) for one in document.found if one.reason in load_reasons()]
    if not notices:
        return False
    places = {element: place for place, element in enumerate(document.index.select(EVERY))}
    last = places.get(document.blocks[-1].element, -1)
    # What stands outside the index went as a box of the site's template, and is on all of its pages.
    return any(places.get(element, -1) > last for element in notices)


def leads_to_rest(document: Document) -> bool:
    """Tell whether the body's last line, or one right below it, is a link to the rest of the post."""
    kept = set(document.blocks)
    last = max((place for place, block in enumerate(document.lines) if block in kept), default=-1)
    near = document.lines[last : last + 1 + LINES_BELOW] if last >= 0 else []
    return any(is_rest(link, document.page.url) for block in near for link in links_of(block))


def links_of(block: Block) -> Iterator[HtmlElement]:
    """Yield the links in a block, and the one around it."""
    element = block.element
    return chain(element.iter("a"), element.iterancestors("a"))


def is_rest(link: HtmlElement, url: str) -> bool:
    """Tell whether a link says that it leads to the rest of a post, and leads to that of this address.

    >>> from lxml.html import fromstring
    >>> page = "https://a.example/otters/"
    >>> [is_rest(fromstring(f'<a href="{href}">Read more</a>'), page) for href in ("/otters/#more-9", "/seals/", "#a")]
    [True, False, False]
    """
    text, href = link.text_content().strip(), link.get("href", "").strip()
    if not href or len(text) > LONGEST_LINK or load_links().find(text) is None:
        return False
    # A fragment alone leads to a place on the page, or is a button that unfolds what is there.
    return not href.startswith(("#", "javascript:")) and same_post(href, url)


def same_post(href: str, url: str) -> bool:
    """Tell whether two addresses are of one post."""
    target, own = split_url(join_url(url, href)), split_url(url)
    return (target.hostname, target.path.rstrip("/")) == (own.hostname, own.path.rstrip("/"))


def _data() -> Mapping[str, list[str]]:
    return load_toml(__package__, "truncated.toml")
