"""Fetches a blog's home page, and notes on the way what its host says of robots and where it sends us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, Spider, signals

from blogsieve.cleaners.address import split_url
from blogsieve.crawler.ui.reasons import reason_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

ROBOTS = "/robots.txt"


class HomeProbe(Spider):
    """Keeps the answer at `url`, and what is read of the robots.txt of the host that gave it."""

    name = "home-probe"

    def __init__(self, url: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.url = url
        self.home: Response | None = None
        self.robots: dict[str, int] = {}  # the status of each robots.txt, by its host
        self.rules: Any = None  # of the last one that was read
        self.trouble = ""
        self.named_hosts = frozenset({split_url(url).netloc})

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider, told of each answer and each robots.txt."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.note_robots, signal=signals.response_received)
        crawler.signals.connect(spider.read_robots, signal=signals.robots_parsed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the home page."""
        yield Request(self.url, self.keep, errback=self.fail, dont_filter=True)

    def note_robots(self, response: Response) -> None:
        """Note what a host answers for its robots.txt."""
        if split_url(response.url).path == ROBOTS:
            self.robots[split_url(response.url).netloc] = response.status

    def read_robots(self, robotparser: Any) -> None:
        """Keep the rules of a robots.txt."""
        self.rules = robotparser.rp

    def keep(self, response: Response) -> None:
        """Keep the answer."""
        self.home = response

    def fail(self, failure: Failure) -> None:
        """Note why there is none."""
        self.trouble = reason_of(failure)
