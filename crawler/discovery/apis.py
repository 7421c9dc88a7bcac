"""What the interfaces of platforms list: posts with their full text, a page at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from cleaners.model import FeedEntry
from crawler.discovery.feeds import with_parameter
from crawler.urls import is_web

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of an interface's answer."""

    entries: tuple[FeedEntry, ...] = ()
    next: str = ""
    known: bool = False


def first_request(kind: str, found: str, home: str) -> str:
    """Return the address to ask first: found is what the page names (WordPress) or a path of the platform's."""
    if kind == "wordpress":
        root = urljoin(home, found)
        if "rest_route=" in root:
            return f"{root.rstrip('/')}/wp/v2/posts&per_page={PAGE_SIZE}"
        return urljoin(root if root.endswith("/") else root + "/", f"wp/v2/posts?per_page={PAGE_SIZE}")
    if kind == "substack":
        return urljoin(home, "/api/v1/archive?sort=new&offset=0&limit=50")
    return urljoin(home, found)


def read_answer(kind: str, body: bytes, url: str) -> Answer:
    """Return what the interface answered; an Answer that is not known where it is not what the kind gives."""
    reader = READERS.get(kind)
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return Answer()
    return reader(data, url) if reader else Answer()


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


def parameter(url: str, name: str) -> int:
    """Return a number in the query, 0 where there is none.

    >>> parameter("https://a.example/posts?per_page=100&page=3", "page")
    3
    """
    value = dict(parse_qsl(urlsplit(url).query)).get(name, "")
    return int(value) if value.isdigit() else 0


def read_substack(data: Any, url: str) -> Answer:
    """Return a page of Substack's archive, without the posts' texts."""
    if not isinstance(data, list) or not all(isinstance(post, dict) and "canonical_url" in post for post in data):
        return Answer()
    entries = tuple(
        FeedEntry(
            str(p["canonical_url"]), str(p.get("title") or ""), published=str(p.get("post_date") or ""), source="api"
        )
        for p in data
    )
    older = with_parameter(url, "offset", str(parameter(url, "offset") + len(data))) if data else ""
    return Answer(entries, older, known=True)


READERS: dict[str, Callable[[Any, str], Answer]] = {"wordpress": read_wordpress, "substack": read_substack}
