"""The title on pages without headings, as they were made by hand: what stands first in larger print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import squash
from blogsieve.cleaners.dom.links import links_home
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.text import text_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index

LARGE = parse_selector("font[size], big")
# Of HTML's seven sizes this is the first above that of text.
SMALLEST = "4"
LONGEST = 120


def title_in_large_print(index: Index, url: str, sitename: str) -> str:
    """Return the first text in larger print that is neither the blog's name nor a link home, `""` where none is.

    >>> from lxml.html import document_fromstring
    >>> from blogsieve.cleaners.dom.index import Index
    >>> page = "<font size=5>My Blog</font><font size=2>3 May</font><font size=4><b>On time</b></font><p>I was.</p>"
    >>> title_in_large_print(Index(document_fromstring(page)), "https://a.example/2004/12.html", "My Blog")
    'On time'
    """
    for element in index.select(LARGE):
        text = squash(element.text_content())
        if text and len(text) <= LONGEST and is_large(element) and text_key(text) != text_key(sitename):
            return "" if links_home(element, url) else text
    return ""


def is_large(element: HtmlElement) -> bool:
    """Tell whether an element asks for a larger size than that of text."""
    size: str = element.get("size", "").strip()
    return element.tag == "big" or size.startswith("+") or (size.isdecimal() and size >= SMALLEST)
