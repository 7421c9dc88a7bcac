"""What all spiders do with a post's page: fetch it from the frontier, judge it, learn, clean."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, Spider, signals
from scrapy.http import TextResponse
from scrapy.utils.job import job_dir

from cleaners.errors import CleaningError
from cleaners.model import Page
from cleaners.platform import GENERIC, named
from crawler.blog import Blog, Candidate
from crawler.cleaning import Cleaner
from crawler.discovery.classify import kind_of_address
from crawler.discovery.look import look
from crawler.discovery.parts import part_number, parts_of, post_of
from crawler.frontier import SOURCES, Frontier, Place, Rank
from crawler.output import line_files, read_ids
from crawler.reasons import ROBOTS, reason_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from crawler.discovery.look import Look


FRONTIER = "frontier.sqlite"


class PostSpider(Spider):
    """Takes pages from the frontier and yields the records of those that are posts."""

    cleaner: Cleaner

    def __init__(self, url: str = "", file: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.asked, self.file = url.split(), file
        self.blogs: dict[str, Blog] = {}
        self.tallies: dict[str, Counter[str]] = {}
        self.troubles: list[str] = []  # with what was asked for, before any blog
        self.frontier = Frontier()
        self.sample = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider with the frontier that the settings name."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.cleaner = Cleaner.from_crawler(crawler)
        spider.sample = crawler.settings.getint("BLOGSIEVE_SAMPLE")
        if folder := job_dir(crawler.settings):
            spider.open_frontier(Path(folder) / FRONTIER)
        crawler.signals.connect(spider.stay_for_held, signal=signals.spider_idle)
        crawler.signals.connect(spider.item_done, signal=signals.item_scraped)
        crawler.signals.connect(spider.item_lost, signal=signals.item_dropped)
        crawler.signals.connect(spider.item_lost, signal=signals.item_error)
        return spider

    def open_frontier(self, path: Path) -> None:
        """Take up the frontier in a file, and believe what the output holds over what it says."""
        self.frontier.close()
        self.frontier = Frontier(path)
        files = [file for file in line_files(self.settings) if file.exists()]
        if files:
            self.frontier.reconcile(read_ids(files[0]))

    def wanted(self) -> list[str]:
        """Return the addresses that were asked for, in the argument and in the file (`-` is standard input)."""
        if not self.file:
            return self.asked
        try:
            text = sys.stdin.read() if self.file == "-" else Path(self.file).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            self.troubles.append(f"{self.file}: {getattr(error, 'strerror', None) or 'is no text in UTF-8'}")
            return self.asked
        lines = (line.strip() for line in text.splitlines())
        return [*self.asked, *(line for line in lines if line and not line.startswith("#"))]

    def blog(self, name: str, home: str) -> Blog:
        """Return what is known of the blog of a name, from the frontier where a crawl goes on."""
        if name not in self.blogs:
            known = self.frontier.noted(name, "blog")
            self.blogs[name] = Blog.from_dict(known) if known else Blog(home)
        return self.blogs[name]

    def save(self, name: str) -> None:
        """Keep what is known of a blog."""
        self.frontier.note(name, "blog", self.blogs[name].to_dict())

    def next_request(self) -> Request | None:
        """Return the next request of the frontier, None where there is none now."""
        place = self.frontier.take()
        return self.request(place) if place else None

    def has_requests(self) -> bool:
        """Say whether the frontier has more requests."""
        return self.frontier.has_waiting()

    def request(self, place: Place) -> Request:
        """Return the request for a page."""
        return Request(place.url, self.parse_page, errback=self.failed, cb_kwargs={"place": place}, dont_filter=True)

    async def parse_page(self, response: Response, place: Place) -> AsyncIterator[dict[str, Any]]:
        """Yield the record of a post, or hold it until enough is known; follow the page's links."""
        blog = self.blogs[place.blog]
        if not isinstance(response, TextResponse) or not response.body.strip():
            self.logger.warning("%s: is no page of HTML", place.url)
            self.frontier.done(place.id, "not-html")
            return
        seen = look(response.selector.root, response.url)
        address = blog.address(seen)
        if not self.frontier.claim(address, place.id):
            self.frontier.done(place.id, "duplicate")
            return
        self.add_links(place.blog, seen, address)
        page = Page(address, response.body, content_type(response), now(), place.entry, await self.parts(seen, address))
        blog.held.append(Candidate(place.id, page, seen, frozenset(place.source.split())))
        if blog.ready or len(blog.held) >= self.sample:
            async for record in self.release(place.blog):
                yield record

    async def parts(self, seen: Look, address: str) -> tuple[Page, ...]:
        """Return the other pages of a post that is split over several."""
        found = []
        for url in parts_of(address, (link.url for link in seen.links)):
            response = await self.crawler.engine.download_async(Request(url))
            if response.status == 200 and isinstance(response, TextResponse):
                found.append(Page(url, response.body, content_type(response), now()))
        return tuple(found)

    def add_links(self, name: str, seen: Look, address: str) -> None:
        """Note where the page's links may lead to posts."""
        blog, news = self.blogs[name], 0
        with self.frontier.transaction():
            for url in dict.fromkeys(link.url for link in seen.links):
                if (kind := blog.worth(url)) and not self.is_part(url, address):
                    rank = Rank.LIST if kind == "list" else Rank.POST
                    news += self.frontier.add(name, url, "page", rank if blog.settled else Rank.PARKED)
        blog.barren = 0 if news else blog.barren + 1

    def is_part(self, url: str, address: str) -> bool:
        """Say whether url is a page of the post at address, or of another one that is known."""
        if part_number(url, address):
            return True
        post = post_of(url)
        return bool(post) and not kind_of_address(post, named(GENERIC)) and self.frontier.knows(post)

    async def release(self, name: str) -> AsyncIterator[dict[str, Any]]:
        """Yield the records of the pages that wait, once their blog is learned."""
        blog = self.blogs[name]
        held, blog.held = blog.held, []
        if not blog.ready:
            blog.ready = True
            blog.model = await self.cleaner.learn([candidate.page for candidate in blog.learn(held)])
            self.save(name)
        for candidate in held:
            if record := await self.finish(blog, candidate):
                yield record

    async def finish(self, blog: Blog, candidate: Candidate) -> dict[str, Any] | None:
        """Return the record of a page if it is a post, and note what it is."""
        page, verdict = candidate.page, blog.judge(candidate)
        self.logger.debug("%s: %s by %s", page.url, verdict.kind, verdict.why)
        self.crawler.stats.inc_value(f"blogsieve/pages/{verdict.kind}")
        if verdict.kind != "post":
            self.frontier.done(candidate.number, verdict.kind)
            return None
        try:
            cleaned = await self.cleaner.clean(page, blog.model)
        except CleaningError as error:
            self.logger.warning("%s: %s", page.url, error)
            self.frontier.done(candidate.number, "no-text")
            return None
        self.frontier.name_record(candidate.number, cleaned.record.id)
        return cleaned.record.to_dict()

    def item_done(self, item: dict[str, Any]) -> None:
        """Note that a record is written."""
        self.frontier.record_done(item["id"], "written")

    def item_lost(self, item: dict[str, Any]) -> None:
        """Note that a pipeline of the user's did not let a record pass."""
        self.frontier.record_done(item["id"], "dropped")

    def failed(self, failure: Failure) -> None:
        """Note why a page could not be fetched, and go on without it."""
        place, why = place_of(failure), reason_of(failure)
        # Robots.txt forbids whole kinds of pages, and a source that is not there is only one that was tried.
        level = logging.INFO if why == ROBOTS or place.kind in SOURCES else logging.WARNING
        self.logger.log(level, "%s: %s", place.url, why)
        self.frontier.done(place.id, "forbidden" if why == ROBOTS else "failed")

    def stay_for_held(self) -> None:
        """Release the pages that wait when no more are coming; only a callback can yield records."""
        for name in [name for name, blog in self.blogs.items() if blog.held]:
            request = Request("data:,", self.release_rest, cb_kwargs={"name": name}, dont_filter=True)
            self.crawler.engine.crawl(request)

    async def release_rest(self, response: Response, name: str) -> AsyncIterator[dict[str, Any]]:
        """Yield the records of the pages that still wait."""
        async for record in self.release(name):
            yield record

    def closed(self, reason: str) -> None:
        """Count what the crawl came to, and forget the frontier of a crawl that is through."""
        self.tallies = {name: self.frontier.tally(name) for name in self.blogs}
        through = reason == "finished" and not self.frontier.has_waiting()
        self.frontier.close()
        if through and (folder := job_dir(self.settings)):
            for file in Path(folder).glob(f"{FRONTIER}*"):
                file.unlink()


def place_of(failure: Failure) -> Place:
    """Return the place of the request that failed."""
    place: Place = failure.request.cb_kwargs["place"]  # type: ignore[attr-defined]
    return place


def content_type(response: Response) -> str:
    """Return the header of that name."""
    return (response.headers.get("Content-Type") or b"").decode("latin1")


def now() -> str:
    """Return this moment in ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
