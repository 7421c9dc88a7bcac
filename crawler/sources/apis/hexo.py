"""Posts by the search index of Hexo, which may list static pages too.

Source: https://github.com/wzpan/hexo-generator-search
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from lxml import etree

from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.sources.apis.answer import Answer
from blogsieve.crawler.urls import is_web


def read_search_json(data: Any, url: str) -> Answer:
    """Return what Hexo's search.json lists: all posts, or posts and pages."""
    posts = data["posts"] if isinstance(data, dict) else data
    entries = (
        search_entry(url, post.get("url") or post.get("path"), post.get("title"), post.get("content")) for post in posts
    )
    return Answer(tuple(entry for entry in entries if entry), known=True)


def read_search_xml(body: bytes, url: str) -> Answer:
    """Return what Hexo's search.xml lists.

    Source: https://github.com/wzpan/hexo-generator-search
    """
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    except etree.XMLSyntaxError:
        return Answer()
    if root is None or root.tag != "search":
        return Answer()
    entries = (
        search_entry(url, e.findtext("url"), e.findtext("title"), e.findtext("content")) for e in root.iter("entry")
    )
    return Answer(tuple(entry for entry in entries if entry), known=True)


def search_entry(base: str, path: str | None, title: str | None, html: str | None) -> FeedEntry | None:
    """Return an entry of a search index; None where it has no address. It may be of a static page."""
    if not path:
        return None
    url = urljoin(base, path.strip() if path.strip().startswith(("/", "http")) else f"/{path.strip()}")
    return FeedEntry(url, title or "", html=html or "", source="search") if is_web(url) else None
