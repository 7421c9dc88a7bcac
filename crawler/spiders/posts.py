"""What is done with the page of a post: judge it, learn from it, clean it, and note it for the next crawl."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self, cast

from scrapy import Request, signals
from scrapy.http import HtmlResponse

from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.crawler.blogs.blog import Candidate
from blogsieve.crawler.blogs.classify import kind_of_address
from blogsieve.crawler.blogs.page_features import page_features
from blogsieve.crawler.blogs.parts import part_number, post_of
from blogsieve.crawler.frontier.frontier import Rank, Target
from blogsieve.crawler.frontier.state import Seen, fingerprint_of
from blogsieve.crawler.signals import record_written
from blogsieve.crawler.sources.feed_only import page_of
from blogsieve.crawler.spiders.base import FrontierSpider, header, is_text, now, tree_of
from blogsieve.crawler.spiders.split import fetch_rest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response, TextResponse

    from blogsieve.crawler.blogs.blog import Blog
    from blogsieve.crawler.blogs.page_features import PageFeatures

# Addresses that page through a list.
PAGING = re.compile(r"(?:[/?&_-]|\b)(?:page|paged|index|offset|start)[/=_-]?\d+")
ROBOT_WORDS = ("noindex", "noarchive", "none")


class PostSpider(FrontierSpider):
    """Yields the records of the pages that are posts."""

    sample: int  # of pages, to learn from
    given: Counter[str]  # records by blog
    shown: dict[str, tuple[Seen, Seen]]  # by the record's id, until it is written: as the record's page, and as found

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider, told when it is idle and when a record is written."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.sample = crawler.settings.getint("BLOGSIEVE_SAMPLE")
        spider.shown, spider.given = {}, Counter()
        crawler.signals.connect(spider.stay_for_held, signal=signals.spider_idle)
        # Without an output of ours, a record is done with when it has passed the user's own pipelines.
        done = record_written if crawler.settings["FEEDS"] else signals.item_scraped
        crawler.signals.connect(spider.item_done, signal=done)
        return spider

    async def parse_page(self, response: Response, place: Target) -> AsyncIterator[dict[str, Any]]:
        """Yield the record of a post, or hold it until enough is known; follow the page's links."""
        self.frontier.landed(place.id)
        if state := self.unusable(response, place):
            self.frontier.done(place.id, state)
            return
        blog = self.blogs[place.blog]
        try:
            root = tree_of(response)
        except CleaningError as error:
            self.logger.warning("%s: %s", place.url, error)
            self.frontier.done(place.id, "not-html")
            return
        seen = page_features(root, response.url)
        address = blog.address(seen)
        noted = Seen(place.url, "", header(response, "ETag"), header(response, "Last-Modified"), place.stamps)
        if not self.frontier.claim(address, place.id):
            self.leave(place.blog, place.id, noted, "duplicate")
            return
        self.add_links(place.blog, seen, address)
        page = Page(address, response.body, header(response, "Content-Type"), now(), place.entry)
        page = replace(page, parts=await fetch_rest(self.crawler, seen, address))
        blog.held.append(Candidate(place.id, page, seen, frozenset(place.source.split()), noted))
        if blog.ready or blog.is_sampled(self.sample):
            async for record in self.release(place.blog):
                yield record

    async def parse_entry(self, response: Response, place: Target) -> AsyncIterator[dict[str, Any]]:
        """Yield the record of a post whose page holds no text, from what the feed says of it."""
        assert place.entry is not None
        made = response.replace(url=place.url, cls=HtmlResponse, body=page_of(place.entry), encoding="utf-8")
        async for record in self.parse_page(made, place):
            yield record

    def request(self, place: Target) -> Request:
        """Return the request for a page; none is sent for a post that only the feed holds."""
        request = super().request(place)
        if self.blogs[place.blog].from_feed and place.entry and place.entry.html:
            return request.replace(url="data:text/html,", callback=self.parse_entry)
        return request

    def unusable(self, response: Response, place: Target) -> str:
        """Return why an answer gives no record, "" where it may give one."""
        if response.status == HTTPStatus.NOT_MODIFIED:
            return "unchanged"
        if len(response.body) > (most := self.settings.getint("BLOGSIEVE_PAGE_MAXSIZE")):
            self.logger.warning("%s: has %d bytes, more than %d", place.url, len(response.body), most)
            return "failed"
        if not is_text(response):
            self.logger.warning("%s: is no page of HTML", place.url)
            return "not-html"
        if (
            response.request
            and response.request.meta.get("redirect_urls")
            and not self.blogs[place.blog].leads(response.url)
        ):
            self.logger.warning("%s: is moved to %s", place.url, response.url)
            return "moved"
        forbidden = self.settings.getbool("BLOGSIEVE_OBEY_NOINDEX") and is_kept_from_robots(
            cast("TextResponse", response)
        )
        return "noindex" if forbidden else ""

    def add_links(self, name: str, seen: PageFeatures, address: str) -> None:
        """Note where the page's links may lead to posts, pages before lists."""
        blog, news = self.blogs[name], 0
        links = [(url, blog.worth(url)) for url in blog.new_links(blog.here(link.url) for link in seen.links)]
        blog.weighed.update(url for url, kind in links if not kind)
        with self.frontier.transaction():
            for url, kind in sorted(links, key=lambda link: link[1] == "list"):
                if kind and not self.is_part(url, address) and self.is_wanted_link(name, url, news):
                    rank = Rank.LIST if kind == "list" else Rank.POST if blog.is_shaped(url) else Rank.MAYBE
                    news += self.frontier.add(name, url, "page", rank if blog.settled else Rank.PARKED)
                    blog.weighed.add(url)
        blog.barren = 0 if news else blog.barren + 1

    def is_wanted_link(self, name: str, url: str, news: int) -> bool:
        """Say whether a link is to be followed: what an earlier crawl saw only where it pages on behind news."""
        if not self.want.has_url(url):
            return False
        return name not in self.states or self.states[name].get(url) is None or bool(news and PAGING.search(url))

    def is_part(self, url: str, address: str) -> bool:
        """Say whether url is a page of the post at address, or of another one that is known."""
        if part_number(url, address):
            return True
        post = post_of(url)
        return bool(post) and not kind_of_address(post, named(GENERIC)) and self.frontier.knows(post)

    async def release(self, name: str) -> AsyncIterator[dict[str, Any]]:
        """Yield the records of the pages that wait, once their blog is learned."""
        blog = self.blogs[name]
        if blog.learning:
            # Pages that come meanwhile are released with those that are learned from.
            return
        if not blog.ready:
            await self.learn(name, blog)
        held, blog.held = blog.held, []
        for candidate in held:
            if record := await self.finish(name, candidate):
                yield record

    async def learn(self, name: str, blog: Blog) -> None:
        """Learn a blog from the pages that wait; where that fails, its pages are cleaned one by one."""
        blog.learning = True
        try:
            pages = [candidate.page for candidate in blog.learn(blog.held)]
            blog.model = await self.cleaner.learn(pages, blog.model)
        except CleaningError as error:
            self.logger.warning("%s: nothing was learned of it: %s", blog.home, error)
        finally:
            blog.learning, blog.ready = False, True
            self.save(name)

    async def finish(self, name: str, candidate: Candidate) -> dict[str, Any] | None:
        """Return the record of a page if it is a post that is wanted and new, and note what it is."""
        state, record = await self.make_record(self.blogs[name], candidate)
        if record is not None:
            return self.revise(name, candidate, record)
        self.leave(name, candidate.number, candidate.seen, state)
        return None

    async def make_record(self, blog: Blog, candidate: Candidate) -> tuple[str, dict[str, Any] | None]:
        """Return what a page is, and its record if that is a post that is wanted."""
        page, verdict = candidate.page, blog.judge(candidate)
        self.logger.debug("%s: %s by %s", page.url, verdict.kind, verdict.why)
        if verdict.kind != "post":
            return verdict.kind, None
        try:
            cleaned = await self.cleaner.clean(page, blog.model)
        except CleaningError as error:
            self.logger.warning("%s: %s", page.url, error)
            return "no-text", None
        record = cleaned.record.to_dict()
        return ("post", record) if self.want.has_date(record["date"]) else ("other-date", None)

    def leave(self, name: str, number: int, seen: Seen, state: str) -> None:
        """Note that a page gives no record, and why."""
        self.frontier.done(number, state)
        if name in self.states:
            self.states[name].put(replace(seen, kind=state, seen=now()))

    def revise(self, name: str, candidate: Candidate, record: dict[str, Any]) -> dict[str, Any] | None:
        """Return the record with its revision counted up where an earlier crawl wrote it, None where it is the same."""
        seen = replace(candidate.seen, url=record["url"], kind="post", seen=record["added"])
        seen = replace(seen, fingerprint=fingerprint_of(record["title"], record["text"]))
        last = self.states[name].get(record["url"]) if name in self.states else None
        if last:
            is_new = last.fingerprint not in ("", seen.fingerprint)
            seen = replace(seen, revision=last.revision + is_new, stamps=merged(last.stamps, seen.stamps))
            if last.fingerprint == seen.fingerprint:
                self.states[name].put(seen)
                self.frontier.done(candidate.number, "unchanged")
                return None
        if self.want.limit and self.given[name] >= self.want.limit:
            self.frontier.done(candidate.number, "over-limit")
            return None
        self.given[name] += 1
        record["metadata"]["revision"] = seen.revision
        self.shown[record["id"]] = (seen, candidate.seen)
        self.frontier.name_record(candidate.number, record["id"])
        return record

    def item_done(self, item: dict[str, Any]) -> None:
        """Note that a record is written."""
        shown = self.shown.pop(item["id"], None)
        for name in self.frontier.record_done(item["id"], "written"):
            if shown and name in self.states:
                seen, found = shown
                # The address that the sources give may not be the canonical one.
                self.states[name].put(replace(found, kind="post", seen=seen.seen))
                self.states[name].put(seen)
            self.end_at_limit(name)

    def end_at_limit(self, name: str) -> None:
        """Ask for no more pages of a blog that has given as many posts as are wanted."""
        if self.want.limit and self.given[name] >= self.want.limit:
            self.frontier.skip_rest(name, "over-limit")
            self.blogs[name].held.clear()

    def stay_for_held(self) -> None:
        """Release the pages that wait when no more are coming; only a callback can yield records."""
        for name in [name for name, blog in self.blogs.items() if blog.held]:
            request = Request("data:,", self.release_rest, cb_kwargs={"name": name}, dont_filter=True)
            assert self.crawler.engine is not None
            self.crawler.engine.crawl(request)

    async def release_rest(self, response: Response, name: str) -> AsyncIterator[dict[str, Any]]:
        """Yield the records of the pages that still wait."""
        async for record in self.release(name):
            yield record


def merged(one: str, other: str) -> str:
    """Return what sources said of a page's last change, the later word of each."""
    return json.dumps({**json.loads(one), **json.loads(other)})


def is_kept_from_robots(response: TextResponse) -> bool:
    """Say whether a page asks, in a header or a meta element, not to be kept."""
    said = header(response, "X-Robots-Tag") + ",".join(response.xpath("//meta[@name='robots']/@content").getall())
    return any(word in said.lower().replace(" ", "").split(",") for word in ROBOT_WORDS)
