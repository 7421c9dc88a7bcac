"""Posts that are split over several pages, as WordPress does at `<!--nextpage-->`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import split_url
from blogsieve.crawler.urls import canonical_url

if TYPE_CHECKING:
    from collections.abc import Iterable

# Posts have a handful of pages; a counter that runs on is a trap.
MOST_PARTS = 50
# Posts whose pages are told at one time.
CACHED = 64
QUERY_PART = re.compile(r"(?:^|&)page=(\d{1,2})$")
PATH_PART = re.compile(r"^/(\d{1,2})$")


def part_number(url: str, post: str) -> int:
    """Return which page of the post url is, 0 where it is none, 1 for the post itself.

    >>> part_number("https://a.example/x/3/", "https://a.example/x/"), part_number("https://a.example/y/", "https://a.example/x/")
    (3, 0)
    >>> part_number("https://a.example/?p=36&page=2", "https://a.example/?p=36")
    2
    >>> part_number("https://a.example/?page=2", "https://a.example/")  # the home page is no post
    0
    >>> part = "https://a.example/?p=36&page=2"
    >>> [part_number(part, f"https://a.example/?{post}") for post in ("cat=2", "p=3", "page=2")]
    [0, 0, 0]
    """
    # Next to none of a page's links is one: most are told without being taken apart.
    if not canonical_url(url).partition("://")[2].startswith(stem(post)):
        return 0
    one, other = split_url(canonical_url(post)), split_url(canonical_url(url))
    if one.netloc != other.netloc:
        return 0
    base, path = one.path.rstrip("/"), other.path.rstrip("/")
    if not base and not QUERY_PART.sub("", one.query):
        return 0
    if path == base:
        # "?p=3" is no other page of "?cat=2", nor of the post whose number it goes on from: "?p=36" of "?p=3".
        own = f"{one.query}&" if one.query else ""
        found = QUERY_PART.search(other.query.removeprefix(own)) if other.query.startswith(own) else None
        return int(found[1]) if found else int(one.query == other.query)
    found = (
        PATH_PART.match(path.removeprefix(base))
        if one.query == other.query and base and path.startswith(base)
        else None
    )
    return int(found[1]) if found else 0


@lru_cache(maxsize=CACHED)
def stem(post: str) -> str:
    """Return what the addresses of all pages of a post begin with, behind the scheme.

    >>> stem("https://a.example/x/?p=36")
    'a.example/x'
    """
    return canonical_url(post).partition("://")[2].partition("?")[0].rstrip("/")


def post_of(url: str) -> str:
    """Return the address of the post that url is a later page of, "" where it does not look like one.

    >>> post_of("https://a.example/x/2/index.html"), post_of("https://a.example/?p=36&page=2"), post_of("https://a.example/x/")
    ('https://a.example/x/', 'https://a.example/?p=36', '')
    >>> post_of("https://a.example/?page=2")
    ''
    """
    parts = split_url(url)
    if found := QUERY_PART.search(parts.query):
        post = parts._replace(query=parts.query[: found.start()])
        return post.geturl() if post.query or post.path.strip("/") else ""
    # Mirrors save it as x/2/index.html.
    base, _, last = split_url(canonical_url(url)).path.rstrip("/").rpartition("/")
    return parts._replace(path=f"{base}/").geturl() if base and PATH_PART.match(f"/{last}") else ""


def parts_of(post: str, urls: Iterable[str]) -> dict[int, str]:
    """Return the addresses of a post's later pages among those that a page of it links to, by their numbers.

    They stay as they are written: some hosts know an address by its escapes.

    >>> parts_of("https://a.example/x/", ["https://a.example/x/3/", "https://a.example/x/2/#more", "https://a.example/y/"])
    {3: 'https://a.example/x/3/', 2: 'https://a.example/x/2/'}
    """
    found: dict[int, str] = {}
    for url in urls:
        number = part_number(url, post)
        if 1 < number <= MOST_PARTS:
            found.setdefault(number, url.partition("#")[0])
    return found
