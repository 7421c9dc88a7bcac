"""Posts by the content API of Ghost.

Source: https://ghost.org/docs/content-api/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.address import join_url
from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.sources.addresses import with_parameter
from blogsieve.crawler.sources.platform_api import PlatformApi
from blogsieve.crawler.sources.source import Addresses, Listing, count

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from blogsieve.cleaners.platforms.platform import Platform
    from blogsieve.crawler.sources.source import Answer

PAGE_SIZE = 100


class Ghost(PlatformApi):
    """Posts with their texts, by the key that the blog's own scripts use."""

    name = "ghost"
    marks = ("/ghost/api/content/posts/",)

    def asked_at(self, root: HtmlElement, home: str, platform: Platform) -> Addresses:
        """Return the address of the newest posts, where the home page bears the key."""
        for script in root.xpath("//script[@data-key]"):
            base = (script.get("data-api") or join_url(home, "/ghost/api/content/")).rstrip("/")
            query = f"key={script.get('data-key')}&limit={PAGE_SIZE}&page=1&include=tags,authors"
            return Addresses(linked=(f"{base}/posts/?{query}",))
        return Addresses()

    def read_posts(self, data: Any, answer: Answer) -> Listing:
        """Return a page of posts."""
        pagination = data["meta"]["pagination"]
        older = pagination.get("next")
        return Listing(
            tuple(entry_of(post) for post in data["posts"]),
            next=with_parameter(answer.url, "page", str(older)) if older else "",
            known=True,
            total=count(pagination.get("total")),
        )


def entry_of(post: dict[str, Any]) -> FeedEntry:
    """Return one of Ghost's posts."""
    return FeedEntry(
        url=str(post["url"]),
        title=str(post.get("title") or ""),
        author=str((post.get("primary_author") or {}).get("name") or ""),
        published=str(post.get("published_at") or ""),
        modified=str(post.get("updated_at") or ""),
        html=str(post.get("html") or ""),
        tags=tuple(str(tag.get("name") or "") for tag in post.get("tags") or ()),
        source="api",
    )
