"""Where the links of a blog's pages lead: to posts, to lists of them, or nowhere that is wanted."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.crawler.blogs.blog import PAGING, REMEMBERED
from blogsieve.crawler.blogs.completeness import BARREN_LISTS, BY_ADDRESS, UNLISTED
from blogsieve.crawler.blogs.parts import part_number, parts_of, post_of
from blogsieve.crawler.frontier.frontier import Rank
from blogsieve.crawler.pages.address_kinds import kind_of_address
from blogsieve.crawler.pages.profile import looks_like_a_list
from blogsieve.crawler.pages.walk import FEW_TITLES
from blogsieve.crawler.urls import url_key

if TYPE_CHECKING:
    from blogsieve.crawler.blogs.blog import Blog
    from blogsieve.crawler.blogs.selection import Selection
    from blogsieve.crawler.frontier.frontier import Frontier
    from blogsieve.crawler.frontier.state import State
    from blogsieve.crawler.pages.features import PageFeatures

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Links:
    """Puts into the frontier what the pages of a blog link to."""

    name: str
    blog: Blog
    frontier: Frontier
    want: Selection
    state: State | None = None
    follows: bool = True  # they may lead to posts

    def add(self, features: PageFeatures, address: str) -> None:
        """Note where a page's links may lead to posts, pages before lists."""
        blog, news = self.blog, 0
        if len(features.titles) >= FEW_TITLES and len(blog.named) < REMEMBERED:
            self.note_titles(features)
        if not self.follows:
            return
        links = [(url, blog.worth(url)) for url in blog.new_links(features.links)]
        blog.weighed.update(url for url, kind in links if not kind)
        is_list = looks_like_a_list(features)
        ahead = frozenset(map(blog.here, (*features.titles, *features.onward, *blog.onward)))
        with self.frontier.transaction():
            for url in (url for url, kind in links if not kind and blog.settled and self.is_static(url)):
                self.frontier.accounts.leave_out(self.name, url, BY_ADDRESS)
            for url, kind in sorted(links, key=lambda link: link[1] == "list"):
                if kind == "list" and blog.is_barren and not news:
                    self.frontier.accounts.leave_out(self.name, url, BARREN_LISTS)
                elif kind and not self.is_part(url, address, is_list=is_list) and self.is_wanted(url, news):
                    news += self.note(url, kind, ahead)
                    blog.weighed.add(url)
            for url, day in features.days:
                self.frontier.stamp(blog.here(url), "list", day)
        if news:
            blog.barren = 0
        elif is_list or kind_of_address(address, blog.platform) == "list":
            blog.barren += 1

    def note_titles(self, features: PageFeatures) -> None:
        """Note what a page names by titles; what a menu has named before and was left out is weighed anew."""
        blog = self.blog
        titles = {url_key(url): url for url in map(blog.here, features.titles)}
        news = {key: url for key, url in titles.items() if key not in blog.named}
        blog.named.update(news)
        blog.weighed.difference_update(news.values())
        if self.follows and not blog.complete and any(map(self.is_static, news.values())):
            left = self.frontier.accounts.left_out(self.name, BY_ADDRESS)
            numbers = [page.number for page in left if url_key(page.url) in news]
            self.frontier.accounts.reopen(self.name, numbers, Rank.MAYBE)

    def add_pages(self, features: PageFeatures, address: str) -> None:
        """Note the later pages of a page that was taken for a post's first, and that has turned out to be a list."""
        if not self.follows:
            return
        with self.frontier.transaction():
            for url in parts_of(self.first_page(address), features.links).values():
                if self.is_wanted(url, 0):
                    self.note(url, "list", frozenset())

    def note(self, url: str, kind: str, ahead: frozenset[str]) -> bool:
        """Note a link; say whether it is news that is to be fetched."""
        blog = self.blog
        if blog.settled and blog.complete and not self.frontier.knows(url) and blog.leaves_out(url, kind, ahead):
            self.frontier.accounts.leave_out(self.name, url, UNLISTED)
            return False
        rank = self.rank(url, kind)
        return self.frontier.add(self.name, url, "page", rank if blog.settled else Rank.PARKED)

    def rank(self, url: str, kind: str) -> Rank:
        """Return when a link is to be fetched."""
        return Rank.LIST if kind == "list" else Rank.POST if self.blog.is_shaped(url) else Rank.MAYBE

    def is_static(self, url: str) -> bool:
        """Say whether a link leads to a page of the blog that by its address is a static one."""
        return self.blog.owns(url) and kind_of_address(url, self.blog.platform) == "static"

    def refute(self, url: str) -> None:
        """Follow what was left out: url is a post, and no source lists it."""
        blog = self.blog
        logger.info("%s: is a post that no source lists; all lists of %s are read", url, blog.home)
        blog.complete = blog.proven = False
        with self.frontier.transaction():
            for page in self.frontier.accounts.left_out(self.name, UNLISTED):
                if kind := blog.worth(page.url):
                    self.frontier.accounts.reopen(self.name, [page.number], self.rank(page.url, kind))

    def is_wanted(self, url: str, news: int) -> bool:
        """Say whether a link is to be followed: what an earlier crawl saw only where it pages on behind news."""
        if not self.want.has_url(url):
            return False
        return self.state is None or self.state.get(url) is None or bool(news and PAGING.search(url))

    def is_part(self, url: str, address: str, *, is_list: bool) -> bool:
        """Say whether url is a page of the post at address, or of another one that is known; a list has no parts."""
        # On the second page of a list the third one is no part of the first.
        if part_number(url, self.first_page(address)):
            return not is_list
        post = post_of(url)
        return bool(post) and not kind_of_address(post, named(GENERIC)) and self.frontier.knows(post)

    def first_page(self, address: str) -> str:
        """Return the address of the page that an address is a later one of, itself where no such page is known."""
        first = post_of(address)
        return first if first and self.frontier.knows(first) else address
