"""Good inputs of each kind, which are made worse: the pages of the tests, and what the demo's blog answers."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from demo.blogger import Blog
from demo.posts import read_posts

if TYPE_CHECKING:
    from collections.abc import Iterable

HOME = "https://blog.example"
PAGES = Path(__file__).parents[2] / "tests" / "pages"
FEEDS = ("/feeds/posts/default", "/feeds/posts/default?alt=rss", "/feeds/posts/default?alt=json")
SITEMAPS = ("/sitemap.xml", "/sitemap.xml?page=1", "/sitemap-pages.xml")
NEWS = (
    b"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='urn:news'>"
    b"<url><loc>https://blog.example/2021/10/geese.html?a=1&b=2</loc><lastmod>2021-10-02T07:05:00+01:00</lastmod>"
    b"<n:news><n:title>Geese</n:title></n:news></url></urlset>",
    b"https://blog.example/2021/10/geese.html\nhttps://blog.example/2021/03/gate.html\n",
)
POST = {"title": "Geese", "html": "<p>The first geese came over at six this morning.</p>"}
URL = f"{HOME}/2021/10/geese.html"
DAY = "2021-10-02T07:05:00"
# What each interface answers, by the name of its source, and where.
ANSWERS: dict[str, tuple[str, object]] = {
    "wordpress": (
        "/wp-json/wp/v2/posts?per_page=1",
        [{"link": URL, "title": {"rendered": "Geese"}, "content": {"rendered": POST["html"]}, "date": DAY,
          "date_gmt": "2021-10-02T06:05:00", "modified": DAY, "modified_gmt": DAY}],
    ),
    "ghost": (
        "/ghost/api/content/posts/?key=k&page=1",
        {"posts": [{**POST, "url": URL, "published_at": DAY, "tags": [{"name": "Birds"}],
                    "primary_author": {"name": "Tidewrack"}}], "meta": {"pagination": {"next": 2, "total": 2}}},
    ),
    "substack": ("/api/v1/archive?limit=1&offset=0", [{"canonical_url": URL, "title": "Geese", "post_date": DAY}]),
    "tumblr": (
        "/api/read/json?num=1&start=0",
        {"posts-total": "60", "posts": [{"url-with-slug": URL, "regular-body": POST["html"], "tags": ["Birds"],
                                         "date-gmt": "2021-10-02 06:05:00 GMT"}]},
    ),
    "squarespace": (
        "/blog?format=json",
        {"items": [{"fullUrl": "/geese", "title": "Geese", "body": POST["html"], "publishOn": 1641801600000,
                    "author": {"displayName": "Tidewrack"}}], "pagination": {"nextPageOffset": 1641801600001}},
    ),
    "hexo": ("/search.json", {"posts": [{"title": "Geese", "path": "geese", "content": POST["html"]}]}),
    "jsonfeed": (
        "/feed.json",
        {"version": "https://jsonfeed.org/version/1.1", "next_url": "?page=2",
         "items": [{"url": URL, "title": "Geese", "content_html": POST["html"], "date_published": DAY,
                    "authors": [{"name": "Tidewrack"}], "tags": ["Birds"]}]},
    ),
}  # fmt: skip


@lru_cache(maxsize=1)
def blog() -> Blog:
    """Return the demo's blog."""
    return Blog(read_posts(), HOME)


def answers(paths: Iterable[str]) -> list[bytes]:
    """Return what the demo's blog answers."""
    bodies = (blog().answer(path).body for path in paths)
    return [body.encode() if isinstance(body, str) else body for body in bodies]


def pages() -> list[bytes]:
    """Return pages of posts, lists and others, of many platforms."""
    saved = [path.read_bytes() for path in sorted(PAGES.rglob("page.html"))]
    return [*saved, *answers(["/", "/2021/", "/p/about.html", *(post.path for post in blog().posts)])]


def feeds() -> list[bytes]:
    """Return feeds in each form."""
    return [*answers(FEEDS), json.dumps(ANSWERS["jsonfeed"][1]).encode()]


def sitemaps() -> list[bytes]:
    """Return sitemaps: an index, pages of it, one with news, a list of addresses."""
    return [*answers(SITEMAPS), *NEWS]


def interfaces() -> list[bytes]:
    """Return what interfaces answer."""
    return [json.dumps(data).encode() for _, data in ANSWERS.values()]


def archives() -> list[bytes]:
    """Return archives of a few answers, as WARC that is not packed."""
    paths = ["/", "/feeds/posts/default", "/sitemap.xml?page=1", *(post.path for post in blog().posts)]
    records = [record(path, body) for path, body in zip(paths, answers(paths), strict=True)]
    return [b"".join(records), b"".join(records[:4]), records[-1]]


def record(path: str, body: bytes) -> bytes:
    """Return the record of an answer."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {blog().answer(path).content_type}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {HOME}{path}\r\nWARC-Date: 2024-03-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:x:{path}>\r\nContent-Type: application/http\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"
