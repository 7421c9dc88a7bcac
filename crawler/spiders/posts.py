"""What all spiders do with a post's page: fetch it from the frontier, judge it, learn, clean."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider, signals
from scrapy.http import TextResponse
from scrapy.utils.job import job_dir

from cleaners.errors import CleaningError
from cleaners.model import Page
from cleaners.platform import GENERIC, named
from crawler.blog import BARREN, Blog, Candidate
from crawler.cleaning import Cleaner
from crawler.discovery.classify import kind_of_address
from crawler.discovery.look import look
from crawler.discovery.parts import part_number, parts_of, post_of
from crawler.frontier import SOURCES, Frontier, Place, Rank
from crawler.reasons import ROBOTS, reason_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from crawler.discovery.look import Look


class PostSpider(Spider):
    """Takes pages from the frontier and yields the records of those that are posts."""

    frontier: Frontier
    sample: int

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.blogs: dict[str, Blog] = {}
        self.troubles: list[str] = []  # with what was asked for, before any blog
        self.cleaner = Cleaner()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> PostSpider:
        spider = super().from_crawler(crawler, *args, **kwargs)
        folder = job_dir(crawler.settings)
        spider.frontier = Frontier(Path(folder) / "frontier.sqlite" if folder else None)
        spider.sample = crawler.settings.getint("BLOGSIEVE_SAMPLE")
        crawler.signals.connect(spider.release_idle, signal=signals.spider_idle)
        return spider

    def read_lines(self, file: str) -> list[str]:
        """Return the lines of a file, `-` for standard input, without comments and empty ones."""
        if not file:
            return []
        try:
            text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            self.troubles.append(f"{file}: {getattr(error, 'strerror', None) or 'is no text in UTF-8'}")
            return []
        return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]

    def next_request(self) -> Request | None:
        """Return the next request of the frontier, None where there is none now."""
        place = self.frontier.take()
        return place and self.request(place)

    def request(self, place: Place) -> Request:
        """Return the request for a page."""
        return Request(place.url, self.parse_page, errback=self.failed, cb_kwargs={"place": place}, dont_filter=True)

    async def parse_page(self, response: Response, place: Place) -> AsyncIterator[dict[str, Any]]:
        """Yield the record of a post, or hold it until enough is known; follow the page's links."""
        blog = self.blogs[place.blog]
        if not isinstance(response, TextResponse) or not response.body.strip():
            self.logger.warning("%s: is no page of HTML", place.url)
            self.drop(blog, place.id, "not-html")
            return
        seen = look(response.selector.root, response.url)
        address = blog.address(seen)
        if not self.frontier.claim(address, place.id):
            self.drop(blog, place.id, "duplicate")
            return
        self.add_links(blog, place.blog, seen, address)
        page = Page(address, response.body, content_type(response), now(), place.entry, await self.parts(seen, address))
        blog.held.append(Candidate(place.id, page, seen, frozenset(place.source.split())))
        if blog.ready or len(blog.held) >= self.sample:
            async for item in self.release(blog):
                yield item

    async def parts(self, seen: Look, address: str) -> tuple[Page, ...]:
        """Return the other pages of a post that is split over several."""
        found = []
        for url in parts_of(address, (link.url for link in seen.links)):
            response = await self.crawler.engine.download_async(Request(url))
            if response.status == 200 and isinstance(response, TextResponse):
                found.append(Page(url, response.body, content_type(response), now()))
        return tuple(found)

    def add_links(self, blog: Blog, name: str, seen: Look, address: str) -> None:
        """Note where the page's links may lead to posts; give up lists when they lead nowhere."""
        news = 0
        with self.frontier.transaction():
            for url in dict.fromkeys(link.url for link in seen.links):
                if (kind := blog.worth(url)) and not self.is_part(url, address):
                    rank = (Rank.LIST if kind == "list" else Rank.POST) if blog.settled else Rank.PARKED
                    news += self.frontier.add(name, url, "page", rank)
        blog.barren = 0 if news else blog.barren + 1

    def is_part(self, url: str, address: str) -> bool:
        """Say whether url is a page of the post at address, or of another one that is known."""
        post = post_of(url)
        return bool(
            part_number(url, address)
            or (post and not kind_of_address(post, named(GENERIC)) and self.frontier.knows(post))
        )

    async def release(self, blog: Blog) -> AsyncIterator[dict[str, Any]]:
        """Yield the records of the pages that wait, once their blog is learned."""
        held, blog.held = blog.held, []
        if not blog.ready:
            blog.ready, blog.held = True, held
            blog.learn()
            blog.held = []
            posts = [candidate.page for candidate in held if blog.judge(candidate).kind == "post"]
            blog.model = await self.cleaner.learn(posts)
        for candidate in held:
            if record := await self.finish(blog, candidate):
                yield record

    async def finish(self, blog: Blog, candidate: Candidate) -> dict[str, Any] | None:
        """Return the record of a page if it is a post, and count what it is."""
        verdict = blog.judge(candidate)
        self.logger.debug("%s: %s by %s", candidate.page.url, verdict.kind, verdict.why)
        self.crawler.stats.inc_value(f"blogsieve/pages/{verdict.kind}")
        if verdict.kind != "post":
            blog.counts[verdict.kind] += 1
            self.frontier.done(candidate.number, verdict.kind)
            return None
        try:
            cleaned = await self.cleaner.clean(candidate.page, blog.model)
        except CleaningError as error:
            self.logger.warning("%s: %s", candidate.page.url, error)
            self.drop(blog, candidate.number, "no-text")
            return None
        blog.counts["written"] += 1
        self.crawler.stats.inc_value("blogsieve/posts")
        self.frontier.done(candidate.number, "written")
        return cleaned.record.to_dict()

    def drop(self, blog: Blog, number: int, why: str) -> None:
        """Count a page that gives nothing."""
        blog.counts[f"dropped/{why}"] += 1
        self.crawler.stats.inc_value(f"blogsieve/dropped/{why}")
        self.frontier.done(number, why)

    def failed(self, failure: Failure) -> None:
        """Note why a page could not be fetched, and go on without it."""
        place: Place = failure.request.cb_kwargs["place"]
        why = reason_of(failure)
        # Robots.txt forbids whole kinds of pages, and a source that is not there is only one that was tried.
        level = logging.INFO if why == ROBOTS or place.kind in SOURCES else logging.WARNING
        self.logger.log(level, "%s: %s", place.url, why)
        self.drop(self.blogs[place.blog], place.id, "forbidden" if why == ROBOTS else "failed")

    def release_idle(self) -> None:
        """Release the pages that wait when no more are coming; only a callback can yield records."""
        for name, blog in self.blogs.items():
            if blog.held:
                request = Request("data:,", self.release_rest, cb_kwargs={"name": name}, dont_filter=True)
                self.crawler.engine.crawl(request)

    async def release_rest(self, response: Response, name: str) -> AsyncIterator[dict[str, Any]]:
        """Yield the records of the pages that still wait."""
        async for item in self.release(self.blogs[name]):
            yield item


def content_type(response: Response) -> str:
    """Return the header of that name."""
    return (response.headers.get("Content-Type") or b"").decode("latin1")


def now() -> str:
    """Return this moment in ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
