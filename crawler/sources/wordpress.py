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
# No zone is so far from UTC.
A_DAY = timedelta(days=1)


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
        published=zoned(post.get("date"), post.get("date_gmt")),
        modified=zoned(post.get("modified"), post.get("modified_gmt")),
        html=str((post.get("content") or {}).get("rendered") or ""),
        source="api",
    )


def zoned(local: object, utc: object) -> str:
    """Return a date in ISO 8601 with the blog's zone, which is how far its local and its UTC date are apart.

    Without a zone where one of the two was changed by itself, as imports do; "" where there is no date.

    >>> zoned("2023-05-01 09:30:00", "2023-05-01T07:30:00"), zoned("2023-05-01T09:30:00", "0000-00-00T00:00:00")
    ('2023-05-01T09:30:00+02:00', '2023-05-01T09:30:00')
    >>> zoned("2023-05-01T09:30:00", "2023-04-01T07:30:00"), zoned("2023-05-01T09:30:00", "2023-05-01T07:30:00Z")
    ('2023-05-01T09:30:00', '2023-05-01T09:30:00+02:00')
    """
    here, there = read_moment(local), read_moment(utc)
    if here is None or there is None or here.tzinfo:
        return here.isoformat() if here else ""
    # To the minute: an editor may save the one a second after the other.
    offset = timedelta(minutes=round((here - there.replace(tzinfo=None)) / timedelta(minutes=1)))
    return here.replace(tzinfo=timezone(offset) if abs(offset) < A_DAY else None).isoformat()


def read_moment(said: object) -> datetime | None:
    """Return a date as WordPress writes it, None where it is none."""
    try:
        return datetime.fromisoformat(str(said))
    except ValueError:
        return None


def with_page(url: str, number: int) -> str:
    """Return the address of another page; `rest_route=/wp/v2/posts` keeps its slashes."""
    base = url.split("&page=")[0]
    return f"{base}&page={number}"
