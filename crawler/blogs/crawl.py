"""The crawl of one blog: its pages come in, what they lead to goes into the frontier, records come out."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.errors import CleaningError
from blogsieve.crawler.blogs.intake import Intake
from blogsieve.crawler.blogs.ledger import Ledger
from blogsieve.crawler.blogs.links import Links
from blogsieve.crawler.blogs.parts import parts_of
from blogsieve.crawler.blogs.recorder import Recorder
from blogsieve.crawler.blogs.said_days import dated_entry
from blogsieve.crawler.blogs.sample import Sample
from blogsieve.crawler.blogs.strangers import Strangers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from blogsieve.cleaners.model import Cleaned
    from blogsieve.cleaners.site.model import SiteModel
    from blogsieve.crawler.blogs.blog import Blog, Candidate
    from blogsieve.crawler.blogs.context import Arrival, Context
    from blogsieve.crawler.blogs.visit import Visit
    from blogsieve.crawler.frontier.state import State

logger = logging.getLogger(__name__)


class BlogCrawl:
    """A blog under way: it is learned from its first posts, then each page is parsed once where it is cleaned."""

    def __init__(self, name: str, blog: Blog, shared: Context, state: State | None = None) -> None:
        self.name, self.blog, self.shared = name, blog, shared
        self.ledger = Ledger(shared.frontier, shared.want.limit, state, shared.finishing)
        self.links = Links(name, blog, shared.frontier, shared.want, state, shared.follows)
        self.intake = Intake(name, blog, shared, self.ledger, self.links)
        self.recorder = Recorder(blog, shared, self.ledger, self.links)
        self.sample = Sample(name, shared.frontier)
        self.strangers = Strangers(blog, shared.config.policy.sample)
        self.is_busy = False  # a callback learns, or looks at pages for that

    @property
    def is_full(self) -> bool:
        """Whether so many pages wait that no more are to be fetched: a fast host would fill the memory with them.

        Those that the blog is learned from are fetched in any case, before all others.
        """
        held = len(self.blog.held) if self.blog.learning else len(self.strangers.held) if self.is_busy else 0
        is_full = len(self.intake.waiting) + held >= self.shared.config.policy.held
        return is_full and (self.blog.ready or not self.awaits_sample)

    @property
    def awaits_sample(self) -> bool:
        """Whether pages that the blog is learned from are still to come."""
        return self.sample.has_more(self.numbers)

    @property
    def numbers(self) -> set[int]:
        """The numbers of the pages that wait here."""
        held = {candidate.number for candidate in self.blog.held}
        return {arrival.number for arrival in self.intake.waiting} | held | self.strangers.held.keys()

    @property
    def is_over(self) -> bool:
        """Whether pages wait here for others of which none is coming."""
        waiting = self.numbers
        return bool(waiting) and not self.is_busy and not self.shared.frontier.has_more(self.name, waiting)

    @property
    def is_due(self) -> bool:
        """Whether pages wait here for those that the blog is learned from, and the last of these came to nothing."""
        return bool(self.numbers) and not self.blog.ready and not self.is_busy and not self.awaits_sample

    async def take(self, arrival: Arrival) -> AsyncIterator[dict[str, Any]]:
        """Yield the record of a page that is a post, or let it wait until enough is known; follow its links."""
        self.intake.waiting.append(arrival)
        async for record in self.release():
            yield record

    async def release(self, *, is_last: bool = False) -> AsyncIterator[dict[str, Any]]:
        """Yield the records of the pages that wait, once their blog is learned, if no more come from those."""
        if not self.blog.ready:
            async for record in self.release_sample(is_last=is_last):
                yield record
        if not self.blog.ready:
            return
        async for record in self.release_waiting():
            yield record
        # What comes while a template is learned is looked at again when that is over: it may be of the same.
        if not self.is_busy and self.strangers.held and (is_last or self.strangers.are_enough):
            async for record in self.release_strangers():
                yield record

    async def release_sample(self, *, is_last: bool) -> AsyncIterator[dict[str, Any]]:
        """Yield the records of the posts that the blog is learned from, if they are enough and nobody is at it."""
        if self.is_busy:
            # Pages that come meanwhile are released with those that are learned from.
            return
        self.is_busy = True
        try:
            learned = await self.learn(is_last=is_last)
        finally:
            self.is_busy = False
        if learned is None:
            return
        held, self.blog.held = self.blog.held, []
        for candidate in held:
            result = learned.get(candidate.number)
            if result is not None and self.strangers.takes_from_sample(candidate, result):
                continue
            if record := await self.finish(candidate, result):
                yield record

    async def release_waiting(self) -> AsyncIterator[dict[str, Any]]:
        """Yield the records of the pages that wait; one that is made of several posts leaves these waiting."""
        while self.intake.waiting:
            waiting = self.intake.take_all()
            # All are asked for at once, so that no worker waits.
            model = self.blog.model
            visits = [asyncio.ensure_future(self.visit(arrival)) for arrival in waiting]
            for arrival, seen in zip(waiting, visits, strict=True):
                if record := await self.deal(arrival, await seen, model):
                    yield record

    async def release_strangers(self) -> AsyncIterator[dict[str, Any]]:
        """Yield the records of the posts of another template, which they teach if they are enough."""
        self.is_busy = True
        try:
            released = await self.strangers.release(self.shared.work)
        finally:
            self.is_busy = False
        self.save()
        for candidate, result in released:
            if record := await self.finish(candidate, result):
                yield record

    async def visit(self, arrival: Arrival) -> Visit | CleaningError:
        """Return what a page shows, and what became of it where the blog is learned."""
        return await self.shared.work.visit(arrival.page, self.blog.knowledge(), arrival.sources)

    async def learn(self, *, is_last: bool) -> dict[int, Cleaned | CleaningError] | None:
        """Return the records of the pages that the blog is learned from, by their numbers; None while too few came."""
        if not await self.has_sample(is_last=is_last):
            return None
        blog = self.blog
        blog.held = [self.dated(candidate) for candidate in self.intake.addresses.readdressed(blog.held)]
        blog.learning = True
        results: dict[int, Cleaned | CleaningError] = {}
        try:
            with self.shared.sparing_pages(blog.home):
                # In an order that does not hang on which page came first: the same blog gives the same records.
                posts = blog.learn(sorted(blog.held, key=lambda held: held.page.url))
                learned = await self.shared.work.learn([post.page for post in posts], blog.model, cleans=True)
                blog.model = learned.model
                results = {posts[place].number: result for place, result in learned.results.items()}
        finally:
            blog.learning, blog.ready = False, True
        self.save()
        return results

    def dated(self, candidate: Candidate) -> Candidate:
        """Return a page with the day that a list showed beside its title since it was fetched."""
        page, stamps = candidate.page, self.shared.frontier.stamps_of(candidate.number)
        entry = page.entry or dated_entry(page.url, stamps, trusts_sitemap=self.blog.trusts_sitemap)
        return candidate if entry is page.entry else replace(candidate, page=replace(page, entry=entry))

    async def has_sample(self, *, is_last: bool) -> bool:
        """Hold the pages of the sample that have come; say whether they are enough to learn from."""
        policy, blog = self.shared.config.policy, self.blog
        while True:
            if batch := self.sample.draw(self.intake.waiting, all_of_them=is_last):
                visits = await asyncio.gather(*map(self.visit, batch))
                news = [self.note(arrival, seen) for arrival, seen in zip(batch, visits, strict=True)]
                blog.held += await asyncio.gather(*(self.whole(candidate) for candidate in news if candidate))
            elif is_last and policy.can_learn(len(blog.held)):
                return True
            elif is_last or self.awaits_sample:
                return False
            elif not (lacking := blog.lacking(policy)):
                return True
            elif not self.sample.grow(lacking):
                return False

    async def whole(self, candidate: Candidate) -> Candidate:
        """Return a page with the later pages of the post that it may be."""
        if not parts_of(candidate.page.url, candidate.features.links):
            return candidate
        parts = await self.shared.fetch_rest(candidate.features, candidate.page.url)
        return replace(candidate, page=replace(candidate.page, parts=parts))

    async def deal(
        self, arrival: Arrival, seen: Visit | CleaningError, model: SiteModel | None
    ) -> dict[str, Any] | None:
        """Return the record of a page that was visited when a model of its blog was learned, if it is a post."""
        candidate = self.note(arrival, seen)
        if candidate is None or isinstance(seen, CleaningError):
            return None
        # What was learned meanwhile may be the page's template.
        is_fresh = candidate.page.url == seen.address and model is self.blog.model
        result = seen.cleaned if is_fresh else None
        if result is None and seen.verdict and seen.verdict.kind == "post":
            candidate = await self.whole(candidate)
        if self.strangers.takes(candidate, seen, result):
            return None
        return await self.finish(candidate, result)

    def note(self, arrival: Arrival, seen: Visit | CleaningError) -> Candidate | None:
        """Return a page that may be a post, after its links are noted; None where nothing can come of it."""
        with self.shared.sparing_others(arrival.number, arrival.page.url):
            return self.intake.note(arrival, seen)
        return None

    async def finish(self, candidate: Candidate, result: Cleaned | CleaningError | None) -> dict[str, Any] | None:
        """Return the record of a page if it is a post that is wanted and new."""
        with self.shared.sparing_others(candidate.number, candidate.page.url):
            return await self.recorder.finish(candidate, result)
        return None

    def written(self, record: str) -> None:
        """Note that a record is written; ask for no more pages where as many are as are wanted."""
        self.ledger.written(record)
        if self.ledger.is_enough:
            self.shared.frontier.skip_rest(self.name, "over-limit")
            self.blog.held.clear()
            self.strangers.held.clear()
            self.intake.waiting.clear()

    def save(self) -> None:
        """Keep what is known of the blog."""
        with self.shared.sparing_pages(self.blog.home):
            self.shared.frontier.note(self.name, "blog", self.blog.to_dict())


@dataclass(frozen=True, slots=True)
class FullBlogs:
    """The blogs of which no more pages are to be fetched now: thousands may be known, and few are asked about."""

    crawls: Mapping[str, BlogCrawl]

    def __contains__(self, name: object) -> bool:
        crawl = self.crawls.get(str(name))
        return crawl is not None and crawl.is_full
