"""What an answer is, as far as spiders have to know before it is handed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.http import TextResponse

from blogsieve.cleaners.metadata.signals import named_signals
from blogsieve.cleaners.model import Page
from blogsieve.crawler import sources
from blogsieve.crawler.sources.feed import ROOTS
from blogsieve.crawler.sources.source import root_of

if TYPE_CHECKING:
    from scrapy.http import Response

# The roots of XML that is for programs.
NO_PAGES = ROOTS | {"urlset", "sitemapindex", "opml"}
# What pages are said to be, or what is said of a file of no ending.
PAGES = frozenset(("", "text/html", "application/xhtml+xml", "text/xml", "application/xml", "text/plain", "text"))
# Where Blogger leads the readers of blogs that are private, or that warn of their content.
CLOSED_HOMES = ("blogger.com/blogin.g", "blogger.com/interstitial", "blogger.com/age-verification")


def is_text(response: Response) -> bool:
    """Say whether the answer is a text that is not empty, and not said to be of another kind."""
    kind = header(response, "Content-Type").lower().split("/")
    is_other = kind[0] in ("audio", "video", "image", "font") or kind[-1].startswith("json")
    return isinstance(response, TextResponse) and not is_other and bool(response.body.strip())


def is_page(response: Response) -> bool:
    """Say whether the answer may be a page: a feed or a sitemap, however it is called, is none.

    What a host has no kind for is none either, unless it begins as pages do: programs, settings of cameras.
    """
    if not is_text(response):
        return False
    root = root_of(response.body)
    return root == "html" or (root not in NO_PAGES and kind_of(response) in PAGES)


def kind_of(response: Response) -> str:
    """Return the kind that the host says an answer is of, "" where it says none."""
    return header(response, "Content-Type").partition(";")[0].strip().lower()


def page_of(response: Response) -> Page:
    """Return an answer as the cleaners want it, whatever it is."""
    return Page(response.url, response.body, header(response, "Content-Type"))


def header(response: Response, name: str) -> str:
    """Return a header of the answer, "" where it is not there."""
    return (response.headers.get(name) or b"").decode("latin1")


def header_signals(response: Response) -> tuple[str, ...]:
    """Return what the headers of an answer say against its use."""
    pairs = ((name, value) for name, values in response.headers.items() for value in values)
    return named_signals((name.decode("latin1"), value.decode("latin1")) for name, value in pairs)


def answer_of(response: Response) -> sources.Answer:
    """Return a response as sources read it."""
    names = [name.decode("latin1") for name in response.headers]
    return sources.Answer(response.url, response.body, {name.lower(): header(response, name) for name in names})


def trouble_with(response: Response) -> str:
    """Return why a home page leads to no posts, "" where it may."""
    if any(words in response.url for words in CLOSED_HOMES):
        return "asks for a login, or for an age"
    is_text = isinstance(response, TextResponse) and b"<" in response.body[:4096]
    return (
        ""
        if is_text and "xml" not in header(response, "Content-Type").replace("xhtml", "")
        else "the home page is not HTML"
    )
