"""What a spider with a frontier does: ask for pages, note what became of them, end well."""

from __future__ import annotations

import sqlite3
from collections import Counter
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, Spider, signals

from blogsieve.cleaners.address import split_url
from blogsieve.crawler.blogs.accounts import UNEXPLAINED, Group, asked_about
from blogsieve.crawler.blogs.address_list import read_list
from blogsieve.crawler.blogs.blog import Blog
from blogsieve.crawler.blogs.cleaning import Cleaner
from blogsieve.crawler.blogs.context import Context
from blogsieve.crawler.blogs.crawl import BlogCrawl, FullBlogs
from blogsieve.crawler.blogs.known import recall
from blogsieve.crawler.blogs.selection import Selection, WrongArgument
from blogsieve.crawler.config import CrawlConfig
from blogsieve.crawler.frontier.database import OtherCrawl
from blogsieve.crawler.frontier.frontier import Frontier, Target
from blogsieve.crawler.frontier.job import Job
from blogsieve.crawler.frontier.sqlite import SQLiteFrontier
from blogsieve.crawler.frontier.state import State, file_name
from blogsieve.crawler.output.amending import amends_all
from blogsieve.crawler.output.files import line_files
from blogsieve.crawler.output.finishing import Finishing
from blogsieve.crawler.output.giving_up import is_given_up
from blogsieve.crawler.politeness.host_signals import HostBook
from blogsieve.crawler.snapshot import BlogSnapshot, CrawlSnapshot
from blogsieve.crawler.spiders.budget import REPEATED, Budget
from blogsieve.crawler.spiders.failures import FailedFetch
from blogsieve.crawler.spiders.fetching import fetch_file
from blogsieve.crawler.spiders.split import fetch_rest
from blogsieve.crawler.urls import without_trackers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from blogsieve.cleaners.engine import Executor


