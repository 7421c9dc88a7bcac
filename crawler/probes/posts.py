"""Fetches one post, and some others of its blog beside it: enough to see it as a crawl of the blog would."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider
from scrapy.http import TextResponse

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.model import Page
from blogsieve.crawler.blogs.ledger import now
from blogsieve.crawler.sources.feed import Feed, linked_feeds
from blogsieve.crawler.spiders.answers import answer_of, header
from blogsieve.crawler.ui.reasons import reason_of
from blogsieve.crawler.urls import canonical_url, url_key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from blogsieve.cleaners.model import FeedEntry


class PostProbe(Spider):
    """Keeps the page at `url`, and those of up to `most` other posts that the blog's feed lists."""

    name = "post-probe"

    def __init__(self, url: str, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.url, self.most = url, most
        self.page: Page | None = None
        self.others: list[Page] = []
        self.trouble = ""
        self.named_hosts = frozenset({split_url(url).netloc})

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the post."""
        yield Request(self.url, self.keep, errback=self.fail, dont_filter=True)

    def keep(self, response: Response) -> Any:
        """Keep the post, and ask for the feed that it links to."""
        self.page = as_page(response)
        if self.most and isinstance(response, TextResponse) and response.body.strip():
            with suppress(CleaningError):  # which cleaning the post tells of
                for feed in linked_feeds(parse(self.page), response.url)[:1]:
                    yield Request(feed, self.read_feed, errback=self.pass_over)

    def read_feed(self, response: Response) -> Any:
        """Take what the feed says of the post, and ask for others."""
        listing = Feed().read(answer_of(response))
        entries = {url_key(entry.url): entry for entry in listing.entries}
        assert self.page is not None
        self.page = replace(self.page, entry=entries.pop(url_key(self.page.url), None))
        host = split_url(self.page.url).netloc
        near = [entry for entry in entries.values() if split_url(entry.url).netloc == host]
        for entry in near[: self.most]:
            yield Request(entry.url, self.keep_other, errback=self.pass_over, cb_kwargs={"entry": entry})

    def keep_other(self, response: Response, entry: FeedEntry) -> None:
        """Keep another post."""
        self.others.append(as_page(response, entry))

    def fail(self, failure: Failure) -> None:
        """Note why the post could not be fetched."""
        self.trouble = reason_of(failure)

    def pass_over(self, failure: Failure) -> None:
        """Do without a page that only would have helped."""
        self.logger.info("%s: %s", getattr(failure, "request").url, reason_of(failure))  # noqa: B009


def as_page(response: Response, entry: FeedEntry | None = None) -> Page:
    """Return an answer as the cleaners want it."""
    return Page(canonical_url(response.url), response.body, header(response, "Content-Type"), now(), entry)
