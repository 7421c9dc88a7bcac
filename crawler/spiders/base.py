"""What a spider with a frontier does: ask for pages, note what became of them, end well."""

from __future__ import annotations

import logging
import sqlite3
import sys
from collections import Counter
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, Spider, signals
from scrapy.spidermiddlewares.httperror import HttpError

from blogsieve.cleaners.address import split_url
from blogsieve.crawler.blogs.accounts import UNEXPLAINED, Group
from blogsieve.crawler.blogs.blog import Blog
from blogsieve.crawler.blogs.cleaning import Cleaner
from blogsieve.crawler.blogs.context import Context
from blogsieve.crawler.blogs.crawl import BlogCrawl, Full
from blogsieve.crawler.blogs.ledger import now as now
from blogsieve.crawler.blogs.selection import Selection, WrongArgument
from blogsieve.crawler.config import CrawlConfig
from blogsieve.crawler.frontier.frontier import OVER_LIMITS, SOURCES, Frontier, Target
from blogsieve.crawler.frontier.sqlite import SQLiteFrontier
from blogsieve.crawler.frontier.state import State, file_name
from blogsieve.crawler.output.amending import amends_all
from blogsieve.crawler.output.files import line_files, read_ids, read_written
from blogsieve.crawler.output.finishing import NEAR_DUPLICATE, Finishing
from blogsieve.crawler.output.giving_up import is_given_up
from blogsieve.crawler.politeness.host_signals import HostBook
from blogsieve.crawler.signals import run_settled
from blogsieve.crawler.snapshot import BlogSnapshot, CrawlSnapshot
from blogsieve.crawler.spiders.answers import header as header
from blogsieve.crawler.spiders.answers import header_signals as header_signals
from blogsieve.crawler.spiders.answers import is_text as is_text
from blogsieve.crawler.spiders.split import fetch_file, fetch_rest
from blogsieve.crawler.ui.reasons import GONE, ROBOTS, reason_of
from blogsieve.crawler.urls import without_trackers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from blogsieve.cleaners.engine import Executor

FRONTIER = "frontier.sqlite"
# So many pages a post may be asked for: a blog with a list for each tag and day has a few.
WORTH = 20
# What became of pages that were worth asking for.
YIELDS = ("written", "unchanged", "other-date", "dropped")
# What a host answers for a page behind the last one.
ENDS = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.GONE})

# Of an answer that is too large, or breaks off, these tell beside us.
for _name in ("scrapy.downloadermiddlewares.httpcompression", "scrapy.core.downloader.handlers.http11"):
    logging.getLogger(_name).addFilter(lambda record: record.levelno > logging.WARNING)


