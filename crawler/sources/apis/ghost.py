"""Posts by the content API of Ghost.

Source: https://ghost.org/docs/content-api/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.sources.apis.answer import Answer
from blogsieve.crawler.sources.feeds import with_parameter

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PAGE_SIZE = 100


def ghost_urls(root: HtmlElement, home: str) -> list[str]:
    """Return the address of Ghost's newest posts, where the page bears the key that its own scripts use.

    Source: https://ghost.org/docs/content-api/
    """
    for script in root.xpath("//script[@data-key]"):
        base = script.get("data-api") or urljoin(home, "/ghost/api/content/")
        return [f"{base.rstrip('/')}/posts/?key={script.get('data-key')}&limit={PAGE_SIZE}&page=1&include=tags,authors"]
    return []


def read_ghost(data: Any, url: str) -> Answer:
    """Return a page of Ghost's posts."""
    entries = tuple(
        FeedEntry(
            url=str(post["url"]),
            title=str(post.get("title") or ""),
            author=str((post.get("primary_author") or {}).get("name") or ""),
            published=str(post.get("published_at") or ""),
            modified=str(post.get("updated_at") or ""),
            html=str(post.get("html") or ""),
            tags=tuple(str(tag.get("name") or "") for tag in post.get("tags") or ()),
            source="api",
        )
        for post in data["posts"]
    )
    older = data["meta"]["pagination"].get("next")
    return Answer(entries, with_parameter(url, "page", str(older)) if older else "", known=True)
