"""What the sources of a blog say: its home page, its platform's interface, its feeds and sitemaps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.http import TextResponse

from blogsieve.cleaners.errors import NotHtml
from blogsieve.cleaners.platforms.platform import GENERIC, named, recognise
from blogsieve.crawler.blogs.page_features import page_features
from blogsieve.crawler.frontier.frontier import Rank, Target
from blogsieve.crawler.frontier.state import Seen, stamp_of
from blogsieve.crawler.sources import addresses as sources
from blogsieve.crawler.sources import apis, feeds, sitemaps
from blogsieve.crawler.sources.feed_only import is_bare
from blogsieve.crawler.spiders.base import header, tree_of
from blogsieve.crawler.spiders.posts import PostSpider
from blogsieve.crawler.urls import is_file, is_web, url_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from blogsieve.cleaners.model import FeedEntry
    from blogsieve.crawler.blogs.blog import Blog

# Where Blogger leads the readers of blogs that are private, or that warn of their content.
CLOSED_HOMES = ("blogger.com/blogin.g", "blogger.com/interstitial", "blogger.com/age-verification")

# So many places of a sitemap tell whether it is one of a mirrored blog.
FIRST_PLACES = 100


@dataclass(frozen=True, slots=True)
class Heard:
    """A source that answered."""

    blog: str
    kind: str  # "api", "feed" or "sitemap"
    url: str
    listed: int  # posts, pages or sitemaps


class SourceSpider(PostSpider):
    """Puts into the frontier what a blog's sources list."""

    # Whether a source is read to its end, or its first page only.
    to_the_end = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told: dict[str, list[str]] = {}  # sitemaps that a host's robots.txt names
        self.answers: list[tuple[str, Seen]] = []  # of the sources, for the next crawl
        self.heard: list[Heard] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider, told of each robots.txt."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.read_robots, signal=signals.robots_parsed)
        return spider

    def request(self, place: Target) -> Request:
        """Return the request for a page, with the callback for its kind."""
        callbacks = {
            "home": self.parse_home,
            "feed": self.parse_feed,
            "api": self.parse_api,
            "sitemap": self.parse_sitemap,
        }
        request = super().request(place)
        return request.replace(callback=callbacks[place.kind]) if place.kind in callbacks else request

    def answered(self, place: Target) -> None:
        """Note that a source has answered."""
        raise NotImplementedError

    def read_robots(self, robotparser: Any, request: Request) -> None:
        """Note the sitemaps that robots.txt names."""
        self.told[urlsplit(request.url).netloc] = [url for url in robotparser.rp.sitemaps if is_web(url)]

    def parse_home(self, response: Response, place: Target) -> None:
        """Learn from the home page who made the blog, and where it lists its posts."""
        blog = self.blogs[place.blog]
        try:
            blog.trouble = trouble_with(response)
            root = None if blog.trouble else tree_of(response)
        except NotHtml as error:
            blog.trouble, root = f"the home page {error}", None
        if root is None:
            self.frontier.done(place.id, "failed")
            return
        blog.move(response.url)
        found = recognise(root, response.url)
        blog.profile.platform, blog.mark = found.platform, found.mark
        seen = page_features(root, response.url)
        blog.hear(seen.canonical)
        blog.others, blog.titles = [seen.marks], tuple(map(blog.here, seen.titles))
        blog.widen(blog.titles)
        blog.from_feed = is_bare(seen.marks, found.platform)
        self.add_links(place.blog, seen, response.url)
        with self.frontier.transaction():
            self.add_sources(blog, place.blog, root, response.url)
        self.answered(place)

    def add_sources(self, blog: Blog, name: str, root: HtmlElement, home: str) -> None:
        """Note the interface, the feeds and the sitemaps of a blog, as far as they are wanted."""
        wanted = self.settings.getbool
        if wanted("BLOGSIEVE_APIS"):
            asked = [blog.here(url) for url in sources.apis_of(root, home, blog.platform)]
            late = blog.platform.api.when == "last"
            self.guess(name, "api", [] if late else asked)
            self.frontier.note(name, "late apis", asked if late else [])
        if wanted("BLOGSIEVE_FEEDS"):
            linked = [blog.here(url) for url in sources.linked_feeds(root, home)]
            usual = [] if any(map(blog.owns, linked)) else sources.usual_feeds(home, blog.platform)
            self.guess(name, "feed", linked + usual)
        if wanted("BLOGSIEVE_SITEMAPS"):
            told = [blog.here(url) for url in self.told.get(urlsplit(home).netloc, [])]
            for url in told:
                self.frontier.add(name, url, "sitemap", Rank.SOURCE)
            usual = [] if any(map(blog.owns, told)) else sources.usual_sitemaps(home, blog.platform)
            self.guess(name, "sitemap", usual)

    def guess(self, name: str, kind: str, urls: list[str]) -> None:
        """Ask for the first of the addresses, and keep the others until it fails."""
        for url in urls[:1]:
            self.frontier.add(name, url, kind, Rank.SOURCE)
        self.frontier.note(name, f"guesses {kind}", urls[1:])

    def next_guess(self, place: Target) -> None:
        """Ask for the next address where a source may be, when one was none."""
        if rest := self.frontier.noted(place.blog, f"guesses {place.kind}"):
            self.guess(place.blog, place.kind, rest)

    def parse_feed(self, response: Response, place: Target) -> None:
        """Note the posts that a feed lists, and ask for older ones."""
        if self.is_same(response, place):
            return
        blog = self.blogs[place.blog]
        feed = feeds.read_feed(response.body, response.url, header(response, "Content-Type"))
        if feed.broken:
            self.logger.warning("%s: is broken XML, of which %d posts were read", place.url, len(feed.entries))
        listed = [entry.url for entry in feed.entries]
        blog.hear_of(listed, self.frontier.knows)
        blog.widen(map(blog.here, listed))
        with self.frontier.transaction():
            news = [self.add_entry(blog, place.blog, entry) for entry in feed.entries]
            if not feed.known:
                self.next_guess(place)
            elif self.to_the_end and any(news) and (older := sources.older_feed(feed, place.url, blog.platform)):
                self.frontier.add(place.blog, blog.here(older), "feed", Rank.SOURCE)
            elif self.is_older(blog, place):
                blog.complete = True
        self.note_answer(place, len(feed.entries), feed.known)

    def is_older(self, blog: Blog, place: Target) -> bool:
        """Say whether the feed's page is one after the first."""
        parameter = blog.platform.feeds.parameter
        return bool(parameter) and apis.parameter(place.url, parameter) > 1

    def add_entry(self, blog: Blog, name: str, entry: FeedEntry) -> bool:
        """Note a post that a feed or an interface lists, where it is a page of the blog; say whether it is news."""
        entry = replace(entry, url=blog.here(entry.url))
        if not blog.owns(entry.url) or is_file(entry.url):
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

    def is_same(self, response: Response, place: Target) -> bool:
        """Say whether a source has nothing new; else keep what the next crawl can ask that by."""
        if response.status == HTTPStatus.NOT_MODIFIED:
            self.answered(place)
            return True
        etag, modified = header(response, "ETag"), header(response, "Last-Modified")
        self.answers.append((place.blog, Seen(place.url, place.kind, etag, modified, place.stamps)))
        return False

    def parse_api(self, response: Response, place: Target) -> None:
        """Note the posts that the platform's interface lists, and ask for older ones while they are news."""
        if self.is_same(response, place):
            return
        blog = self.blogs[place.blog]
        answer = apis.read_answer(blog.platform.api.kind, response.body, place.url)
        with self.frontier.transaction():
            news = [self.add_entry(blog, place.blog, entry) for entry in answer.entries]
            if not answer.known:
                self.next_guess(place)
            elif answer.next and self.to_the_end and (any(news) or place.blog not in self.states):
                self.frontier.add(place.blog, answer.next, "api", Rank.SOURCE)
            else:
                blog.complete = True
        self.note_answer(place, len(answer.entries), answer.known)

    def parse_sitemap(self, response: Response, place: Target) -> None:
        """Note the pages that a sitemap lists, and the sitemaps that it nests."""
        if self.is_same(response, place):
            return
        blog = self.blogs[place.blog]
        kind, listed = sitemaps.kind_of(place.url, blog.platform, named(GENERIC)), 0
        try:
            with self.frontier.transaction():
                for found in self.heard_of(blog, sitemaps.read_sitemap(response.body, response.url)):
                    self.add_place(blog, place.blog, found, "post" if kind == "post" else "sitemap")
                    listed += 1
                if listed and (beyond := sources.next_sitemap(place.url, blog.platform)):
                    self.frontier.add(place.blog, beyond, "sitemap", Rank.SOURCE)
        except sitemaps.NotASitemap:
            self.next_guess(place)
        if not listed and sitemaps.is_packed_or_xml(response.body):
            self.logger.warning("%s: lists no pages", place.url)
        self.note_answer(place, listed, listed > 0)

    def heard_of(self, blog: Blog, places: Iterator[sitemaps.SitemapEntry]) -> Iterator[sitemaps.SitemapEntry]:
        """Yield the places of a sitemap as they are where the blog is read from."""
        first = list(islice(places, FIRST_PLACES))
        blog.hear_of([place.url for place in first], self.frontier.knows)
        for place in chain(first, places):
            yield replace(place, url=blog.here(place.url))

    def note_answer(self, place: Target, listed: int, known: bool) -> None:
        """Note what a source listed, if it is one."""
        if known:
            self.heard.append(Heard(place.blog, place.kind, place.url, listed))
        self.answered(place)

    def add_place(self, blog: Blog, name: str, found: sitemaps.SitemapEntry, source: str) -> None:
        """Note an address of a sitemap: a sitemap, or a page that may be a post."""
        if not self.is_news(name, found.url, "sitemap", found.modified):
            return
        if found.nested:
            if self.to_the_end and sitemaps.kind_of(found.url, blog.platform, named(GENERIC)) != "other":
                self.frontier.add(name, found.url, "sitemap", Rank.SOURCE)
        elif blog.owns(found.url) and url_key(found.url) != url_key(blog.home) and self.want.has_url(found.url):
            self.frontier.add(name, found.url, "page", Rank.PARKED, source)
            self.frontier.stamp(found.url, "sitemap", found.modified)


def trouble_with(response: Response) -> str:
    """Return why a home page leads to no posts, "" where it may."""
    if any(words in response.url for words in CLOSED_HOMES):
        return "asks for a login, or for an age"
    is_text = isinstance(response, TextResponse) and b"<" in response.body[:4096]
    return (
        ""
        if is_text and "xml" not in header(response, "Content-Type").replace("xhtml", "")
        else "the home page is not HTML"
    )
