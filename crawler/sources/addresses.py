"""Which sources a blog has, as its home page and its platform tell: an interface, feeds, sitemaps."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.crawler.sources import apis, feeds
from blogsieve.crawler.urls import is_web

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from blogsieve.cleaners.platforms.platform import Platform

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
# A page may link to a feed for each tag and language; the first are the blog's own.
MOST_FEEDS = 3


def apis_of(root: HtmlElement, home: str, platform: Platform) -> list[str]:
    """Return the addresses at which the platform's interface may be asked for posts, as far as the page tells."""
    kind = platform.api.kind
    if kind == "wordpress":
        found = root.xpath("//link[@rel='https://api.w.org/']/@href")
        return [apis.wordpress_url(urljoin(home, str(found[0])))] if found else []
    if kind == "ghost":
        return apis.ghost_urls(root, home)
    return [urljoin(home, path) for path in platform.api.paths] if kind in apis.READERS else []


def linked_feeds(root: HtmlElement, home: str) -> list[str]:
    """Return the feeds of posts that the page links to, each once."""
    found = []
    for node in root.xpath("//link[@href]"):
        url = urljoin(home, node.get("href").strip())
        is_feed = "alternate" in (node.get("rel") or "").lower().split() and node.get("type") in FEED_TYPES
        if is_feed and is_web(url) and feeds.is_of_posts(url, node.get("title") or ""):
            found.append(url)
    return list(dict.fromkeys(found))[:MOST_FEEDS]


def usual_feeds(home: str, platform: Platform) -> list[str]:
    """Return where feeds usually are, the platform's own places first."""
    return usual(home, platform.feeds.paths, named(GENERIC).feeds.paths)


def usual_sitemaps(home: str, platform: Platform) -> list[str]:
    """Return where sitemaps usually are, the platform's own places first."""
    return usual(home, platform.sitemaps.paths, named(GENERIC).sitemaps.paths)


def usual(home: str, *paths: tuple[str, ...]) -> list[str]:
    """Return the addresses of paths, each once; below the home page first where it is not the host's root."""
    bases = dict.fromkeys([urljoin(home, "."), urljoin(home, "/")])
    return list(dict.fromkeys(urljoin(base, path.lstrip("/")) for base in bases for group in paths for path in group))


def next_sitemap(url: str, platform: Platform) -> str:
    """Return the address of the sitemap behind one of Blogger's, whose index may name fewer than there are.

    >>> from blogsieve.cleaners.platforms.platform import named
    >>> next_sitemap("https://a.blogspot.com/sitemap.xml?page=2", named("blogger"))
    'https://a.blogspot.com/sitemap.xml?page=3'
    """
    number = apis.parameter(url, "page")
    return feeds.with_parameter(url, "page", str(number + 1)) if number and platform.name == "blogger" else ""


def older_feed(feed: feeds.Feed, url: str, platform: Platform) -> str:
    """Return the address of a feed's older entries, "" where it has no way to them."""
    rules = platform.feeds
    if feed.next and feed.next != url:
        return feed.next
    if not rules.parameter or not feed.entries:
        return ""
    step = len(feed.entries) if rules.counts == "entries" else 1
    return feeds.with_parameter(url, rules.parameter, str(max(apis.parameter(url, rules.parameter), 1) + step))
