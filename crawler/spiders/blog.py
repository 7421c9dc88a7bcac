"""The blog spider: from a blog's home page to its posts."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.http import TextResponse

from cleaners.platform import GENERIC, named, recognise
from crawler.discovery import apis, feeds, sitemaps, sources
from crawler.discovery.classify import SURE, kind_of_address
from crawler.discovery.look import look
from crawler.frontier import SOURCES, Place, Rank
from crawler.reasons import reason_of
from crawler.spiders.base import header, place_of
from crawler.spiders.posts import PostSpider
from crawler.state import Seen, stamp_of
from crawler.urls import is_web, key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from cleaners.model import FeedEntry
    from crawler.blog import Blog

# What a listed page is fetched as, and when.
RANKS = {"post": Rank.POST, "page": Rank.MAYBE, "list": Rank.LIST}
MAPS, FEEDS = frozenset({"post", "sitemap"}), frozenset({"feed", "api"})
# Shares of a feed, and of the titles on the home page, that a sitemap may lack and still be taken for complete:
# feeds are newer than sitemaps, and home pages name a static page or two.
LACKING = 0.25


class BlogSpider(PostSpider):
    """Finds every post of the blogs at `url` (several with spaces between) or in `file` (one a line)."""

    name = "blog"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told: dict[str, list[str]] = {}  # sitemaps that a host's robots.txt names
        self.answers: list[tuple[str, Seen]] = []  # of the sources, for the next crawl

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider, told of each robots.txt."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.read_robots, signal=signals.robots_parsed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Put the home pages into the frontier; requests are taken from there."""
        for home in self.addresses():
            url = home if "://" in home else f"https://{home}"
            if not is_web(url):
                self.troubles.append(f"{home}: is no address of a blog")
                continue
            self.blog(url, url)
            self.frontier.add(url, url, "home", Rank.HOME)
            self.settle(url)
        if not self.blogs and not self.troubles:
            self.troubles.append("no blog to crawl: give -a url=https://… or -a file=blogs.txt")
        return
        yield

    def request(self, place: Place) -> Request:
        """Return the request for a page, with the callback for its kind."""
        callbacks = {
            "home": self.parse_home,
            "feed": self.parse_feed,
            "api": self.parse_api,
            "sitemap": self.parse_sitemap,
        }
        request = super().request(place)
        return request.replace(callback=callbacks[place.kind]) if place.kind in callbacks else request

    def read_robots(self, robotparser: Any, request: Request) -> None:
        """Note the sitemaps that robots.txt names."""
        self.told[urlsplit(request.url).netloc] = [url for url in robotparser.rp.sitemaps if is_web(url)]

    def parse_home(self, response: Response, place: Place) -> None:
        """Learn from the home page who made the blog, and where it lists its posts."""
        blog = self.blogs[place.blog]
        if not isinstance(response, TextResponse) or not is_html(response):
            blog.trouble = "the home page is not HTML"
            self.frontier.done(place.id, "not-html")
            return
        root, blog.home = response.selector.root, response.url
        blog.profile.platform = recognise(root, response.url).platform
        seen = look(root, response.url)
        blog.others, blog.titles = [seen.marks], seen.titles
        with self.frontier.transaction():
            self.add_sources(blog, place.blog, response)
        self.add_links(place.blog, seen, response.url)
        self.answered(place)

    def add_sources(self, blog: Blog, name: str, response: TextResponse) -> None:
        """Note the interface, the feeds and the sitemaps of a blog, as far as they are wanted."""
        root, home, wanted = response.selector.root, response.url, self.settings.getbool
        if wanted("BLOGSIEVE_APIS") and (api := sources.api_of(root, home, blog.platform)):
            self.frontier.add(name, api, "api", Rank.SOURCE)
        if wanted("BLOGSIEVE_FEEDS"):
            linked = sources.linked_feeds(root, home)
            self.guess(name, "feed", linked or sources.usual_feeds(home, blog.platform))
        if wanted("BLOGSIEVE_SITEMAPS"):
            told = self.told.get(urlsplit(home).netloc, [])
            for url in told:
                self.frontier.add(name, url, "sitemap", Rank.SOURCE)
            self.guess(name, "sitemap", [] if told else sources.usual_sitemaps(home, blog.platform))

    def guess(self, name: str, kind: str, urls: list[str]) -> None:
        """Ask for the first of the addresses, and keep the others until it fails."""
        for url in urls[:1]:
            self.frontier.add(name, url, kind, Rank.SOURCE)
        self.frontier.note(name, f"guesses {kind}", urls[1:])

    def next_guess(self, place: Place) -> None:
        """Ask for the next address where a source may be, when one was none."""
        if rest := self.frontier.noted(place.blog, f"guesses {place.kind}"):
            self.guess(place.blog, place.kind, rest)

    def parse_feed(self, response: Response, place: Place) -> None:
        """Note the posts that a feed lists, and ask for older ones."""
        if self.is_same(response, place):
            return
        blog = self.blogs[place.blog]
        feed = feeds.read_feed(response.body, response.url, header(response, "Content-Type"))
        with self.frontier.transaction():
            news = [self.add_entry(blog, place.blog, entry) for entry in feed.entries]
            if not feed.known:
                self.next_guess(place)
            elif any(news) and (older := sources.older_feed(feed, place.url, blog.platform)):
                self.frontier.add(place.blog, older, "feed", Rank.SOURCE)
            elif self.is_older(blog, place):
                blog.complete = True
        self.answered(place)

    def is_older(self, blog: Blog, place: Place) -> bool:
        """Say whether the feed's page is one after the first."""
        parameter = blog.platform.feeds.parameter
        return bool(parameter) and apis.parameter(place.url, parameter) > 1

    def add_entry(self, blog: Blog, name: str, entry: FeedEntry) -> bool:
        """Note a post that a feed or an interface lists, where it is on the blog's own host; say whether it is news."""
        if not blog.owns(entry.url):
            self.crawler.stats.inc_value("blogsieve/elsewhere")
            return False
        wanted = self.want.has_url(entry.url) and self.want.has_date(entry.published or self.want.since)
        if not wanted or not self.is_news(name, entry.url, entry.source, stamp_of(entry)):
            return False
        added = self.frontier.add(name, entry.url, "page", Rank.PARKED, entry.source, entry)
        self.frontier.stamp(entry.url, entry.source, stamp_of(entry))
        return added

    def is_news(self, name: str, url: str, source: str, stamp: str) -> bool:
        """Say whether a source tells of a page that no earlier crawl saw, or of a change to it."""
        return name not in self.states or self.states[name].is_news(url, source, stamp)

    def is_same(self, response: Response, place: Place) -> bool:
        """Say whether a source has nothing new; else keep what the next crawl can ask that by."""
        if response.status == HTTPStatus.NOT_MODIFIED:
            self.answered(place)
            return True
        etag, modified = header(response, "ETag"), header(response, "Last-Modified")
        self.answers.append((place.blog, Seen(place.url, place.kind, etag, modified, place.stamps)))
        return False

    def parse_api(self, response: Response, place: Place) -> None:
        """Note the posts that the platform's interface lists, and ask for older ones while they are news."""
        if self.is_same(response, place):
            return
        blog = self.blogs[place.blog]
        answer = apis.read_answer(blog.platform.api.kind, response.body, place.url)
        with self.frontier.transaction():
            news = [self.add_entry(blog, place.blog, entry) for entry in answer.entries]
            if answer.next and (any(news) or place.blog not in self.states):
                self.frontier.add(place.blog, answer.next, "api", Rank.SOURCE)
            else:
                blog.complete = blog.complete or answer.known
        self.answered(place)

    def parse_sitemap(self, response: Response, place: Place) -> None:
        """Note the pages that a sitemap lists, and the sitemaps that it nests."""
        if self.is_same(response, place):
            return
        blog = self.blogs[place.blog]
        kind = sitemaps.kind_of(place.url, blog.platform, named(GENERIC))
        try:
            with self.frontier.transaction():
                for found in sitemaps.read_sitemap(response.body, response.url):
                    self.add_place(blog, place.blog, found, "post" if kind == "post" else "sitemap")
        except sitemaps.NotASitemap:
            self.next_guess(place)
        self.answered(place)

    def add_place(self, blog: Blog, name: str, found: sitemaps.Place, source: str) -> None:
        """Note an address of a sitemap: a sitemap, or a page that may be a post."""
        if not self.is_news(name, found.url, "sitemap", found.modified):
            return
        if found.nested:
            if sitemaps.kind_of(found.url, blog.platform, named(GENERIC)) != "other":
                self.frontier.add(name, found.url, "sitemap", Rank.SOURCE)
        elif blog.owns(found.url) and key(found.url) != key(blog.home) and self.want.has_url(found.url):
            self.frontier.add(name, found.url, "page", Rank.PARKED, source)
            self.frontier.stamp(found.url, "sitemap", found.modified)

    def answered(self, place: Place) -> None:
        """Note that a source has answered."""
        with self.frontier.transaction():
            self.frontier.done(place.id)
            self.save(place.blog)
        self.settle(place.blog)

    def settle(self, name: str) -> None:
        """After the last source has answered, choose what to fetch, and of that a sample to learn from."""
        blog = self.blogs[name]
        if blog.settled or self.frontier.count(name, SOURCES):
            return
        blog.settled = True
        blog.learn_addresses(page.url for page in self.frontier.listed(name) if page.sources & SURE)
        blog.complete = blog.complete or self.is_mapped(name)
        with self.frontier.transaction():
            for page in self.frontier.listed(name):
                if rank := RANKS.get(blog.wanted_as(page)):
                    self.frontier.promote([page.number], rank)
                else:
                    self.frontier.skip([page.number], "skipped")
            sample = self.frontier.choose(name, Rank.POST, self.sample) or self.frontier.choose(
                name, Rank.MAYBE, self.sample
            )
            self.frontier.promote(sample, Rank.SAMPLE)
            self.save(name)

    def is_mapped(self, name: str) -> bool:
        """Say whether the sitemaps list nearly all posts of the feeds, and nearly all that the home page names."""
        blog, counts = self.blogs[name], Counter[str]()
        for page in self.frontier.listed(name):
            mapped = bool(page.sources & MAPS)
            counts["mapped"] += mapped
            if page.sources & FEEDS:
                counts["fed"] += 1
                counts["fed, not mapped"] += not mapped
        shown = [url for url in blog.titles if blog.owns(url) and not kind_of_address(url, blog.platform)]
        unmapped = sum(not self.frontier.sources_of(url) & MAPS for url in shown)
        few = counts["fed, not mapped"] <= LACKING * counts["fed"] and unmapped <= LACKING * len(shown)
        return bool(counts["mapped"]) and few

    def failed(self, failure: Failure) -> None:
        """Note why a page could not be fetched, and try the next place where a source may be."""
        super().failed(failure)
        place = place_of(failure)
        blog = self.blogs[place.blog]
        if place.kind == "home":
            blog.trouble = reason_of(failure)
        elif place.kind == "feed" and self.is_older(blog, place):
            blog.complete = True
        elif place.kind in SOURCES:
            self.next_guess(place)
        if place.kind in SOURCES:
            self.answered(place)

    def closed(self, reason: str) -> None:
        """Keep the sources' answers where all that they list was dealt with; else the next crawl reads them again."""
        for name, seen in self.answers:
            tally = self.frontier.tally(name)
            if name in self.states and not any(tally[state] for state in ("waiting", "failed", "over-limit")):
                self.states[name].put(seen)
        super().closed(reason)


def is_html(response: TextResponse) -> bool:
    """Say whether the answer is a page."""
    return b"<" in response.body[:4096] and "xml" not in header(response, "Content-Type").replace("xhtml", "")
