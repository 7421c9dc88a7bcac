"""The post's own title, told from the blog's name."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from cleaners.blocks import squash
from cleaners.selector import parse_selector
from cleaners.text import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from cleaners.selector import Index

HEADINGS = parse_selector("h1, h2, h3, .entry-title, .post-title, .title, .p-name, [itemprop=headline]")
# What stands between a title and the blog's name.
SEPARATOR = re.compile(r"\s*(?:\s[-–—|·•~/:»«›‹→←]+\s|[|»«›‹·•]|::|: |：|—|\s_\s)\s*")
LONGEST = 300
# A shorter title is whole, and a heading that begins with it another one.
SHORTEST_CUT = 40


def clean_title(text: str) -> str:
    """Return a title without markup, entities and doubled spaces.

    >>> clean_title("Tom &amp;amp; Jerry  <em>again</em>")
    'Tom & Jerry again'
    """
    for _ in range(2):  # feeds and metas escape twice
        text = html.unescape(text)
    return squash(re.sub(r"</?[a-zA-Z][^<>]*>", "", text))


def headings(index: Index, url: str) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a page's headings, each with whether it is a link to the site's home page."""
    for element in index.select(HEADINGS):
        text = squash(element.text_content())
        if text and len(text) <= LONGEST:
            yield text, links_home(element, url)


def links_home(element: HtmlElement, url: str) -> bool:
    """Tell whether a heading is, or stands in, a link to the home page: it is the blog's name then."""
    links = [*element.iter("a"), *element.iterancestors("a")]
    return any(is_home(urljoin(url, link.get("href", "-"))) for link in links[:1])


def is_home(url: str) -> bool:
    """Tell whether an address is a site's home page.

    >>> is_home("https://example.org/"), is_home("https://example.org/a"), is_home("https://example.org/index.html")
    (True, False, True)
    """
    parts = urlsplit(url)
    return parts.scheme.startswith("http") and not parts.query and parts.path in ("", "/", "/index.html", "/index.php")


def find_sitename(found: Iterable[tuple[str, bool]], full: str) -> str:
    """Return the heading that links home, where a page's full title has it too: it is the blog's name."""
    folded = key(full)
    return next((text for text, is_link in found if is_link and key(text) and key(text) in folded), "")


def strip_sitename(title: str, sitename: str) -> str:
    """Return a title without the blog's name before or behind it.

    >>> strip_sitename("On time | My Blog", "My Blog"), strip_sitename("My Blog: On time", "my blog")
    ('On time', 'On time')
    """
    if not sitename or key(title) == key(sitename):
        return title
    pieces = SEPARATOR.split(title)
    name = key(sitename)
    for cut in range(1, len(pieces)):
        for match in list(SEPARATOR.finditer(title))[cut - 1 : cut]:
            before, after = title[: match.start()], title[match.end() :]
            if key(after) == name and before:
                return before
            if key(before) == name and after:
                return after
    return title


def choose_title(full: str, sitename: str, found: list[tuple[str, bool]]) -> str:
    """Return the post's title out of a page's full title: the heading that is a part of it, else what the name leaves.

    >>> choose_title("On time - My Blog", "", [("My Blog", True), ("On time", False)])
    'On time'
    """
    folded = key(full)
    # `og:title` may be cut; the heading that it is the beginning of is whole.
    if whole := next((text for text, is_link in found if not is_link and _continues(key(text), folded)), ""):
        return whole
    stripped = strip_sitename(full, sitename)
    if stripped != full:
        return stripped
    for text, is_link in found:
        if not is_link and key(text) == folded:
            return full
    parts = {key(part) for part in _parts(full)}
    own = [text for text, is_link in found if not is_link and key(text) in parts and key(text) != key(sitename)]
    return max(own, key=len, default=full)


def _continues(whole: str, cut: str) -> bool:
    """Tell whether a folded heading is a cut title and the rest of its last word or sentence."""
    return len(cut) >= SHORTEST_CUT and whole.startswith(cut) and whole != cut


def _parts(title: str) -> Iterator[str]:
    """Yield what stands before and behind each separator of a title."""
    for match in SEPARATOR.finditer(title):
        yield title[: match.start()]
        yield title[match.end() :]
