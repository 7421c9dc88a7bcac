"""Posts by the REST API of WordPress.

Source: https://developer.wordpress.org/rest-api/reference/posts/
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.sources.apis.answer import Answer, parameter
from blogsieve.crawler.urls import is_web

PAGE_SIZE = 100


def wordpress_url(root: str) -> str:
    """Return the address of WordPress' newest posts, below the root that a page names.

    >>> wordpress_url("https://a.example/wp-json/")
    'https://a.example/wp-json/wp/v2/posts?per_page=100'
    >>> wordpress_url("https://a.example/index.php?rest_route=/")
    'https://a.example/index.php?rest_route=/wp/v2/posts&per_page=100'
    """
    if "rest_route=" in root:
        return f"{root.rstrip('/')}/wp/v2/posts&per_page={PAGE_SIZE}"
    return f"{root.rstrip('/')}/wp/v2/posts?per_page={PAGE_SIZE}"


def read_wordpress(data: Any, url: str) -> Answer:
    """Return a page of WordPress' posts; protected ones are left out.

    Source: https://developer.wordpress.org/rest-api/reference/posts/
    """
    if not isinstance(data, list) or not all(isinstance(post, dict) and "link" in post for post in data):
        return Answer()
    entries = (wordpress_entry(post) for post in data if not (post.get("content") or {}).get("protected"))
    size, number = parameter(url, "per_page"), parameter(url, "page") or 1
    older = with_page(url, number + 1) if len(data) >= max(size, 1) else ""
    return Answer(tuple(entry for entry in entries if is_web(entry.url)), older, known=True)


def wordpress_entry(post: dict[str, Any]) -> FeedEntry:
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
