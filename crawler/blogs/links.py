"""Where the links of a blog's pages lead: to posts, to lists of them, or nowhere that is wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.crawler.blogs.classify import kind_of_address
from blogsieve.crawler.blogs.parts import part_number, post_of
from blogsieve.crawler.frontier.frontier import Rank

if TYPE_CHECKING:
    from blogsieve.crawler.blogs.blog import Blog
    from blogsieve.crawler.blogs.page_features import PageFeatures
    from blogsieve.crawler.blogs.selection import Selection
    from blogsieve.crawler.frontier.frontier import Frontier
    from blogsieve.crawler.frontier.state import State

# Addresses that page through a list.
PAGING = re.compile(r"(?:[/?&_-]|\b)(?:page|paged|index|offset|start)[/=_-]?\d+")


@dataclass(frozen=True, slots=True)
class Links:
    """Puts into the frontier what the pages of a blog link to."""

    name: str
    blog: Blog
    frontier: Frontier
    want: Selection
    state: State | None = None

    def add(self, features: PageFeatures, address: str) -> None:
        """Note where a page's links may lead to posts, pages before lists."""
        blog, news = self.blog, 0
        links = [(url, blog.worth(url)) for url in blog.new_links(blog.here(link.url) for link in features.links)]
        blog.weighed.update(url for url, kind in links if not kind)
        with self.frontier.transaction():
            for url, kind in sorted(links, key=lambda link: link[1] == "list"):
                if kind and not self.is_part(url, address) and self.is_wanted(url, news):
                    rank = Rank.LIST if kind == "list" else Rank.POST if blog.is_shaped(url) else Rank.MAYBE
                    news += self.frontier.add(self.name, url, "page", rank if blog.settled else Rank.PARKED)
                    blog.weighed.add(url)
        blog.barren = 0 if news else blog.barren + 1

    def is_wanted(self, url: str, news: int) -> bool:
        """Say whether a link is to be followed: what an earlier crawl saw only where it pages on behind news."""
        if not self.want.has_url(url):
            return False
        return self.state is None or self.state.get(url) is None or bool(news and PAGING.search(url))

    def is_part(self, url: str, address: str) -> bool:
        """Say whether url is a page of the post at address, or of another one that is known."""
        if part_number(url, address):
            return True
        post = post_of(url)
        return bool(post) and not kind_of_address(post, named(GENERIC)) and self.frontier.knows(post)
