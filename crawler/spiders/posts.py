"""What is done with the page of a post: it is handed to the crawl of its blog, which gives its record."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals
from scrapy.http import HtmlResponse

from blogsieve.cleaners.corpus.writers import write_rows
from blogsieve.cleaners.model import Page
from blogsieve.crawler.blogs.accounts import explain, row_of, summed
from blogsieve.crawler.blogs.context import Arrival
from blogsieve.crawler.blogs.ledger import now
from blogsieve.crawler.blogs.said_days import dated_entry, entry_of
from blogsieve.crawler.frontier.state import Seen
from blogsieve.crawler.frontier.states import NEAR_DUPLICATE, OVER_LIMITS
from blogsieve.crawler.signals import record_written, run_settled
from blogsieve.crawler.sources.feed_only import page_of
from blogsieve.crawler.spiders.answers import header, header_signals, is_page
from blogsieve.crawler.spiders.base import FrontierSpider
from blogsieve.crawler.spiders.failures import FailedFetch
from blogsieve.crawler.spiders.lacking import with_text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from blogsieve.crawler.frontier.frontier import Target
    from blogsieve.crawler.pages.features import PageFeatures


class PostSpider(FrontierSpider):
    """Yields the records of the pages that are posts."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider, told when it is idle and what becomes of a record."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.stay_for_held, signal=signals.spider_idle)
        # Without an output of ours, a record is done with when it has passed the user's own pipelines.
        done = record_written if spider.config.writes_records else signals.item_scraped
        crawler.signals.connect(spider.item_done, signal=done)
        crawler.signals.connect(spider.item_lost, signal=signals.item_dropped)
        crawler.signals.connect(spider.item_lost, signal=signals.item_error)
        return spider

    @property
    def sample(self) -> int:
        """How many posts a blog is learned from."""
        return self.config.policy.sample

    async def parse_page(self, response: Response, target: Target) -> AsyncIterator[dict[str, Any]]:
        """Yield the record of a post, or hold it until enough is known; follow the page's links."""
        self.frontier.landed(target.id)
        if state := self.unusable(response, target):
            self.frontier.done(target.id, state)
            self.release_if_due(target.blog)
            return
        target = replace(target, stamps=self.frontier.stamps_of(target.id))
        noted = Seen(target.url, "", header(response, "ETag"), header(response, "Last-Modified"), target.stamps)
        signals = (*header_signals(response), *await self.host_signals.asked_of(response.url))
        kind = header(response, "Content-Type")
        entry = entry_of(target, trusts_sitemap=self.blogs[target.blog].trusts_sitemap)
        page = Page(response.url, response.body, kind, now(), entry, signals=signals)
        page = await self.shown(page, target)
        async for record in self.crawls[target.blog].take(
            Arrival(target.id, page, frozenset(target.source.split()), noted)
        ):
            yield record
        self.release_if_due(target.blog)

    async def parse_entry(self, response: Response, target: Target) -> AsyncIterator[dict[str, Any]]:
        """Yield the record of a post whose page holds no text, from what the feed says of it."""
        assert target.entry is not None
        made = response.replace(url=target.url, cls=HtmlResponse, body=page_of(target.entry), encoding="utf-8")
        async for record in self.parse_page(made, target):
            yield record

    async def shown(self, page: Page, target: Target) -> Page:
        """Return a page with the text that it does not hold itself, where that is had elsewhere."""
        platform = self.blogs[target.blog].platform
        if not (self.config.browser or platform.api.post) or not await self.cleaner.is_shell(page):
            return page
        self.budget.spent[target.blog] += 1
        return await with_text(self.crawler, self.cleaner, page, platform)

    def request(self, target: Target) -> Request:
        """Return the request for a page; none is sent for a post that only the feed holds."""
        request = super().request(target)
        if self.blogs[target.blog].from_feed and target.entry and target.entry.html:
            return request.replace(url="data:text/html,", callback=self.parse_entry)
        return request

    def unusable(self, response: Response, target: Target) -> str:
        """Return why an answer gives no record, "" where it may give one."""
        if response.status == HTTPStatus.NOT_MODIFIED:
            return "unchanged"
        if len(response.body) > (most := self.config.page_maxsize):
            self.logger.warning("%s: has %d bytes, more than %d", target.url, len(response.body), most)
            return OVER_LIMITS
        if not is_page(response):
            self.logger.warning("%s: is no page of HTML", target.url)
            return "not-html"
        if (
            response.request
            and response.request.meta.get("redirect_urls")
            and not self.blogs[target.blog].leads(response.url)
        ):
            self.logger.warning("%s: is moved to %s", target.url, response.url)
            return "moved"
        return ""

    def add_links(self, name: str, seen: PageFeatures, address: str) -> None:
        """Note where the page's links may lead to posts."""
        self.crawls[name].links.add(seen, address)

    def item_done(self, item: dict[str, Any]) -> None:
        """Note that a record is written."""
        for name in self.frontier.record_done(item["id"], "written"):
            self.crawls[name].written(item["id"])

    def item_lost(self, item: dict[str, Any]) -> None:
        """Note that a pipeline of the user's did not let a record pass."""
        self.frontier.record_done(item["id"], "dropped")

    def failed(self, failure: Failure) -> None:
        """Note why a page could not be fetched; it may be the last that others waited for."""
        super().failed(failure)
        self.release_if_due(FailedFetch.of(failure).target.blog)

    def release_if_due(self, name: str) -> None:
        """Release a blog's pages that wait for more of it when none are coming, whatever other blogs have."""
        if (is_over := self.crawls[name].is_over) or self.crawls[name].is_due:
            self.release_soon(name, is_last=is_over)

    def stay_for_held(self) -> None:
        """Release the pages that wait when no more are coming."""
        for name in [name for name, crawl in self.crawls.items() if crawl.numbers]:
            self.release_soon(name, is_last=True)

    def release_soon(self, name: str, *, is_last: bool) -> None:
        """Have a blog's waiting pages released: only a callback can yield records."""
        told = {"name": name, "is_last": is_last}
        request = Request("data:,", self.release_rest, cb_kwargs=told, dont_filter=True)
        assert self.crawler.engine is not None
        self.crawler.engine.crawl(request)

    async def release_rest(self, response: Response, name: str, *, is_last: bool) -> AsyncIterator[dict[str, Any]]:
        """Yield the records of the pages that still wait."""
        async for record in self.crawls[name].release(is_last=is_last):
            yield record

    def closed(self, reason: str) -> None:
        """Tell what became of the addresses, while the frontier knows."""
        self.settle_duplicates(reason)
        self.explain_all(is_through=reason == "finished")
        super().closed(reason)

    def settle_duplicates(self, reason: str) -> None:
        """Decide which posts are the first of their like, unless the crawl goes on another time; outputs follow."""
        finishing = self.shared.finishing
        for record, number in finishing.undated.items():
            if entry := dated_entry("", self.frontier.stamps_of(number), trusts_sitemap=False):
                finishing.days[record] = entry.published
        if (self.is_through(reason) or not self.config.job) and finishing.settle():
            for record in finishing.left_out():
                self.frontier.record_done(record, "duplicate" if record in finishing.taken_out else NEAR_DUPLICATE)
            self.crawler.signals.send_catch_log(run_settled, finishing=finishing)

    def write_accounts(self, path: Path) -> None:
        """Write what became of all addresses to a file, a line each."""
        try:
            with path.open("wb") as file:
                for name, blog in self.blogs.items():
                    write_rows(file, (row_of(name, account, blog) for account in self.frontier.accounts.of_blog(name)))
        except OSError as error:
            self.troubles.append(f"{path}: {error.strerror}")

    def explain_all(self, *, is_through: bool) -> None:
        """Count what became of all addresses, and say it of those that were asked about."""
        self.explanations = [explain(url, self.frontier.accounts.of_page(url)) for url in self.explain]
        assert self.crawler.stats is not None
        if self.config.addresses:
            self.write_accounts(self.config.addresses)
        for name, blog in self.blogs.items() if is_through else ():
            self.accounts[name] = summed(self.frontier.accounts.of_blog(name), blog)
            for group, found in self.accounts[name].items():
                slug = group.replace(" ", "-")
                self.crawler.stats.inc_value(f"blogsieve/addresses/{slug}", found.count)
                self.crawler.stats.set_value(f"blogsieve/addresses/{slug}/first", " ".join(found.first))
