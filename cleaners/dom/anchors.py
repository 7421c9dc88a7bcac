"""The anchors of a page to which it links itself: which they are, and which of them are made alike."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from lxml.etree import XPath

from blogsieve.cleaners.address import join_url
from blogsieve.cleaners.dom.blocks import HEADINGS
from blogsieve.cleaners.text import is_made_of, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.html import HtmlElement

DIGIT = re.compile(r"\d")
# Classes and ids of what readers wrote: each comment has an anchor, a link to itself and a day as well.
READERS = re.compile(r"comment|respond|repl(?:y|ies)|disqus|trackback|pingback|webmention|discussion", re.IGNORECASE)
# What addresses are read without.
ENDS_OF_LINES = str.maketrans("", "", "\t\r\n")

_links = cast("Callable[[HtmlElement], list[str]]", XPath("//body//a/@href[contains(., '#')]", smart_strings=False))
_anchors = cast("Callable[[HtmlElement], list[HtmlElement]]", XPath("//body//*[@id] | //body//a[@name]"))


def own_anchors(root: HtmlElement, url: str) -> dict[str, HtmlElement]:
    """Return the anchors of a page to which it links itself, by their names.

    Those of comments are left out, and headings, which many makers give a link to themselves.
    """
    # Most links within a page lead to its comments, which are told by their names: no look at the page is needed.
    names = {name for name in own_names(_links(root), url.partition("#")[0]) if not READERS.search(name)}
    if not names:
        return {}
    found = {name: one for one in _anchors(root) if (name := one.get("id") or one.get("name") or "") in names}
    return {name: one for name, one in found.items() if not is_of_heading(name, one) and not is_of_readers(one)}


def is_of_heading(name: str, anchor: HtmlElement) -> bool:
    """Tell whether an anchor is a heading's: the heading itself, or a link without words in one that it is named after.

    >>> from lxml.html import fromstring
    >>> made = "<h2><a id=the-boat href='#the-boat'>#</a> The boat</h2>", "<h2><a id=p5 href='#p5'>#</a> The boat</h2>"
    >>> [is_of_heading(h[0].get("id"), h[0]) for h in map(fromstring, made)]
    [True, False]
    """
    above = anchor.getparent()
    if anchor.tag in HEADINGS or above is None or above.tag not in HEADINGS:
        return anchor.tag in HEADINGS
    return not words(anchor.text_content()) and is_made_of(name, above.text_content())


def own_names(links: Iterable[str], page: str) -> set[str]:
    """Return the names of the anchors of a page that links on it lead to.

    >>> sorted(own_names(["#a", "/x#b", "/y#c", "#"], "https://a.example/x"))
    ['a', 'b']
    """
    # Most lead within the page, and say so: to join an address takes ten times as long.
    is_plain = target(page, "#") == (page, "")
    names = set()
    for link in links:
        if is_plain and link.startswith("#"):
            names.add(unquote(link[1:].translate(ENDS_OF_LINES)))
        else:
            there, name = target(page, link)
            names |= {name} if there == page else set()
    return names - {""}


def is_of_readers(element: HtmlElement) -> bool:
    """Tell whether an element stands in what readers wrote."""
    within = (element, *element.iterancestors())
    return any(READERS.search(f"{one.get('id') or ''} {one.get('class') or ''}") for one in within)


def alike(anchors: dict[str, HtmlElement]) -> Iterator[dict[str, HtmlElement]]:
    """Yield the anchors that are made alike: of posts, of headings, of footnotes; what stands alone comes last."""
    groups: dict[tuple[str, ...], dict[str, HtmlElement]] = defaultdict(dict)
    for name, one in anchors.items():
        above = one.getparent()
        groups[(one.tag, classes(one), "" if above is None else above.tag, classes(above))][name] = one
    yield from sorted(groups.values(), key=lambda group: len(group) == 1)


def classes(element: HtmlElement | None) -> str:
    """Return the classes of an element that have no number."""
    said = "" if element is None else element.get("class") or ""
    return " ".join(sorted(name for name in said.split() if not DIGIT.search(name)))


def target(page: str, link: str) -> tuple[str, str]:
    """Return the address that a link on a page leads to, and the name of the anchor there."""
    url, _, fragment = join_url(page, link).partition("#")
    return url, unquote(fragment)
