"""Posts by the search index of Hexo, which may list static pages too.

Source: https://github.com/wzpan/hexo-generator-search
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from blogsieve.cleaners.address import is_web, join_url
from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.sources.platform_api import PlatformApi
from blogsieve.crawler.sources.source import Listing, whole_characters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogsieve.crawler.sources.source import Answer


class Hexo(PlatformApi):
    """Everything that the blog's own search finds, in JSON or XML, on one page."""

    name = "hexo"
    marks = ("/search.xml", "/search.json", "/local-search.xml")

    def read(self, answer: Answer) -> Listing:
        """Return what the index lists, whichever of its two forms it has."""
        return read_xml(answer) if answer.body.lstrip()[:1] == b"<" else super().read(answer)

    def read_posts(self, data: Any, answer: Answer) -> Listing:
        """Return what an index in JSON lists: all posts, or posts and pages."""
        posts = data["posts"] if isinstance(data, dict) else data
        return listing_of(
            entry_of(answer.url, post.get("url") or post.get("path"), post.get("title"), post.get("content"))
            for post in posts
        )


def read_xml(answer: Answer) -> Listing:
    """Return what an index in XML lists."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        root = etree.fromstring(whole_characters(answer.body), parser)
    except etree.XMLSyntaxError:
        return Listing()
    if root is None or root.tag != "search":
        return Listing()
    return listing_of(
        entry_of(answer.url, node.findtext("url"), node.findtext("title"), node.findtext("content"))
        for node in root.iter("entry")
    )


def listing_of(entries: Iterable[FeedEntry | None]) -> Listing:
    """Return the entries that have an address."""
    return Listing(tuple(entry for entry in entries if entry), known=True)


def entry_of(base: str, path: str | None, title: str | None, html: str | None) -> FeedEntry | None:
    """Return an entry of a search index; None where it has no address. It may be of a static page."""
    if not path:
        return None
    url = join_url(base, path.strip() if path.strip().startswith(("/", "http")) else f"/{path.strip()}")
    return FeedEntry(url, title or "", html=html or "", source="search") if is_web(url) else None
