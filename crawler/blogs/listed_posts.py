"""What the sources of a blog list, put into the frontier: posts of feeds and interfaces, addresses of sitemaps."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from blogsieve.crawler.frontier.frontier import Rank
from blogsieve.crawler.frontier.state import stamp_of
from blogsieve.crawler.sources.sitemap import listed_by
from blogsieve.crawler.urls import is_file, is_part, url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from blogsieve.cleaners.model import FeedEntry
    from blogsieve.crawler.blogs.blog import Blog
    from blogsieve.crawler.blogs.selection import Selection
    from blogsieve.crawler.frontier.frontier import Frontier
    from blogsieve.crawler.frontier.state import State
    from blogsieve.crawler.sources import ListedAddress

# So many addresses of a sitemap tell whether it is one of a mirrored blog.
FIRST_ADDRESSES = 100
# So many of a source's posts are noted before others get their turn: a sitemap may list a million.
PIECE = 100
Thing = TypeVar("Thing")
Done = TypeVar("Done")


@dataclass(slots=True)
class ListedPosts:
    """Puts into the frontier what a source of a blog lists, where it is wanted and news."""

    name: str
    blog: Blog
    frontier: Frontier
    want: Selection
    state: State | None = None
    elsewhere: int = 0  # posts that are no pages of the blog

    async def add_entries(self, entries: Sequence[FeedEntry]) -> list[bool]:
        """Note the posts that a feed or an interface lists; return whether each is news.

        They tell as well where the blog stands, and whether several of its posts share a page.
        """
        blog = self.blog
        blog.hear_of([entry.url for entry in entries], self.frontier.knows)
        blog.widen(blog.here(entry.url) for entry in entries)
        pages = Counter(url_key(url) for url in {entry.url for entry in entries if is_part(entry.url)})
        blog.has_anchors = blog.has_anchors or any(count > 1 for count in pages.values())
        return await self.in_pieces(entries, self.add_entry)

    async def add_addresses(self, addresses: Iterable[ListedAddress], source: str, *, follows: bool) -> int:
        """Note the addresses that a sitemap lists, and return how many they are; `follows` takes sitemaps too."""
        add = partial(self.add_address, source=source, follows=follows)
        return len(await self.in_pieces(self.located(iter(addresses)), add))

    async def in_pieces(self, things: Iterable[Thing], add: Callable[[Thing], Done]) -> list[Done]:
        """Return what came of adding things to the frontier, a transaction a piece; others get their turn between."""
        left, done = iter(things), list[Done]()
        while piece := list(islice(left, PIECE)):
            with self.frontier.transaction():
                done += map(add, piece)
            await asyncio.sleep(0)
        return done

    def add_entry(self, entry: FeedEntry) -> bool:
        """Note a post, where it is a page of the blog; say whether it is news."""
        blog, url = self.blog, self.blog.here(entry.url)
        url = url if blog.has_anchors else url.partition("#")[0]
        # To make an entry is to clean all its texts.
        entry = entry if url == entry.url else replace(entry, url=url)
        if not blog.owns(entry.url) or is_file(entry.url):
            self.elsewhere += 1
            return False
        # Where the entry has no day, the page may.
        is_wanted = self.want.has_url(entry.url) and (not entry.published or self.want.has_date(entry.published))
        if not is_wanted or not self.is_news(entry.url, entry.source, stamp_of(entry)):
            return False
        if is_part(entry.url):
            self.frontier.add_part(self.name, entry.url, entry.source, entry)
            return self.frontier.add(self.name, entry.url.partition("#")[0], "page", Rank.PARKED, "anchor")
        added = self.frontier.add(self.name, entry.url, "page", Rank.PARKED, entry.source, entry)
        self.frontier.stamp(entry.url, entry.source, stamp_of(entry))
        return added

    def located(self, addresses: Iterator[ListedAddress]) -> Iterator[ListedAddress]:
        """Yield the addresses as they are where the blog is read from."""
        first = list(islice(addresses, FIRST_ADDRESSES))
        self.blog.hear_of([found.url for found in first], self.frontier.knows)
        for found in chain(first, addresses):
            yield replace(found, url=self.blog.here(found.url))

    def add_address(self, found: ListedAddress, source: str, *, follows: bool) -> None:
        """Note an address of a sitemap: a sitemap, or a page that may be a post."""
        blog = self.blog
        if not self.is_news(found.url, "sitemap", found.modified):
            return
        if found.nested:
            if follows and listed_by(found.url, blog.platform, blog.home) != "other":
                self.frontier.add(self.name, found.url, "sitemap", Rank.SOURCE)
        elif blog.owns(found.url) and url_key(found.url) != url_key(blog.home) and self.want.has_url(found.url):
            self.frontier.add(self.name, found.url, "page", Rank.PARKED, source)
            self.frontier.stamp(found.url, "sitemap", found.modified)

    def is_news(self, url: str, source: str, stamp: str) -> bool:
        """Say whether a source tells of a page that no earlier crawl saw, or of a change to it."""
        return self.state is None or self.state.is_news(url, source, stamp)
