"""What the interfaces of platforms list: posts, mostly with their full text, a page at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from blogsieve.crawler.sources.apis.answer import Answer, parameter
from blogsieve.crawler.sources.apis.ghost import ghost_urls, read_ghost
from blogsieve.crawler.sources.apis.hexo import read_search_json, read_search_xml
from blogsieve.crawler.sources.apis.squarespace import read_squarespace
from blogsieve.crawler.sources.apis.substack import read_substack
from blogsieve.crawler.sources.apis.tumblr import read_tumblr
from blogsieve.crawler.sources.apis.wordpress import read_wordpress, wordpress_url
from blogsieve.crawler.sources.feeds import read_feed

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["READERS", "Answer", "ghost_urls", "parameter", "read_answer", "wordpress_url"]

READERS: dict[str, Callable[[Any, str], Answer]] = {
    "wordpress": read_wordpress,
    "substack": read_substack,
    "ghost": read_ghost,
    "squarespace": read_squarespace,
    "tumblr": read_tumblr,
    "hexo": read_search_json,
    "jsonfeed": lambda data, url: Answer(),
}


def read_answer(kind: str, body: bytes, url: str) -> Answer:
    """Return what the interface answered; an Answer that is not known where it is not what the kind gives."""
    if kind == "jsonfeed":
        feed = read_feed(body, url)
        return Answer(feed.entries, feed.next, feed.known)
    if body.lstrip()[:1] == b"<":
        return read_search_xml(body, url) if kind == "hexo" else Answer()
    try:
        # Tumblr's answer is a script that sets a variable.
        data = json.loads(body[body.find(b"{") : body.rfind(b"}") + 1] if kind == "tumblr" else body)
        return READERS[kind](data, url)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return Answer()
