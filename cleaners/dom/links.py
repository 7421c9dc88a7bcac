"""Where links lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import join_url, split_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement

POST_NUMBER = re.compile(r"(?:^|(?<=&))p=\d+")


def leads_on(href: str, url: str) -> bool:
    """Tell whether a link on a page at an address leads to another page of its site, the home page aside.

    >>> leads_on("/?p=3", "https://a.example/?p=2"), leads_on("/?p=2&page=2", "https://a.example/?p=2")
    (True, False)
    >>> page = "https://a.example/b.html"
    >>> [leads_on(href, page) for href in ("/c.html", "#top", "/", "https://b.example/c.html", "http://[broken")]
    [True, False, False, False, False]
    """
    try:
        own, target = split_url(url), split_url(join_url(url, href))
    except ValueError:
        return False
    if target.netloc != own.netloc:
        return False
    if target.path in ("", "/"):
        # The posts of a WordPress blog with plain permalinks.
        number = POST_NUMBER.search(target.query)
        return number is not None and number.group() not in POST_NUMBER.findall(own.query)
    return target.path != own.path


def links_on(element: HtmlElement, url: str) -> bool:
    """Tell whether an element is, or holds, a link from a page at an address to another page of its site."""
    return any(leads_on(link.get("href", ""), url) for link in element.iter("a"))
