"""The pages of a blog as they come in: they wait, and where each leads is noted before it is known what it is."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from blogsieve.cleaners.engine import OverLimits
from blogsieve.cleaners.errors import CleaningError, NotHtml
from blogsieve.crawler.blogs.addresses import Addresses
from blogsieve.crawler.blogs.blog import Candidate
from blogsieve.crawler.blogs.context import Arrival
from blogsieve.crawler.blogs.visit import holds_posts
from blogsieve.crawler.frontier.states import OVER_LIMITS
from blogsieve.crawler.urls import canonical_url, is_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.model import Page
    from blogsieve.crawler.blogs.blog import Blog
    from blogsieve.crawler.blogs.context import Context
    from blogsieve.crawler.blogs.ledger import Ledger
    from blogsieve.crawler.blogs.links import Links
    from blogsieve.crawler.blogs.visit import Visit

logger = logging.getLogger(__name__)


class Intake:
    """Takes the pages of a blog; of one that was visited it gives the candidate for a post that it may be."""

    def __init__(self, name: str, blog: Blog, shared: Context, ledger: Ledger, links: Links) -> None:
        self.name, self.blog, self.shared, self.ledger, self.links = name, blog, shared, ledger, links
        self.addresses = Addresses(name, blog, shared.frontier, ledger)
        self.waiting: list[Arrival] = []  # until it is known whether they are needed to learn from

    def take_all(self) -> list[Arrival]:
        """Return the pages that wait, which do so no longer."""
        waiting, self.waiting = self.waiting, []
        return waiting

    def note(self, arrival: Arrival, seen: Visit | CleaningError) -> Candidate | None:
        """Return a page that may be a post, after its links are noted; None where nothing can come of it."""
        if isinstance(seen, CleaningError):
            self.note_unseen(arrival, seen)
            return None
        number, url = arrival.number, arrival.page.url
        if is_part(url):
            return Candidate(number, arrival.page, seen.features, arrival.sources, arrival.seen)
        address = self.addresses.place(number, seen)
        # A later page of a list may name the first one as its canonical address, and still links to other posts.
        self.links.add(seen.features, address or seen.address)
        if not address:
            self.ledger.leave(number, arrival.seen, "duplicate", f"of {seen.address}")
            return None
        page = replace(arrival.page, url=address)
        if holds_posts(seen.features, arrival.sources, self.blog):
            self.divide(arrival, page, seen.features.posts)
            return None
        return Candidate(number, page, seen.features, arrival.sources, arrival.seen)

    def note_unseen(self, arrival: Arrival, why: CleaningError) -> None:
        """Note why nothing can be seen on a page."""
        number, url = arrival.number, arrival.page.url
        logger.warning("%s: %s", url, why)
        if isinstance(why, NotHtml):
            self.shared.frontier.done(number, "not-html")
        elif isinstance(why, OverLimits):
            if arrival.sources - {"link"}:
                self.shared.work.tell_over_limits(replace(arrival.page, url=canonical_url(url)), self.blog.model)
            self.shared.frontier.done(number, OVER_LIMITS, str(why))
        else:
            self.ledger.leave(number, arrival.seen, "no-text")

    def divide(self, arrival: Arrival, page: Page, fragments: Sequence[str]) -> None:
        """Let each of the posts that a page is made of wait as a page of its own."""
        self.blog.has_anchors = True
        for fragment in fragments:
            url = f"{page.url}#{fragment}"
            part = self.shared.frontier.add_part(self.name, url, "anchor")
            if part.state == "waiting" and self.shared.want.has_url(url):
                seen = replace(arrival.seen, url=url)
                self.waiting.append(Arrival(part.id, replace(page, url=url, entry=part.entry), part.sources, seen))
        self.ledger.leave(arrival.number, arrival.seen, "divided")
