"""Where the pages of a blog stand, by what they say, by their texts, and by the parameters that make no other page."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from blogsieve.crawler.blogs.said_addresses import SaidAddresses
from blogsieve.crawler.blogs.sessions import Sessions
from blogsieve.crawler.urls import canonical_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogsieve.crawler.blogs.blog import Blog, Candidate
    from blogsieve.crawler.blogs.ledger import Ledger
    from blogsieve.crawler.blogs.visit import Visit
    from blogsieve.crawler.frontier.frontier import Frontier
    from blogsieve.crawler.pages.features import PageFeatures

logger = logging.getLogger(__name__)


class Addresses:
    """The addresses of a blog's pages, each claimed in the frontier for one page."""

    def __init__(self, name: str, blog: Blog, frontier: Frontier, ledger: Ledger) -> None:
        self.name, self.blog, self.frontier, self.ledger = name, blog, frontier, ledger
        self.said = SaidAddresses(blog, frontier)
        self.sessions = Sessions(blog.dropped)

    def place(self, number: int, seen: Visit) -> str:
        """Return where a page that was visited stands, "" where another page has that address; learn from it."""
        self.learn_parameters(seen.features)
        return self.said.place(number, self.blog.here(seen.address), seen.features)

    def learn_parameters(self, features: PageFeatures) -> None:
        """Take in what a page tells of the parameters of addresses; those that make no other page are dropped."""
        self.sessions.meet(features.url, features.sketch)
        if (dropped := self.sessions.dropped) != self.blog.dropped:
            self.blog.dropped = dropped
            logger.info("%s: parameters that make no other page: %s", self.blog.home, ", ".join(dropped))
            with self.frontier.transaction():
                self.frontier.readdress(self.name, self.blog.here)

    def readdressed(self, held: Iterable[Candidate]) -> list[Candidate]:
        """Return pages at the addresses that they are now known to have; of several at one the first stays."""
        kept: list[Candidate] = []
        for one in held:
            own = canonical_url(one.features.url) if self.blog.distrusts else one.page.url
            url = self.blog.here(own)
            if url == own or self.frontier.claim(url, one.number):
                kept.append(replace(one, page=replace(one.page, url=url)))
            else:
                self.ledger.leave(one.number, one.seen, "duplicate", f"of {url}")
        return kept
