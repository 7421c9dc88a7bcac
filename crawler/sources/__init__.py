"""Where the posts of a blog are: feeds, sitemaps, interfaces of platforms. To add one is a file, and a line here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import join_url, split_url
from blogsieve.crawler.sources.feed import Feed
from blogsieve.crawler.sources.ghost import Ghost
from blogsieve.crawler.sources.hexo import Hexo
from blogsieve.crawler.sources.json_feed import JsonFeed
from blogsieve.crawler.sources.sitemap import Sitemap
from blogsieve.crawler.sources.source import Addresses, Answer, ListedAddress, Listing, PostSource
from blogsieve.crawler.sources.squarespace import Squarespace
from blogsieve.crawler.sources.substack import Substack
from blogsieve.crawler.sources.tumblr import Tumblr
from blogsieve.crawler.sources.wordpress import WordPress

if TYPE_CHECKING:
    from blogsieve.cleaners.model import Page
    from blogsieve.cleaners.platforms.platform import Platform

__all__ = [
    "KINDS",
    "SOURCES",
    "Addresses",
    "Answer",
    "ListedAddress",
    "Listing",
    "PostSource",
    "address_of_one",
    "of_kind",
    "read",
    "read_source",
]

SOURCES: tuple[PostSource, ...] = (
    WordPress(),
    Ghost(),
    Substack(),
    Tumblr(),
    Squarespace(),
    Hexo(),
    JsonFeed(),
    Feed(),
    Sitemap(),
)
# Their kinds in the order in which they are asked, and what users call them.
KINDS = {"api": "interface", "feed": "feed", "sitemap": "sitemap"}


def of_kind(kind: str, platform: Platform) -> list[PostSource]:
    """Return the sources of a kind that a blog may have; of interfaces only the platform's own."""
    return [source for source in SOURCES if source.kind == kind and (kind != "api" or source.name == platform.api.kind)]


def address_of_one(post: str, platform: Platform) -> str:
    """Return where the platform's interface tells of one post in full, "" where it has no place for that."""
    slug = split_url(post).path.rstrip("/").rpartition("/")[2]
    return join_url(post, platform.api.post.format(slug=slug)) if platform.api.post and slug else ""


def read(kind: str, platform: Platform, answer: Answer, asked: str = "") -> Listing:
    """Return what a source of a kind lists, with the address of what follows; asked is where it was asked for."""
    listing = Listing()
    for source in of_kind(kind, platform):
        listing = source.read(answer)
        if listing.known:
            return replace(listing, next=source.next(listing, asked or answer.url, platform))
    return listing


def read_source(_: Page, __: None, kind: str, platform: Platform, answer: Answer, asked: str) -> Listing:
    """Return what a source lists, for a worker to read: what goes back to who asked is no stream."""
    listing = read(kind, platform, answer, asked)
    return replace(listing, addresses=tuple(listing.addresses))