class FrontierSpider(Spider):
    """Takes pages from the frontier and hands them to `parse_page`."""

    cleaner: Cleaner
    config: CrawlConfig
    budget: Budget
    shared: Context
    # Whether what a page links to may be a post.
    follows_links = True

    def __init__(self, url: str = "", file: str = "", explain: str = "", **kwargs: Any) -> None:
        self.troubles: list[str] = []  # with what was asked for, before any blog
        self.want, self.explain = Selection(), list[str]()
        try:
            self.want, self.explain = Selection.read(kwargs), asked_about(explain)
        except WrongArgument as error:
            self.troubles.append(str(error))
        super().__init__(**kwargs)
        self.asked, self.file = url.split(), file
        self.explanations: list[str] = []
        self.accounts: dict[str, dict[str, Group]] = {}
        self.blogs: dict[str, Blog] = {}
        self.crawls: dict[str, BlogCrawl] = {}
        self.states: dict[str, State] = {}
        self.tallies: dict[str, Counter[str]] = {}
        self.frontier: Frontier = SQLiteFrontier()
        self.host_signals = HostBook()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, executor: Executor | None = None, **kwargs: Any) -> Self:
        """Return the spider with the frontier that the settings name; several may share an executor."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.config = CrawlConfig.from_settings(crawler.settings)
        spider.budget = Budget(spider.config.max_pages, spider.config.patience, spider.gained)
        spider.cleaner = Cleaner.from_crawler(crawler, executor)
        if spider.config.asks_hosts:
            spider.host_signals.download = partial(fetch_file, crawler)
        finishing = Finishing(spider.config, amends=amends_all(crawler.settings))
        if spider.config.job:
            spider.frontier.close()
            limits = [spider.config.page_timeout, spider.config.page_maxsize]
            spider.frontier = Job(spider.config.job).open(limits, line_files(crawler.settings), finishing.know)
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
        crawler.signals.connect(spider.page_lost, signal=signals.spider_error)
        return spider

    @property
    def named_hosts(self) -> frozenset[str]:
        """The hosts that the crawl was started with."""
        return frozenset(split_url(blog.asked).netloc for blog in self.blogs.values())

    def addresses(self) -> list[str]:
        """Return the addresses that were asked for, in the argument and in the file."""
        if self.troubles:
            return []
        try:
            return [*self.asked, *(line for _, line in (read_list(self.file) if self.file else ()))]
        except WrongArgument as error:
            self.troubles.append(str(error))
            return self.asked

    def blog(self, name: str, home: str) -> Blog:
        """Return what is known of the blog of a name: from a crawl that goes on, else from the last one."""
        if name not in self.blogs:
            if folder := self.config.state:
                self.states[name] = State(folder / file_name(home))
            self.blogs[name] = recall(name, home, self.frontier, self.states.get(name))
            self.crawls[name] = BlogCrawl(name, self.blogs[name], self.shared, self.states.get(name))
        return self.blogs[name]

    def snapshot(self) -> CrawlSnapshot:
        """Return how far the crawl has come."""
        return CrawlSnapshot(tuple(map(self.snapshot_of, self.blogs)), tuple(self.troubles))

    def snapshot_of(self, name: str) -> BlogSnapshot:
        """Return how far one blog has come."""
        blog, spent = self.blogs[name], self.budget.spent[name]
        unexplained = self.accounts.get(name, {}).get(UNEXPLAINED, Group()).count
        return BlogSnapshot(name, self.tally(name), spent, blog.complete, blog.is_known, blog.trouble, unexplained)

    def tally(self, name: str) -> Counter[str]:
        """Return how many of a blog's pages came to what; at the end they were counted before all was closed."""
        if name in self.tallies:
            return self.tallies[name]
        try:
            return self.frontier.accounts.tally(name)
        except sqlite3.Error:
            # Of a crawl that was stopped at once, or whose disk is full.
            return Counter()

    def gained(self, name: str) -> Counter[str]:
        """Return how many of a blog's pages came to what, and how many of its posts are repeated."""
        return self.tally(name) + Counter({REPEATED: self.crawls[name].ledger.repeated})

    def next_request(self) -> Request | None:
        """Return the next request of the frontier, None where there is none now."""
        while target := self.frontier.take(FullBlogs(self.crawls)):
            if target.blog not in self.blogs:
                raise OtherCrawl(self.config.job, target.blog)
            if self.budget.leaves(target, is_settled=self.blogs[target.blog].settled):
                self.leave_page(target)
                self.go_without(target, "has no end")
            elif self.budget.is_spent(target.blog):
                self.leave_page(target)
            else:
                self.budget.spent[target.blog] += 1
                return self.request(target)
        return None

    def leave_page(self, target: Target) -> None:
        """Note that a page is not asked for, nor the other pages of its blog, which may be hundreds of thousands."""
        self.frontier.done(target.id, "over-limit")
        if target.kind == "page":
            self.frontier.skip_unasked(target.blog, "over-limit")

    def has_requests(self) -> bool:
        """Say whether the frontier has more requests."""
        return self.frontier.has_waiting()

    def request(self, target: Target) -> Request:
        """Return the request for a page, conditional where an earlier answer is known."""
        meta: dict[str, Any] = {"handle_httpstatus_list": [HTTPStatus.NOT_MODIFIED]}
        # Sources may weigh what Scrapy's own setting allows, and pages that are kept, though they are not cleaned.
        if target.kind == "page" and not self.config.keeps_archive:
            meta["download_maxsize"] = self.config.page_maxsize
        state = self.states.get(target.blog) if target.kind != "home" else None
        seen = state.get(target.url) if state else None
        return Request(
            without_trackers(target.url) if target.kind == "page" else target.url,
            self.parse_page,
            errback=self.failed,
            headers=seen.conditions if seen else {},
            cb_kwargs={"target": target},
            meta=meta,
            dont_filter=True,
        )

    async def parse_page(self, response: Response, target: Target) -> AsyncIterator[dict[str, Any]]:
        """Yield the records that a page gives."""
        raise NotImplementedError
        yield

    def page_lost(self, response: Response) -> None:
        """Note a page that was not dealt with, for a fault of ours."""
        target = response.request.cb_kwargs.get("target") if response is not None and response.request else None
        if target is not None:
            self.logger.error("%s: could not be dealt with", target.url)
            self.frontier.done(target.id, "failed")
            self.go_without(target, "could not be dealt with")

    def count_lost(self, url: str) -> None:
        """Count a page that a fault of ours costs, as Scrapy counts those of a callback's response."""
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value("spider_exceptions/count")

    def failed(self, failure: Failure) -> None:
        """Note why a page could not be fetched, and go on without it."""
        failed = FailedFetch.of(failure)
        self.logger.log(failed.level, "%s: %s", failed.target.url, failed.why)
        self.frontier.done(failed.target.id, failed.state, failed.why)
        self.go_without(failed.target, failed.why, is_end=failed.is_end)

    def go_without(self, target: Target, why: str, *, is_end: bool = False) -> None:
        """Go on without a page that could not be had, or dealt with; `is_end` says that the host knows of none."""

    def is_through(self, reason: str) -> bool:
        """Say whether a crawl that ended for a reason has nothing left to fetch."""
        return reason == "finished" and not self.frontier.has_waiting()

    def closed(self, reason: str) -> None:
        """Count what the crawl came to, and forget the frontier of a crawl that is through."""
        self.tallies = {name: self.frontier.accounts.tally(name) for name in self.blogs}
        if self.is_through(reason) and self.config.job:
            # Outputs are put right meanwhile; who is killed then goes on.
            self.crawler.signals.connect(self.forget, signal=signals.engine_stopped)
        self.frontier.close()
        for name, state in self.states.items():
            if name in self.tallies and (self.tallies[name]["written"] or self.blogs[name].ready):
                state.note("blog", self.blogs[name].to_dict())
            state.close()

    @staticmethod
    def close(spider: Spider, reason: str) -> None:
        """Let a spider end its crawl; what keeps it from that is told at the end, for Scrapy only logs it."""
        try:
            Spider.close(spider, reason)
        except Exception as error:
            if isinstance(spider, FrontierSpider):
                spider.troubles.append(f"the crawl was not ended well, and its log says why: {error}")
            raise

    def forget(self) -> None:
        """Remove the frontier of a crawl that is through, unless its records could not be written."""
        assert self.config.job
        if not is_given_up(self.crawler):
            Job(self.config.job).forget()
