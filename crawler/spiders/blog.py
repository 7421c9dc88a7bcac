"""The blog spider: from a blog's home page to its posts."""

from __future__ import annotations

import asyncio
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from scrapy import Request

from blogsieve.cleaners.address import split_url
from blogsieve.crawler.blogs.address_list import blog_address
from blogsieve.crawler.blogs.completeness import BY_ADDRESS, UNLISTED
from blogsieve.crawler.blogs.guesses import Guesses
from blogsieve.crawler.blogs.listed_posts import PIECE
from blogsieve.crawler.blogs.said_days import are_published
from blogsieve.crawler.frontier.frontier import SOURCES, Rank, Target
from blogsieve.crawler.frontier.states import Trait, states_with
from blogsieve.crawler.pages.address_kinds import kind_of_address
from blogsieve.crawler.pages.classify import FEEDS, SURE
from blogsieve.crawler.spiders.sources import SourceSpider
from blogsieve.crawler.urls import url_key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response

    from blogsieve.crawler.blogs.blog import Blog
    from blogsieve.crawler.frontier.frontier import Listed

# What a listed page is fetched as, and when.
RANKS = {"post": Rank.POST, "page": Rank.MAYBE, "list": Rank.LIST}
# What became of pages that the next crawl is to ask for again.
UNDONE = states_with(Trait.UNDONE)
# The path of a home page in one of several languages.
LANGUAGE = re.compile(r"/[a-z]{2}(?:[-_][a-z]{2})?/?$", re.IGNORECASE)
MAPS = frozenset({"post", "sitemap"})
# Shares of a feed, and of the titles on the home page, that a sitemap may lack and still be taken for complete:
# feeds are newer than sitemaps, and home pages name a static page or two.
LACKING = 0.25
# So many pages are settled in one go; of more, a second may go by.
AT_ONCE = 2000


class Choice(NamedTuple):
    """When a page is to be fetched, or why it is not."""

    rank: Rank = Rank.PARKED
    why: str = ""


class BlogSpider(SourceSpider):
    """Finds every post of the blogs at `url` (several with spaces between) or in `file` (one a line)."""

    name = "blog"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settling: set[str] = set()  # blogs of so many pages that to choose takes a while

    async def start(self) -> AsyncIterator[Any]:
        """Put the home pages into the frontier; requests are taken from there."""
        for home in self.addresses():
            if not (url := blog_address(home)):
                self.troubles.append(f"{home}: is no address of a blog")
                continue
            self.blog(url, url)
            # A proxy is asked for a path.
            self.frontier.add(url, url if split_url(url).path else f"{url}/", "home", Rank.HOME)
            self.settle(url)
        if not self.blogs and not self.troubles:
            self.troubles.append("no blog to crawl: give -a url=https://… or -a file=blogs.txt")
        return
        yield

    def answered(self, target: Target) -> None:
        """Note that a source has answered."""
        with self.frontier.transaction():
            self.frontier.done(target.id)
            self.crawls[target.blog].save()
        self.settle(target.blog)

    def settle(self, name: str) -> None:
        """After the last source has answered, choose what to fetch, and of that a sample to learn from."""
        if self.blogs[name].settled or name in self.settling or self.frontier.count(name, SOURCES):
            return
        if self.frontier.count(name, ("page",)) <= AT_ONCE:
            for _ in self.choose_in_steps(name):
                pass
            return
        self.settling.add(name)
        assert self.crawler.engine is not None
        # Until that is through, nothing of the blog is fetched.
        request = Request("data:,", self.settle_in_pieces, cb_kwargs={"name": name}, dont_filter=True)
        self.crawler.engine.crawl(request)

    async def settle_in_pieces(self, response: Response, name: str) -> None:
        """Choose of very many pages what to fetch; others get their turn between."""
        for _ in self.choose_in_steps(name):
            await asyncio.sleep(0)
        self.settling.discard(name)

    def choose_in_steps(self, name: str) -> Iterator[None]:
        """Choose what to fetch of a blog, in steps."""
        blog = self.blogs[name]
        blog.complete = blog.complete or self.is_mapped(name)
        if blog.complete and self.lacks_language(name):
            blog.complete = blog.proven = False
        if not blog.complete and Guesses(name, self.frontier).begin_late("api"):
            return
        yield
        blog.learn_addresses(page.url for page in self.frontier.listed(name) if page.sources & SURE)
        yield
        blog.tests.listed = sum(page.sources != {"link"} for page in self.frontier.listed(name))
        blog.trusts_sitemap = are_published(self.frontier.said_days(name))
        yield
        ahead, chosen = frozenset((*blog.titles, *blog.onward)), defaultdict[Choice, list[int]](list)
        for count, page in enumerate(self.frontier.listed(name), 1):
            chosen[self.choice(blog, page, ahead)].append(page.number)
            if count % PIECE == 0:
                yield
        with self.frontier.transaction():
            blog.settled = True
            for choice, numbers in chosen.items():
                if choice.why:
                    self.frontier.skip(numbers, "skipped", choice.why)
                else:
                    self.frontier.promote(numbers, choice.rank)
            sample = self.frontier.choose(name, Rank.POST, self.sample) or self.frontier.choose(
                name, Rank.MAYBE, self.sample
            )
            self.frontier.promote(sample, Rank.SAMPLE)
            self.crawls[name].save()

    def choice(self, blog: Blog, page: Listed, ahead: frozenset[str]) -> Choice:
        """Return when a listed page is to be fetched, or why not."""
        kind = blog.wanted_as(page)
        if not kind:
            return Choice(why=BY_ADDRESS)
        is_doubtful = kind == "list" or (kind == "page" and page.sources == {"link"})
        if is_doubtful and blog.leaves_out(page.url, kind, ahead):
            return Choice(why=UNLISTED)
        return Choice(RANKS[kind])

    def lacks_language(self, name: str) -> bool:
        """Say whether the home page has a neighbour in another language, none of whose posts the sources list."""
        blog, pages = self.blogs[name], list(self.frontier.listed(name))
        said = {*blog.languages, *(page.url for page in pages if LANGUAGE.match(split_url(page.url).path))}
        named = {url for url in said if blog.owns(url) and url_key(url) != url_key(blog.home)}
        listed = [url_key(page.url) for page in pages if page.sources - {"link"}]
        return any(not any(url.startswith(f"{url_key(one)}/") for url in listed) for one in named)

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

    def go_without(self, target: Target, why: str, *, is_end: bool = False) -> None:
        """Go on without a page; where a source is none, try the next place where one may be."""
        blog = self.blogs[target.blog]
        if target.kind == "home":
            blog.trouble = why
        elif target.kind in FEEDS and (pages := self.pages_of(target)).counts:
            blog.complete = blog.complete or (pages.is_ended and is_end)
        elif target.kind in SOURCES:
            Guesses(target.blog, self.frontier).go_on(target.kind)
        if target.kind in SOURCES:
            self.answered(target)

    def closed(self, reason: str) -> None:
        """Keep the sources' answers where all that they list was dealt with; else the next crawl reads them again."""
        for name, seen in self.answers:
            tally = self.frontier.accounts.tally(name)
            if name in self.states and not any(tally[state] for state in UNDONE):
                self.states[name].put(seen)
        super().closed(reason)
