"""The blog spider: from a blog's home page to its posts."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider, signals
from scrapy.http import TextResponse
from scrapy.utils.job import job_dir

from cleaners.errors import CleaningError
from cleaners.model import Page
from cleaners.platform import GENERIC, named, recognise
from crawler.blog import Blog, Candidate
from crawler.cleaning import Cleaner
from crawler.discovery import apis, feeds, sitemaps
from crawler.discovery.classify import SURE
from crawler.discovery.look import look
from crawler.frontier import Frontier, Place, Rank
from crawler.urls import is_web, key
from crawler.reasons import reason_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

SOURCES = ("home", "feed", "api", "sitemap")
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json")


class BlogSpider(Spider):
    """Finds every post of the blogs at `url` (one or several, with spaces between), and yields their records."""

    name = "blog"

    def __init__(self, url: str = "", file: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        lines = Path(file).read_text(encoding="utf-8").splitlines() if file else []
        wanted = [*url.split(), *(line.strip() for line in lines if line.strip() and not line.startswith("#"))]
        self.homes = [home if "://" in home else f"https://{home}" for home in wanted]
        self.blogs: dict[str, Blog] = {}
        self.cleaner = Cleaner()
        self.robots_sitemaps: dict[str, list[str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> BlogSpider:
        spider = super().from_crawler(crawler, *args, **kwargs)
        folder = job_dir(crawler.settings)
        spider.frontier = Frontier(Path(folder) / "frontier.sqlite" if folder else None)
        spider.sample = crawler.settings.getint("BLOGSIEVE_SAMPLE")
        crawler.signals.connect(spider.read_robots, signal=signals.robots_parsed)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Put the home pages into the frontier; requests are taken from there."""
        for home in self.homes:
            self.blogs[home] = Blog.at(home, named(GENERIC))
            self.frontier.add(home, home, "home", Rank.HOME)
        for item in ():
            yield item

    def next_request(self) -> Request | None:
        """Return the next request of the frontier, for the scheduler."""
        place = self.frontier.take()
        if place is None:
            return None
        callback = {"home": self.parse_home, "feed": self.parse_feed, "api": self.parse_api, "sitemap": self.parse_sitemap}
        return Request(
            place.url, callback=callback.get(place.kind, self.parse_page), errback=self.failed, cb_kwargs={"place": place},
            dont_filter=True,
        )

    def read_robots(self, robotparser: Any, request: Request) -> None:
        """Note the sitemaps that robots.txt names."""
        self.robots_sitemaps[urlsplit(request.url).netloc] = list(getattr(robotparser.rp, "sitemaps", ()))

    # Sources

    def parse_home(self, response: Response, place: Place) -> None:
        """Learn from the home page who made the blog, and where it lists its posts."""
        blog = self.blogs[place.blog]
        if not isinstance(response, TextResponse) or not response.text.strip() or b"<" not in response.body[:2048]:
            blog.trouble = "the home page is not HTML"
            self.frontier.done(place.id)
            return
        root, blog.home = response.selector.root, response.url
        found = recognise(root, response.url)
        blog.platform = blog.profile.platform = found.platform
        seen = look(root, response.url)
        blog.others.append(seen)
        with self.frontier.transaction():
            self.add_sources(blog, place.blog, response)
            self.add_links(blog, place.blog, seen)
            self.frontier.done(place.id)
        self.settle(place.blog)

    def add_sources(self, blog: Blog, name: str, response: TextResponse) -> None:
        """Note the feeds, the interface and the sitemaps of a blog."""
        platform, generic = blog.platform, named(GENERIC)
        if self.settings.getbool("BLOGSIEVE_APIS") and (path := self.api_path(response, blog)):
            self.frontier.add(name, apis.first_request(platform.api.kind, path, response.url), "api", Rank.SOURCE)
        if self.settings.getbool("BLOGSIEVE_FEEDS"):
            linked = self.linked_feeds(response)
            self.guess(name, "feed", linked or [urljoin(response.url, p) for p in (*platform.feeds.paths, *generic.feeds.paths)])
            self.frontier.note(name, "feeds linked", bool(linked))
        if self.settings.getbool("BLOGSIEVE_SITEMAPS"):
            told = self.robots_sitemaps.get(urlsplit(response.url).netloc, [])
            for url in told:
                self.frontier.add(name, url, "sitemap", Rank.SOURCE)
            if not told:
                paths = dict.fromkeys([*platform.sitemaps.paths, *generic.sitemaps.paths])
                self.guess(name, "sitemap", [urljoin(response.url, path) for path in paths])

    def api_path(self, response: TextResponse, blog: Blog) -> str:
        """Return where the interface of the blog's platform is, as the page or the platform says."""
        if blog.platform.api.kind == "wordpress":
            return response.xpath("//link[@rel='https://api.w.org/']/@href").get() or ""
        return next(iter(blog.platform.api.paths), "") if blog.platform.api.kind in apis.READERS else ""

    def linked_feeds(self, response: TextResponse) -> list[str]:
        """Return the feeds of posts that the page links to, each once."""
        found = []
        for node in response.xpath("//link[@href][contains(concat(' ', @rel, ' '), ' alternate ')]"):
            url = response.urljoin(node.attrib["href"])
            if node.attrib.get("type") in FEED_TYPES and feeds.is_of_posts(url, node.attrib.get("title", "")) and is_web(url):
                found.append(url)
        return [url for url in dict.fromkeys(found) if "/wp-json/" not in url][:3]

    def guess(self, name: str, kind: str, urls: list[str]) -> None:
        """Ask for the first of the addresses, and keep the others until it fails."""
        urls = list(dict.fromkeys(urls))
        if urls:
            self.frontier.add(name, urls[0], kind, Rank.SOURCE)
        self.frontier.note(name, f"guesses {kind}", urls[1:])

    def next_guess(self, place: Place) -> None:
        """Ask for the next address where a source may be, when one was none."""
        if rest := self.frontier.noted(place.blog, f"guesses {place.kind}"):
            self.guess(place.blog, place.kind, rest)

    def parse_feed(self, response: Response, place: Place) -> None:
        """Note the posts that a feed lists, and ask for older ones."""
        blog = self.blogs[place.blog]
        feed = feeds.read_feed(response.body, response.url, response.headers.get("Content-Type", b"").decode("latin1"))
        with self.frontier.transaction():
            added = [self.add_entry(blog, place.blog, entry) for entry in feed.entries]
            if not feed.known:
                self.next_guess(place)
            elif older := self.older_feed(blog, place, feed, any(added)):
                self.frontier.add(place.blog, older, "feed", Rank.SOURCE)
            elif feed.entries and (blog.platform.feeds.parameter or feed.next == "" and self.was_paged(place)):
                blog.counts["complete"] += bool(self.was_paged(place))
            self.frontier.done(place.id)
        self.settle(place.blog)

    def was_paged(self, place: Place) -> bool:
        return "paged=" in place.url or "start-index=" in place.url

    def older_feed(self, blog: Blog, place: Place, feed: feeds.Feed, grew: bool) -> str:
        """Return the address of the feed's older entries, "" where there are none."""
        rules = blog.platform.feeds
        if feed.next and feed.next != place.url and grew:
            return feed.next
        if not rules.parameter or not feed.entries or not grew:
            return ""
        asked = apis.parameter(place.url, rules.parameter)
        number = max(asked, 1) + (len(feed.entries) if rules.counts == "entries" else 1)
        return feeds.with_parameter(place.url, rules.parameter, str(number))

    def add_entry(self, blog: Blog, name: str, entry: Any) -> bool:
        """Note a post that a feed or an interface lists, where it is on the blog's own host."""
        if not blog.owns(entry.url):
            blog.counts["dropped/elsewhere"] += 1
            return False
        return self.frontier.add(name, entry.url, "page", Rank.POST, entry.source, entry)

    def parse_api(self, response: Response, place: Place) -> None:
        """Note the posts that the platform's interface lists, and ask for older ones."""
        blog = self.blogs[place.blog]
        answer = apis.read_answer(blog.platform.api.kind, response.body, place.url)
        with self.frontier.transaction():
            for entry in answer.entries:
                self.add_entry(blog, place.blog, entry)
            if answer.next:
                self.frontier.add(place.blog, answer.next, "api", Rank.SOURCE)
            elif answer.known:
                blog.counts["complete"] += 1
            self.frontier.done(place.id)
        self.settle(place.blog)

    def parse_sitemap(self, response: Response, place: Place) -> None:
        """Note the pages that a sitemap lists, and the sitemaps that it nests."""
        blog = self.blogs[place.blog]
        kind = sitemaps.kind_of(place.url, blog.platform, named(GENERIC))
        with self.frontier.transaction():
            try:
                for found in sitemaps.read_sitemap(response.body, response.url):
                    self.add_place(blog, place.blog, found, kind)
                blog.counts["sitemaps"] += 1
            except sitemaps.NotASitemap:
                self.next_guess(place)
            self.frontier.done(place.id)
        self.settle(place.blog)

    def add_place(self, blog: Blog, name: str, found: sitemaps.Place, kind: str) -> None:
        """Note an address of a sitemap: a sitemap, or a page that may be a post."""
        if found.nested:
            if sitemaps.kind_of(found.url, blog.platform, named(GENERIC)) != "other":
                self.frontier.add(name, found.url, "sitemap", Rank.SOURCE)
        elif blog.owns(found.url) and key(found.url) != key(blog.home):
            self.frontier.add(name, found.url, "page", Rank.POST, "post" if kind == "post" else "sitemap")

    # Between the sources and the posts

    def settle(self, name: str) -> None:
        """When all sources have answered: learn the posts' addresses, and choose the pages to learn the template from."""
        blog = self.blogs[name]
        if blog.settled or any(True for _ in self.frontier.waiting(name, SOURCES)):
            return
        blog.settled = True
        waiting = list(self.frontier.waiting(name, ("page",)))
        blog.learn_addresses(url for _, url, source, _ in waiting if source in SURE)
        listed = {source for _, _, source, _ in waiting}
        blog.complete = bool(blog.counts["complete"] or (blog.counts["sitemaps"] and listed & {"sitemap", "post"}))
        self.choose_sample(blog, waiting)

    def choose_sample(self, blog: Blog, waiting: list[tuple[int, str, str, str]]) -> None:
        """Let some posts go first that are spread over the blog's years."""
        sure = [row for row in waiting if row[2] in SURE or row[1] in blog.profile.shapes] or waiting
        sure.sort(key=lambda row: row[3])
        step = max(1, len(sure) // self.sample)
        self.frontier.promote([row[0] for row in sure[::step]][: self.sample], Rank.SAMPLE)

    def add_links(self, blog: Blog, name: str, seen: Any) -> None:
        """Note where the page's links may lead to posts."""
        for link in seen.links:
            if kind := blog.worth(link):
                self.frontier.add(name, link.url, "page", Rank.LIST if kind == "list" else Rank.LATE)

    # Pages

    async def parse_page(self, response: Response, place: Place) -> AsyncIterator[Any]:
        """Yield the record of a post; follow the links of a list."""
        blog = self.blogs[place.blog]
        if not isinstance(response, TextResponse):
            self.drop(blog, place.id, "not-html")
            return
        seen = look(response.selector.root, response.url)
        address = blog.address(seen)
        if not self.frontier.claim(address, place.id):
            self.drop(blog, place.id, "duplicate")
            return
        with self.frontier.transaction():
            self.add_links(blog, place.blog, seen)
        page = Page(address, response.body, response.headers.get("Content-Type", b"").decode("latin1"), now(), place.entry)
        candidate = Candidate(place.id, page, seen, place.source)
        if blog.ready:
            async for item in self.finish(blog, candidate):
                yield item
            return
        blog.held.append(candidate)
        if len(blog.held) >= self.sample:
            async for item in self.release(blog):
                yield item

    async def release(self, blog: Blog) -> AsyncIterator[Any]:
        """Learn from the pages that wait, and yield their records."""
        blog.learn_template()
        blog.ready = True
        held, blog.held = blog.held, []
        posts = [candidate for candidate in held if blog.judge(candidate.look, candidate.source).kind == "post"]
        blog.model = await self.cleaner.learn([candidate.page for candidate in posts])
        for candidate in held:
            async for item in self.finish(blog, candidate):
                yield item

    async def finish(self, blog: Blog, candidate: Candidate) -> AsyncIterator[Any]:
        """Yield the record of a page if it is a post, and count what it is."""
        verdict = blog.judge(candidate.look, candidate.source)
        self.crawler.stats.inc_value(f"blogsieve/pages/{verdict.kind}")
        self.logger.debug("%s: %s by %s", candidate.page.url, verdict.kind, verdict.why)
        blog.counts[verdict.kind] += 1
        if verdict.kind != "post":
            self.frontier.done(candidate.number, verdict.kind)
            return
        try:
            cleaned = await self.cleaner.clean(candidate.page, blog.model)
        except CleaningError as error:
            self.logger.warning("%s: %s", candidate.page.url, error)
            self.drop(blog, candidate.number, "no-text")
            return
        self.crawler.stats.inc_value("blogsieve/posts")
        blog.counts["written"] += 1
        yield cleaned.record.to_dict()
        self.frontier.done(candidate.number, "written")

    def drop(self, blog: Blog, number: int, why: str) -> None:
        """Count a page that gives nothing."""
        self.crawler.stats.inc_value(f"blogsieve/dropped/{why}")
        blog.counts[f"dropped/{why}"] += 1
        self.frontier.done(number, why)

    def failed(self, failure: Failure) -> None:
        """Note why a page could not be fetched, and go on without it."""
        place: Place = failure.request.cb_kwargs["place"]
        blog, why = self.blogs[place.blog], reason_of(failure)
        if place.kind == "home":
            blog.trouble = why
        elif place.kind in ("feed", "sitemap"):
            self.next_guess(place)
        self.drop(blog, place.id, "failed" if place.kind == "page" else f"no-{place.kind}")
        self.settle(place.blog)

    def idle(self) -> None:
        """Release the pages that wait when no more are coming."""
        for name, blog in self.blogs.items():
            if blog.held:
                request = Request("data:,", callback=self.release_rest, cb_kwargs={"name": name}, dont_filter=True)
                self.crawler.engine.crawl(request)

    async def release_rest(self, response: Response, name: str) -> AsyncIterator[Any]:
        """Yield the records of the pages that still wait."""
        async for item in self.release(self.blogs[name]):
            yield item


def now() -> str:
    """Return this moment in ISO 8601, UTC, to the second."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
