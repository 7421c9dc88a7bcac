"""Posts by a feed: where it is, and how older entries are had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.address import is_web, join_url
from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.cleaners.text import words
from blogsieve.crawler.sources.addresses import parameter, usual, with_parameter
from blogsieve.crawler.sources.feed_reader import read_feed
from blogsieve.crawler.sources.json_feed import JsonFeed
from blogsieve.crawler.sources.source import Addresses, is_json, root_of
from blogsieve.crawler.urls import url_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from blogsieve.cleaners.platforms.platform import Platform
    from blogsieve.crawler.sources.source import Answer, Listing

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
# What the roots of RSS, Atom, RSS 1.0 and Microsoft's CDF are called.
ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
# A page may link to a feed for each tag and language; the first are the blog's own.
MOST_FEEDS = 3
# What links to feeds are called, and what else stands beside that.
KINDS = frozenset({"rss", "atom", "feed", "xml", "rdf"})
CALLED = KINDS | frozenset(
    {"0", "1", "2", "feeds", "subscribe", "via", "by", "to", "the", "this", "blog", "posts", "entries"}
)
# Blogger's feed of static pages.
OF_PAGES = "/feeds/pages/"
# Feeds that list something else than posts, by what stands in their address or title.
OTHER_FEEDS = (
    *("comment", "kommentar", "комментари", "comentario", "评论"),
    *("podcast.xml", "/tag/", "/category/", "/categories/", "/tags/", "/author/", OF_PAGES),
)


class Feed:
    """RSS and Atom of any version; where they are asked for, a JSON Feed may answer."""

    name = kind = "feed"

    def addresses(self, root: HtmlElement, home: str, platform: Platform) -> Addresses:
        """Return the feeds that the home page links to, and where feeds usually are, the platform's places first."""
        places = usual(home, platform.feeds.paths, named(GENERIC).feeds.paths)
        return Addresses(linked_feeds(root, home), (*called_feeds(root, home), *places))

    def recognises(self, answer: Answer) -> bool:
        """Say whether an answer's root is a feed's, and its address none of a feed of static pages."""
        return root_of(answer.body) in ROOTS and OF_PAGES not in answer.url

    def read(self, answer: Answer) -> Listing:
        """Return what the feed lists; of broken XML what stands before the break."""
        return JsonFeed().read(answer) if is_json(answer.body) else read_feed(answer)

    def next(self, listing: Listing, url: str, platform: Platform) -> str:
        """Return the address of older entries: as the feed gives it, else by the platform's parameter."""
        rules = platform.feeds
        if listing.next and listing.next != url:
            return listing.next
        if not rules.parameter or not listing.entries:
            return ""
        step = len(listing.entries) if rules.counts == "entries" else 1
        return with_parameter(url, rules.parameter, str(max(parameter(url, rules.parameter), 1) + step))


def linked_feeds(root: HtmlElement, home: str) -> tuple[str, ...]:
    """Return the feeds of posts that the page links to, each once."""
    found = []
    for node in root.xpath("//link[@href]"):
        url = join_url(home, node.get("href").strip())
        is_feed = "alternate" in (node.get("rel") or "").lower().split() and node.get("type") in FEED_TYPES
        # A theme whose setting is empty links to the page itself.
        is_elsewhere = is_web(url) and url_key(url) != url_key(home)
        if is_feed and is_elsewhere and is_of_posts(url, node.get("title") or ""):
            found.append(url)
    return tuple(dict.fromkeys(found))[:MOST_FEEDS]


def called_feeds(root: HtmlElement, home: str) -> tuple[str, ...]:
    """Return where links lead that readers are told of as feeds, each once.

    >>> from lxml.html import fromstring
    >>> page = fromstring("<p><a href=/all.php>RSS 2.0</a> <a href=/x><img alt=XML></a> <a href=/y>On feeds</a>")
    >>> called_feeds(page, "https://a.example/")
    ('https://a.example/all.php', 'https://a.example/x')
    """
    found = []
    for node in root.xpath("//a[@href]"):
        said = words(" ".join([*node.itertext(), *node.xpath(".//img/@alt")]))
        if node.get("type") in FEED_TYPES or (CALLED.issuperset(said) and not KINDS.isdisjoint(said)):
            url = join_url(home, node.get("href").strip())
            found += [url] if is_web(url) and is_of_posts(url, node.get("title") or "") else []
    return tuple(dict.fromkeys(found))[:MOST_FEEDS]


def is_of_posts(url: str, title: str = "") -> bool:
    """Say whether a feed that a page links to is likely one of the blog's posts.

    >>> is_of_posts("https://a.example/feed/"), is_of_posts("https://a.example/comments/feed/")
    (True, False)
    """
    return not any(word in f"{url} {title}".lower() for word in OTHER_FEEDS)
