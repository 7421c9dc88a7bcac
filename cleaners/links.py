"""Where links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def leads_on(href: str, url: str) -> bool:
    """Tell whether a link on a page at an address leads to another page of its site, the home page aside.

    >>> page = "https://a.example/b.html"
    >>> [leads_on(href, page) for href in ("/c.html", "#top", "/", "https://b.example/c.html", "http://[broken")]
    [True, False, False, False, False]
    """
    try:
        own, target = urlsplit(url), urlsplit(urljoin(url, href))
    except ValueError:
        return False
    return target.netloc == own.netloc and target.path not in ("", "/", own.path)


def links_on(element: HtmlElement, url: str) -> bool:
    """Tell whether an element is, or holds, a link from a page at an address to another page of its site."""
    return any(leads_on(link.get("href", ""), url) for link in element.iter("a"))