class FrontierSpider(Spider):
    """Takes pages from the frontier and hands them to `parse_page`."""

    cleaner: Cleaner
    config: CrawlConfig
    shared: Context
    # Whether what a page links to may be a post.
    follows_links = True

    def __init__(self, url: str = "", file: str = "", explain: str = "", **kwargs: Any) -> None:
        self.troubles: list[str] = []  # with what was asked for, before any blog
        self.want = Selection()
        try:
            self.want = Selection.read(kwargs)
        except WrongArgument as error:
            self.troubles.append(str(error))
        super().__init__(**kwargs)
        self.asked, self.file, self.explain = url.split(), file, explain
        self.explanations: list[str] = []
        self.accounts: dict[str, dict[str, Group]] = {}
        self.blogs: dict[str, Blog] = {}
        self.crawls: dict[str, BlogCrawl] = {}
        self.states: dict[str, State] = {}
        self.tallies: dict[str, Counter[str]] = {}
        self.spent: Counter[str] = Counter()  # requests by blog
        self.budgets: dict[str, int] = {}  # how many there may be, as far as that is known
        self.extra: Counter[str] = Counter()  # what sources without end have cost
        self.left: dict[str, tuple[str, ...]] = {}  # kinds of pages that are not asked for any more, by blog
        self.frontier: Frontier = SQLiteFrontier()
        self.host_signals = HostBook()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, executor: Executor | None = None, **kwargs: Any) -> Self:
        """Return the spider with the frontier that the settings name; several may share an executor."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.config = CrawlConfig.from_settings(crawler.settings)
        spider.cleaner = Cleaner.from_crawler(crawler, executor)
        if spider.config.asks_hosts:
            spider.host_signals.download = partial(fetch_file, crawler)
        finishing = Finishing(spider.config, amends=amends_all(crawler.settings))
        if spider.config.job:
            spider.config.job.mkdir(parents=True, exist_ok=True)
            spider.open_frontier(spider.config.job / FRONTIER, finishing)
        spider.shared = Context(
            spider.config,
            spider.frontier,
            spider.want,
            spider.cleaner,
            partial(fetch_rest, crawler, spider.cleaner),
            finishing,
            spider.count_lost,
            spider.follows_links,
        )
        crawler.signals.connect(spider.item_lost, signal=signals.item_dropped)
        crawler.signals.connect(spider.item_lost, signal=signals.item_error)
        crawler.signals.connect(spider.page_lost, signal=signals.spider_error)
        return spider

    def open_frontier(self, path: Path, finishing: Finishing) -> None:
        """Take up the frontier in a file, and believe what the output holds over what it says."""
        self.frontier.close()
        goes_on = path.exists()
        self.frontier = SQLiteFrontier(path)
        limits = [self.config.page_timeout, self.config.page_maxsize]
        last = self.frontier.noted("", "limits") or limits
        if any(now > before for now, before in zip(limits, last, strict=True)):
            self.frontier.reopen_all(OVER_LIMITS)
        self.frontier.note("", "limits", limits)
        files = [file for file in line_files(self.settings) if file.exists()]
        if files and goes_on:
            self.frontier.reconcile(read_ids(files[0]))
            for record in read_written(files[0]):
                finishing.know(record)

    @property
    def named_hosts(self) -> frozenset[str]:
        """The hosts that the crawl was started with."""
        return frozenset(split_url(blog.asked).netloc for blog in self.blogs.values())

    def addresses(self) -> list[str]:
        """Return the addresses that were asked for, in the argument and in the file (`-` is standard input)."""
        if not self.file or self.troubles:
            return [] if self.troubles else self.asked
        try:
            text = sys.stdin.read() if self.file == "-" else Path(self.file).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            self.troubles.append(f"{self.file}: {getattr(error, 'strerror', None) or 'is no text in UTF-8'}")
            return self.asked
        lines = (line.strip() for line in text.splitlines())
        return [*self.asked, *(line for line in lines if line and not line.startswith("#"))]

    def blog(self, name: str, home: str) -> Blog:
        """Return what is known of the blog of a name: from a crawl that goes on, else from the last one."""
        if name not in self.blogs:
            if folder := self.config.state:
                self.states[name] = State(folder / file_name(home))
            self.blogs[name] = self.known_blog(name, home)
            self.crawls[name] = BlogCrawl(name, self.blogs[name], self.shared, self.states.get(name))
        return self.blogs[name]

    def known_blog(self, name: str, home: str) -> Blog:
        """Return a blog with what an earlier crawl noted of it; without, where that was of another version."""
        known = self.frontier.noted(name, "blog")
        last = self.states[name].noted("blog") if name in self.states else None
        try:
            return Blog.from_dict(home, known) if known else Blog.again(home, last) if last else Blog(home)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            self.logger.warning("%s: was learned by another version (%r); it is learned again", name, error)
            if known:
                self.frontier.ask_again(name)
            return Blog(home, is_known=bool(last))

    def save(self, name: str) -> None:
        """Keep what is known of a blog."""
        self.frontier.note(name, "blog", self.blogs[name].to_dict())

    def snapshot(self) -> CrawlSnapshot:
        """Return how far the crawl has come."""
        return CrawlSnapshot(
            tuple(
                BlogSnapshot(
                    name,
                    self.tally(name),
                    self.spent[name],
                    blog.complete,
                    blog.is_known,
                    blog.trouble,
                    self.accounts.get(name, {}).get(UNEXPLAINED, Group()).count,
                )
                for name, blog in self.blogs.items()
            ),
            tuple(self.troubles),
        )

    def tally(self, name: str) -> Counter[str]:
        """Return how many of a blog's pages came to what; at the end they were counted before all was closed."""
        if name in self.tallies:
            return self.tallies[name]
        try:
            return self.frontier.tally(name)
        except sqlite3.Error:
            # Of a crawl that was stopped at once, or whose disk is full.
            return Counter()

    def next_request(self) -> Request | None:
        """Return the next request of the frontier, None where there is none now."""
        most = self.config.max_pages
        while place := self.frontier.take(Full(self.crawls)):
            if self.is_left(place):
                self.leave_page(place)
                self.go_without(place, "has no end")
            elif not most or self.spent[place.blog] < most:
                self.spent[place.blog] += 1
                return self.request(place)
            else:
                self.leave_page(place)
        return None

    def leave_page(self, place: Target) -> None:
        """Note that a page is not asked for, nor the other pages of its blog, which may be hundreds of thousands."""
        self.frontier.done(place.id, "over-limit")
        if place.kind == "page":
            self.frontier.skip_unasked(place.blog, "over-limit")

    def is_left(self, place: Target) -> bool:
        """Say whether a page is not to be asked for, since its blog has no end."""
        if self.is_endless(place.blog):
            self.left[place.blog] = self.leave(place.blog)
        return place.kind in self.left.get(place.blog, ())

    def is_endless(self, name: str) -> bool:
        """Say whether a blog asks for more pages than its posts are worth: calendars, tags or sessions without end."""
        patience = self.config.patience
        if not patience or self.spent[name] <= self.budgets.setdefault(name, patience) + self.extra[name]:
            return False
        tally = self.tally(name)
        self.budgets[name] = patience + WORTH * sum(tally[state] for state in YIELDS)
        return self.spent[name] > self.budgets[name] + self.extra[name]

    def leave(self, name: str) -> tuple[str, ...]:
        """Say that a blog has no end, and return the kinds of its pages that are not asked for any more."""
        if "page" not in self.left.get(name, ()):
            self.logger.warning("%s: has no end: %d pages were asked for, and it is left", name, self.spent[name])
        return (*SOURCES, "page")

    def has_requests(self) -> bool:
        """Say whether the frontier has more requests."""
        return self.frontier.has_waiting()

    def request(self, place: Target) -> Request:
        """Return the request for a page, conditional where an earlier answer is known."""
        meta: dict[str, Any] = {"handle_httpstatus_list": [HTTPStatus.NOT_MODIFIED]}
        # Sources may weigh what Scrapy's own setting allows, and pages that are kept, though they are not cleaned.
        if place.kind == "page" and not self.config.keeps_archive:
            meta["download_maxsize"] = self.config.page_maxsize
        seen = self.states[place.blog].get(place.url) if place.blog in self.states and place.kind != "home" else None
        known = {"If-None-Match": seen.etag, "If-Modified-Since": seen.modified} if seen else {}
        return Request(
            without_trackers(place.url) if place.kind == "page" else place.url,
            self.parse_page,
            errback=self.failed,
            headers={name: value for name, value in known.items() if value},
            cb_kwargs={"place": place},
            meta=meta,
            dont_filter=True,
        )

    async def parse_page(self, response: Response, place: Target) -> AsyncIterator[dict[str, Any]]:
        """Yield the records that a page gives."""
        raise NotImplementedError
        yield

    def item_lost(self, item: dict[str, Any]) -> None:
        """Note that a pipeline of the user's did not let a record pass."""
        self.frontier.record_done(item["id"], "dropped")

    def page_lost(self, response: Response) -> None:
        """Note a page that was not dealt with, for a fault of ours."""
        place = response.request.cb_kwargs.get("place") if response is not None and response.request else None
        if place is not None:
            self.logger.error("%s: could not be dealt with", place.url)
            self.frontier.done(place.id, "failed")
            self.go_without(place, "could not be dealt with")

    def count_lost(self, url: str) -> None:
        """Count a page that a fault of ours costs, as Scrapy counts those of a callback's response."""
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value("spider_exceptions/count")

    def failed(self, failure: Failure) -> None:
        """Note why a page could not be fetched, and go on without it."""
        place, why = place_of(failure), reason_of(failure)
        # Robots.txt forbids whole kinds of pages, and a source that is not there is only one that was tried.
        is_tried = place.kind in SOURCES and (place.kind == "home" or isinstance(failure.value, HttpError))
        level = logging.INFO if why == ROBOTS or is_tried else logging.WARNING
        self.logger.log(level, "%s: %s", place.url, why)
        self.frontier.done(place.id, {ROBOTS: "forbidden", **GONE}.get(why, "failed"), why)
        self.go_without(place, why, is_end=is_end(failure))

    def go_without(self, place: Target, why: str, *, is_end: bool = False) -> None:
        """Go on without a page that could not be had, or dealt with; `is_end` says that the host knows of none."""

    def is_through(self, reason: str) -> bool:
        """Say whether a crawl that ended for a reason has nothing left to fetch."""
        return reason == "finished" and not self.frontier.has_waiting()

    def settle_duplicates(self, reason: str) -> None:
        """Decide which posts are the first of their like, unless the crawl goes on another time; outputs follow."""
        finishing = self.shared.finishing
        if (self.is_through(reason) or not self.config.job) and finishing.settle():
            for record in finishing.left_out():
                self.frontier.record_done(record, NEAR_DUPLICATE)
            self.crawler.signals.send_catch_log(run_settled, finishing=finishing)

    def closed(self, reason: str) -> None:
        """Count what the crawl came to, and forget the frontier of a crawl that is through."""
        self.tallies = {name: self.frontier.tally(name) for name in self.blogs}
        if self.is_through(reason) and self.config.job:
            # Outputs are put right meanwhile; who is killed then goes on.
            self.crawler.signals.connect(self.forget, signal=signals.engine_stopped)
        self.frontier.close()
        for name, state in self.states.items():
            if name in self.tallies and (self.tallies[name]["written"] or self.blogs[name].ready):
                state.note("blog", self.blogs[name].to_dict())
            state.close()

    def forget(self) -> None:
        """Remove the frontier of a crawl that is through, unless its records could not be written."""
        assert self.config.job
        for file in () if is_given_up(self.crawler) else self.config.job.glob(f"{FRONTIER}*"):
            file.unlink()


def is_end(failure: Failure) -> bool:
    """Say whether a source's page could not be had as there is none, and not since something is broken."""
    return isinstance(failure.value, HttpError) and failure.value.response.status in ENDS


def place_of(failure: Failure) -> Target:
    """Return the place of the request that failed."""
    place: Target = failure.request.cb_kwargs["place"]  # type: ignore[attr-defined]
    return place
