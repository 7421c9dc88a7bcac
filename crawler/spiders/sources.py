"""What the sources of a blog say: its home page, its platform's interface, its feeds and sitemaps."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals

from blogsieve.cleaners.address import is_web, join_url, split_url
from blogsieve.cleaners.errors import CleaningError
from blogsieve.crawler import sources
from blogsieve.crawler.blogs.completeness import Pages
from blogsieve.crawler.blogs.guesses import Guesses
from blogsieve.crawler.blogs.listed_posts import ListedPosts
from blogsieve.crawler.frontier.frontier import Rank, Target
from blogsieve.crawler.frontier.state import Seen
from blogsieve.crawler.sources.addresses import usual
from blogsieve.crawler.sources.feed_only import is_bare
from blogsieve.crawler.sources.sitemap import is_counted_on, listed_by
from blogsieve.crawler.spiders.answers import answer_of, header, is_text, page_of, trouble_with
from blogsieve.crawler.spiders.posts import PostSpider
from blogsieve.crawler.urls import url_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from blogsieve.crawler.blogs.blog import Blog
    from blogsieve.crawler.blogs.home import Home

# A page that no blog has; its name says to those who read the host's log why it was asked for.
NOWHERE = "is-there-a-page-for-what-is-not-there"


@dataclass(frozen=True, slots=True)
class AnsweredSource:
    """A source that answered."""

    blog: str
    kind: str  # one of sources.KINDS
    url: str
    listed: int  # posts, pages or sitemaps


class SourceSpider(PostSpider):
    """Puts into the frontier what a blog's sources list."""

    # Whether a source is read to its end, or its first page only.
    to_the_end = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.robots_sitemaps: dict[str, list[str]] = {}  # that a host's robots.txt names
        self.answers: list[tuple[str, Seen]] = []  # of the sources, for the next crawl
        self.answered_sources: list[AnsweredSource] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider, told of each robots.txt."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.read_robots, signal=signals.robots_parsed)
        return spider

    def request(self, target: Target) -> Request:
        """Return the request for a page, with the callback for its kind."""
        request = super().request(target)
        if target.kind == "home":
            return request.replace(callback=self.parse_home)
        if target.kind == "nowhere":
            return request.replace(callback=self.parse_nowhere)
        return request.replace(callback=self.parse_source) if target.kind in sources.KINDS else request

    def answered(self, target: Target) -> None:
        """Note that a source has answered."""
        raise NotImplementedError

    def read_robots(self, robotparser: Any, request: Request) -> None:
        """Note the sitemaps that robots.txt names."""
        named = (join_url(request.url, join_url("/", url)) for url in robotparser.rp.sitemaps)
        self.robots_sitemaps[split_url(request.url).netloc] = [url for url in named if is_web(url)]

    async def parse_home(self, response: Response, target: Target) -> None:
        """Learn from the home page who made the blog, and where it lists its posts."""
        blog = self.blogs[target.blog]
        try:
            blog.trouble = trouble_with(response)
            shown = None if blog.trouble else await self.shown(page_of(response), target)
            home = await self.cleaner.read_home(shown) if shown else None
        except CleaningError as error:
            blog.trouble, home = f"the home page {error}", None
        if home is None:
            self.frontier.done(target.id, "failed")
            return
        blog.move(response.url)
        blog.profile.platform, blog.mark = home.found.platform, home.found.mark
        seen = home.features
        blog.hear(seen.canonical)
        blog.others, blog.titles = [seen.marks], tuple(map(blog.here, seen.titles))
        blog.onward, blog.languages = tuple(map(blog.here, seen.onward)), tuple(map(blog.here, seen.languages))
        # A teaser may lead to its post in another language.
        blog.profile.homes = frozenset(url_key(url) for url in blog.languages if blog.owns(url) and is_folder(url))
        blog.widen(blog.titles)
        blog.from_feed = is_bare(seen.marks, blog.platform)
        self.frontier.note(target.blog, "home texts", sorted(home.texts))
        self.add_links(target.blog, seen, response.url)
        for url in map(blog.here, usual(blog.home, blog.platform.urls.archives)[:1]):
            self.frontier.add(target.blog, url, "page", Rank.PARKED, "link")
        if len(seen.posts) > 1:
            blog.has_anchors = True
            self.frontier.add(target.blog, response.url, "page", Rank.PARKED, "anchor")
        with self.frontier.transaction():
            self.add_sources(blog, target.blog, home)
        self.answered(target)

    async def parse_nowhere(self, response: Response, target: Target) -> None:
        """Learn what the host shows where nothing is, if it does not say so by its answer's status."""
        blog = self.blogs[target.blog]
        if split_url(response.url).path == split_url(target.url).path and is_text(response):
            # Boxes that the home page has as well are on every page.
            boxes = frozenset(self.frontier.noted(target.blog, "home texts") or ())
            with suppress(CleaningError):
                blog.profile.see_missing(await self.cleaner.features_of(page_of(response)), boxes)
        self.answered(target)

    def add_sources(self, blog: Blog, name: str, home: Home) -> None:
        """Note where the sources of a blog may be asked, as far as they are wanted."""
        if self.to_the_end:
            self.frontier.add(name, join_url(blog.home, NOWHERE), "nowhere", Rank.SOURCE)
        for kind, addresses in home.addresses.items():
            if kind in self.config.kinds:
                self.add_addresses(blog, name, kind, addresses)

    def add_addresses(self, blog: Blog, name: str, kind: str, found: Iterable[sources.Addresses]) -> None:
        """Ask at the first address of a kind of source; at the usual ones if none that is named is the blog's own."""
        in_robots = self.robots_sitemaps.get(split_url(blog.home).netloc, []) if kind == "sitemap" else []
        for url in map(blog.here, in_robots):
            self.frontier.add(name, url, kind, Rank.SOURCE)
        found = list(found)
        linked = [blog.here(url) for addresses in found for url in addresses.linked]
        is_named = any(map(blog.owns, [*map(blog.here, in_robots), *linked]))
        usual = [] if is_named else [blog.here(url) for addresses in found for url in addresses.usual]
        is_late = kind == "api" and blog.platform.api.when == "last"
        guesses = Guesses(name, self.frontier)
        if is_late:
            guesses.put_off(kind, linked + usual)
        guesses.begin(kind, [] if is_late else linked + usual)

    async def parse_source(self, response: Response, target: Target) -> None:
        """Note the pages that a source lists, and ask for what follows."""
        if self.is_same(response, target):
            return
        blog = self.blogs[target.blog]
        listing = await self.cleaner.read_source(target.kind, blog.platform, answer_of(response), target.url)
        if listing.trouble and not is_counted_on(target.url, blog.platform):
            self.logger.warning("%s: %s", target.url, listing.trouble)
        if target.kind == "feed" and not self.pages_of(target).counts and not lists_posts(listing, blog):
            # One of a section that only names itself, or of a blog without posts.
            listing = sources.Listing()
        noting = ListedPosts(target.blog, blog, self.frontier, self.want, self.states.get(target.blog))
        news = await noting.add_entries(listing.entries)
        label = "post" if listed_by(target.url, blog.platform, blog.home) == "post" else "sitemap"
        listed = len(news) + await noting.add_addresses(listing.addresses, label, follows=self.to_the_end)
        if noting.elsewhere:
            self.crawler.stats.inc_value("blogsieve/elsewhere", noting.elsewhere)
        with self.frontier.transaction():
            if listing.known:
                self.go_on(blog, target, listing, any(news))
            else:
                Guesses(target.blog, self.frontier).go_on(target.kind)
        if listing.known:
            self.answered_sources.append(AnsweredSource(target.blog, target.kind, target.url, listed))
        self.answered(target)

    def go_on(self, blog: Blog, target: Target, listing: sources.Listing, has_news: bool) -> None:
        """Ask for what follows in a source, or take its word that it listed all posts, as far as it shows that."""
        if target.kind == "sitemap":
            self.follow(blog, target, listing.next)
            return
        pages = self.pages_of(target)
        said = pages.add((entry.url for entry in listing.entries), listing.hidden, listing.total)
        self.frontier.note(target.blog, f"pages {target.kind}", pages.to_dict())
        # What an earlier crawl or another source listed is not listed again to its end.
        is_old = not has_news and (target.kind == "feed" or target.blog in self.states)
        if pages.is_proven:
            blog.complete = blog.proven = True
        elif said == "new" and listing.next and not is_old:
            self.follow(blog, target, listing.next)
            blog.complete = blog.complete or (target.kind == "api" and not self.to_the_end)
        elif not is_old or (said == "empty" and pages.is_ended):
            # A host that does not know the query answers with the first page again and again.
            is_end = pages.is_ended or (target.kind == "api" and pages.total is None)
            blog.complete = blog.complete or (is_end and said != "same")

    def follow(self, blog: Blog, target: Target, url: str) -> None:
        """Ask for a source's next page."""
        if url and self.to_the_end:
            self.frontier.add(target.blog, blog.here(url), target.kind, Rank.SOURCE)

    def pages_of(self, target: Target) -> Pages:
        """Return which pages of a kind of source were read."""
        return Pages.from_dict(self.frontier.noted(target.blog, f"pages {target.kind}"))

    def is_same(self, response: Response, target: Target) -> bool:
        """Say whether a source has nothing new; else keep what the next crawl can ask that by."""
        if response.status == HTTPStatus.NOT_MODIFIED:
            self.answered(target)
            return True
        etag, modified = header(response, "ETag"), header(response, "Last-Modified")
        self.answers.append((target.blog, Seen(target.url, target.kind, etag, modified, target.stamps)))
        return False


def is_folder(url: str) -> bool:
    """Tell whether an address is that of a folder of the host.

    >>> is_folder("https://a.example/english/"), is_folder("https://a.example/english/boat/")
    (True, False)
    """
    return len(split_url(url).path.strip("/").split("/")) == 1


def lists_posts(listing: sources.Listing, blog: Blog) -> bool:
    """Tell whether what a source lists are posts, and not the home page alone."""
    return any(url_key(blog.here(entry.url)) != url_key(blog.home) for entry in listing.entries)
