"""The crawl of one blog: its pages come in, what they lead to goes into the frontier, records come out."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.engine import OverLimits
from blogsieve.cleaners.errors import CleaningError, NotHtml
from blogsieve.cleaners.metadata.signals import in_order
from blogsieve.crawler.blogs.blog import Candidate
from blogsieve.crawler.blogs.context import Arrival
from blogsieve.crawler.blogs.ledger import Ledger
from blogsieve.crawler.blogs.links import Links
from blogsieve.crawler.blogs.parts import parts_of
from blogsieve.crawler.blogs.said_addresses import SaidAddresses
from blogsieve.crawler.blogs.sample import Sample
from blogsieve.crawler.blogs.sessions import Sessions
from blogsieve.crawler.blogs.strangers import Strangers
from blogsieve.crawler.blogs.visit import holds_posts
from blogsieve.crawler.frontier.frontier import OVER_LIMITS
from blogsieve.crawler.urls import canonical_url, is_part

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.cleaners.site.model import SiteModel
    from blogsieve.crawler.blogs.blog import Blog
    from blogsieve.crawler.blogs.context import Context
    from blogsieve.crawler.blogs.page_features import PageFeatures
    from blogsieve.crawler.blogs.visit import Visit
    from blogsieve.crawler.frontier.state import State

logger = logging.getLogger(__name__)


class BlogCrawl:
    """A blog under way: it is learned from its first posts, then each page is parsed once where it is cleaned."""

    def __init__(self, name: str, blog: Blog, shared: Context, state: State | None = None) -> None:
        self.name, self.blog, self.shared = name, blog, shared
        self.ledger = Ledger(shared.frontier, shared.want.limit, state, shared.finishing)
        self.said = SaidAddresses(blog, shared.frontier)
        self.links = Links(name, blog, shared.frontier, shared.want, state)
        self.waiting: list[Arrival] = []  # until it is known whether they are needed to learn from
        self.sample = Sample(name, shared.frontier)
        self.sessions = Sessions(blog.dropped)
        self.strangers = Strangers(blog, shared.config.policy.sample)
        self.is_busy = False  # a callback learns, or looks at pages for that

    @property
    def is_full(self) -> bool:
        """Whether so many pages wait that no more are to be fetched: a fast host would fill the memory with them.

        Those that the blog is learned from are fetched in any case, before all others.
        """
        held = len(self.blog.held) if self.blog.learning else 0
        is_full = len(self.waiting) + held >= self.shared.config.policy.held
        return is_full and (self.blog.ready or not self.awaits_sample)

    @property
    def awaits_sample(self) -> bool:
        """Whether pages that the blog is learned from are still to come."""
        return self.sample.has_more(self.numbers)

    @property
    def numbers(self) -> set[int]:
        """The numbers of the pages that wait here."""
        held = {candidate.number for candidate in self.blog.held}
        return {arrival.number for arrival in self.waiting} | held | self.strangers.held.keys()

    @property
    def is_over(self) -> bool:
        """Whether pages wait here for others of which none is coming."""
        waiting = self.numbers
        return bool(waiting) and not self.is_busy and not self.shared.frontier.has_more(self.name, waiting)

    async def take(self, arrival: Arrival) -> AsyncIterator[dict[str, Any]]:
        """Yield the record of a page that is a post, or let it wait until enough is known; follow its links."""
        self.waiting.append(arrival)
        async for record in self.release():
            yield record

    async def release(self, *, is_last: bool = False) -> AsyncIterator[dict[str, Any]]:
        """Yield the records of the pages that wait, once their blog is learned, if no more come from those."""
        if not self.blog.ready:
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
        # A page that is made of several posts leaves them waiting.
        while self.waiting:
            waiting, self.waiting = self.waiting, []
            # All are asked for at once, so that no worker waits.
            model = self.blog.model
            visits = [asyncio.ensure_future(self.visit(arrival)) for arrival in waiting]
            for arrival, seen in zip(waiting, visits, strict=True):
                if record := await self.deal(arrival, await seen, model):
                    yield record
        # What comes while a template is learned is looked at again when that is over: it may be of the same.
        if not self.is_busy and self.strangers.held and (is_last or self.strangers.are_enough):
            async for record in self.release_strangers():
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
        policy, blog = self.shared.config.policy, self.blog
        while True:
            if batch := self.sample.draw(self.waiting, all_of_them=is_last):
                visits = await asyncio.gather(*map(self.visit, batch))
                news = [self.note_or_lose(arrival, seen) for arrival, seen in zip(batch, visits, strict=True)]
                blog.held += await asyncio.gather(*(self.whole(candidate) for candidate in news if candidate))
            elif is_last and policy.can_learn(len(blog.held)):
                break
            elif is_last or self.awaits_sample:
                return None
            elif not (lacking := blog.lacking(policy)):
                break
            elif not self.sample.grow(lacking):
                return None
        if blog.distrusts:
            blog.held = [replace(one, page=replace(one.page, url=canonical_url(one.features.url))) for one in blog.held]
        self.readdress_held()
        blog.learning = True
        try:
            # In an order that does not hang on which page came first: the same blog gives the same records.
            posts = blog.learn(sorted(blog.held, key=lambda held: held.page.url))
            learned = await self.shared.work.learn([post.page for post in posts], blog.model, cleans=True)
            blog.model = learned.model
            return {posts[place].number: result for place, result in learned.results.items()}
        except CleaningError as error:
            # Its pages are cleaned one by one.
            logger.warning("%s: nothing was learned of it: %s", blog.home, error)
            return {}
        finally:
            blog.learning, blog.ready = False, True
            self.save()

    def readdress_held(self) -> None:
        """Give the pages that wait the addresses that they are now known to have; of several at one the first stays."""
        held, self.blog.held = self.blog.held, []
        for one in held:
            url = self.blog.here(one.page.url)
            if url == one.page.url or self.shared.frontier.claim(url, one.number):
                self.blog.held.append(replace(one, page=replace(one.page, url=url)))
            else:
                self.ledger.leave(one.number, one.seen, "duplicate", f"of {url}")

    def note_or_lose(self, arrival: Arrival, seen: Visit | CleaningError) -> Candidate | None:
        """Do as `note` does; a fault of ours costs this page only, and not those that wait with it."""
        try:
            return self.note(arrival, seen)
        except (OSError, sqlite3.Error):
            raise
        except Exception:
            logger.exception("%s: could not be dealt with", arrival.page.url)
            self.shared.frontier.done(arrival.number, "failed")
            self.shared.lost(arrival.page.url)
            return None

    def note(self, arrival: Arrival, seen: Visit | CleaningError) -> Candidate | None:
        """Return a page that may be a post, after its links are noted; None where nothing can come of it."""
        number, url = arrival.number, arrival.page.url
        if isinstance(seen, CleaningError):
            logger.warning("%s: %s", url, seen)
            if isinstance(seen, NotHtml):
                self.shared.frontier.done(number, "not-html")
            elif isinstance(seen, OverLimits):
                if arrival.sources - {"link"}:
                    self.shared.work.tell_over_limits(replace(arrival.page, url=canonical_url(url)), self.blog.model)
                self.shared.frontier.done(number, OVER_LIMITS, str(seen))
            else:
                self.ledger.leave(number, arrival.seen, "no-text")
            return None
        if is_part(url):
            return Candidate(number, arrival.page, seen.features, arrival.sources, arrival.seen)
        self.learn_parameters(seen.features)
        address = self.said.place(number, self.blog.here(seen.address), seen.features)
        # A later page of a list may name the first one as its canonical address, and still links to other posts.
        self.add_links(seen.features, address or seen.address)
        if not address:
            self.ledger.leave(number, arrival.seen, "duplicate", f"of {seen.address}")
            return None
        page = replace(arrival.page, url=address)
        if holds_posts(seen.features, arrival.sources, self.blog):
            self.divide(arrival, page, seen.features.posts)
            return None
        return Candidate(number, page, seen.features, arrival.sources, arrival.seen)

    def learn_parameters(self, features: PageFeatures) -> None:
        """Take in what a page tells of the parameters of addresses; those that make no other page are dropped."""
        self.sessions.meet(features.url, features.sketch)
        if (dropped := self.sessions.dropped) != self.blog.dropped:
            self.blog.dropped = dropped
            logger.info("%s: parameters that make no other page: %s", self.blog.home, ", ".join(dropped))
            with self.shared.frontier.transaction():
                self.shared.frontier.readdress(self.name, self.blog.here)

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

    async def whole(self, candidate: Candidate) -> Candidate:
        """Return a page with the later pages of the post that it may be."""
        if not parts_of(candidate.page.url, (link.url for link in candidate.features.links)):
            return candidate
        parts = await self.shared.fetch_rest(candidate.features, candidate.page.url)
        return replace(candidate, page=replace(candidate.page, parts=parts))

    async def deal(
        self, arrival: Arrival, seen: Visit | CleaningError, model: SiteModel | None
    ) -> dict[str, Any] | None:
        """Return the record of a page that was visited when a model of its blog was learned, if it is a post."""
        candidate = self.note_or_lose(arrival, seen)
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

    async def finish(self, candidate: Candidate, result: Cleaned | CleaningError | None) -> dict[str, Any] | None:
        """Return the record of a page if it is a post that is wanted and new, and note what it is."""
        state, record = await self.make_record(candidate, result)
        if record is not None:
            if refused := self.shared.config.obey.intersection(record["metadata"]["signals"]):
                self.shared.frontier.done(candidate.number, "objected", ", ".join(in_order(refused)))
                return None
            if self.blog.complete and candidate.sources == {"link"} and not self.ledger.is_enough:
                self.links.refute(candidate.page.url)
            return self.ledger.revise(candidate, record)
        if state == OVER_LIMITS:
            # The next crawl is to take it, if its limits are higher: it has not seen it.
            self.shared.frontier.done(candidate.number, state)
            return None
        why = self.blog.judge(candidate).why if state not in ("no-text", "other-date") else ""
        self.ledger.leave(candidate.number, candidate.seen, state, why)
        return None

    async def make_record(
        self, candidate: Candidate, result: Cleaned | CleaningError | None
    ) -> tuple[str, dict[str, Any] | None]:
        """Return what a page is, and its record if that is a post that is wanted; it may have been cleaned already."""
        page, verdict = candidate.page, self.blog.judge(candidate)
        logger.debug("%s: %s by %s", page.url, verdict.kind, verdict.why)
        if verdict.kind != "post":
            return verdict.kind, None
        try:
            cleaned = await self.cleaned(page, result)
        except CleaningError as error:
            logger.warning("%s: %s", page.url, error)
            if isinstance(error, OverLimits):
                self.shared.work.tell_over_limits(page, self.blog.model)
                return OVER_LIMITS, None
            return "no-text", None
        record = cleaned.record.to_dict()
        record["metadata"]["also"] = list(also_at(candidate, self.blog))
        return ("post", record) if self.shared.want.has_date(record["date"]) else ("other-date", None)

    async def cleaned(self, page: Page, result: Cleaned | CleaningError | None) -> Cleaned:
        """Return what became of a page that is a post; raise CleaningError where there is no record."""
        if result is None:
            return await self.shared.work.clean(page, self.blog.model)
        if isinstance(result, CleaningError):
            raise result
        self.shared.work.tell(page, self.blog.model, result)
        return result

    def written(self, record: str) -> None:
        """Note that a record is written; ask for no more pages where as many are as are wanted."""
        self.ledger.written(record)
        if self.ledger.is_enough:
            self.shared.frontier.skip_rest(self.name, "over-limit")
            self.blog.held.clear()
            self.strangers.held.clear()
            self.waiting.clear()

    def add_links(self, features: PageFeatures, address: str) -> None:
        """Note where a page's links may lead to posts."""
        if self.shared.follows:
            self.links.add(features, address)

    def save(self) -> None:
        """Keep what is known of the blog."""
        self.shared.frontier.note(self.name, "blog", self.blog.to_dict())


@dataclass(frozen=True, slots=True)
class Full:
    """The blogs of which no more pages are to be fetched now: thousands may be known, and few are asked about."""

    crawls: Mapping[str, BlogCrawl]

    def __contains__(self, name: object) -> bool:
        crawl = self.crawls.get(str(name))
        return crawl is not None and crawl.is_full


def also_at(candidate: Candidate, blog: Blog) -> tuple[str, ...]:
    """Return the addresses other than the record's at which the post is known to stand."""
    if is_part(candidate.page.url):
        return ()
    found = canonical_url(blog.here(candidate.features.url))
    return (found,) if found != candidate.page.url else ()
