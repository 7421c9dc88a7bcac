"""Posts by the REST API of WordPress.

Source: https://developer.wordpress.org/rest-api/reference/posts/
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.address import is_web, join_url
from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.sources.addresses import parameter
from blogsieve.crawler.sources.platform_api import PlatformApi
from blogsieve.crawler.sources.source import Addresses, Listing, count

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from blogsieve.cleaners.platforms.platform import Platform
    from blogsieve.crawler.sources.source import Answer

PAGE_SIZE = 100


class WordPress(PlatformApi):
    """Posts with their texts, a hundred at a time; protected ones are left out."""

    name = "wordpress"
    marks = ("/wp/v2/posts",)

    def asked_at(self, root: HtmlElement, home: str, platform: Platform) -> Addresses:
        """Return the address of the newest posts, below the root that the home page names."""
        found = root.xpath("//link[@rel='https://api.w.org/']/@href")
        return Addresses(linked=tuple(posts_url(join_url(home, str(link))) for link in found[:1]))

    def read_posts(self, data: Any, answer: Answer) -> Listing:
        """Return a page of posts."""
        if not isinstance(data, list) or not all(isinstance(post, dict) and "link" in post for post in data):
            return Listing()
        entries = [entry_of(post) for post in data if not (post.get("content") or {}).get("protected")]
        size, number = parameter(answer.url, "per_page"), parameter(answer.url, "page") or 1
        return Listing(
            tuple(entry for entry in entries if is_web(entry.url)),
            next=with_page(answer.url, number + 1) if len(data) >= max(size, 1) else "",
            known=True,
            total=count(answer.headers.get("x-wp-total")),
            hidden=len(data) - sum(is_web(entry.url) for entry in entries),
        )


def posts_url(root: str) -> str:
    """Return the address of WordPress' newest posts, below the root that a page names.

    >>> posts_url("https://a.example/wp-json/")
    'https://a.example/wp-json/wp/v2/posts?per_page=100'
    >>> posts_url("https://a.example/index.php?rest_route=/")
    'https://a.example/index.php?rest_route=/wp/v2/posts&per_page=100'
    """
    if "rest_route=" in root:
        return f"{root.rstrip('/')}/wp/v2/posts&per_page={PAGE_SIZE}"
    return f"{root.rstrip('/')}/wp/v2/posts?per_page={PAGE_SIZE}"


def entry_of(post: dict[str, Any]) -> FeedEntry:
    """Return one of WordPress' posts."""
    return FeedEntry(
        url=str(post["link"]),
        title=str((post.get("title") or {}).get("rendered") or ""),
        published=zoned(post, "date"),
        modified=zoned(post, "modified"),
        html=str((post.get("content") or {}).get("rendered") or ""),
        source="api",
    )


def zoned(post: dict[str, Any], name: str) -> str:
    """Return a date of the post with the blog's zone, which is the difference between its local and its UTC date."""
    try:
        local, utc = datetime.fromisoformat(post[name]), datetime.fromisoformat(post[f"{name}_gmt"])
    except (KeyError, TypeError, ValueError):
        return str(post.get(name) or "")
    offset = local - utc
    return local.replace(tzinfo=timezone(offset)).isoformat() if abs(offset) < timedelta(hours=24) else post[name]


def with_page(url: str, number: int) -> str:
    """Return the address of another page; `rest_route=/wp/v2/posts` keeps its slashes."""
    base = url.split("&page=")[0]
    return f"{base}&page={number}"
