"""What an answer is, as far as spiders have to know before it is handed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.http import TextResponse

from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.model import Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from scrapy.http import Response


def is_text(response: Response) -> bool:
    """Say whether the answer is a text that is not empty, and not said to be of another kind."""
    kind = header(response, "Content-Type").lower().split("/")
    is_other = kind[0] in ("audio", "video", "image", "font") or kind[-1].startswith("json")
    return isinstance(response, TextResponse) and not is_other and bool(response.body.strip())


def tree_of(response: Response) -> HtmlElement:
    """Return the root of a page's tree as the cleaners see it; raise NotHtml where it is none."""
    return parse(Page(response.url, response.body, header(response, "Content-Type")))


def header(response: Response, name: str) -> str:
    """Return a header of the answer, "" where it is not there."""
    return (response.headers.get(name) or b"").decode("latin1")
