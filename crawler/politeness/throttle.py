"""The pace of a host: AutoThrottle that never falls below a Crawl-delay, and pauses where the host asks for one."""

from __future__ import annotations

import logging
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.extensions.throttle import AutoThrottle

from blogsieve.cleaners.address import split_url
from blogsieve.crawler.politeness.pause import seconds_of

if TYPE_CHECKING:
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

logger = logging.getLogger(__name__)

# Statuses by which a host says that it is asked too often.
BUSY = (429, 503)
# A busy host that names no time is left alone for this long, in seconds.
BREATH = 5.0


class Pace:
    """Keeps each host's slot at the Crawl-delay of its robots.txt or slower, and honours Retry-After."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.agent = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        self.longest = settings.getfloat("BLOGSIEVE_MAX_WAIT")
        self.floors: dict[str, float] = {}
        self.slow = AdaptivePace(crawler, self.floors) if settings.getbool("AUTOTHROTTLE_ENABLED") else None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, told of each robots.txt and each answer."""
        pace = cls(crawler)
        crawler.signals.connect(pace.read_robots, signal=signals.robots_parsed)
        crawler.signals.connect(pace.read_answer, signal=signals.response_downloaded)
        return pace

    def slot(self, request: Request) -> tuple[str, Slot]:
        """Return the slot that a request goes through, made where it is not there yet."""
        assert self.crawler.engine is not None
        found: tuple[str, Slot] = self.crawler.engine.downloader._get_slot(request)
        return found

    def read_robots(self, robotparser: Any, request: Request) -> None:
        """Keep the Crawl-delay that robots.txt names for us."""
        delay = robotparser.crawl_delay(self.agent)
        if not delay:
            return
        if delay > self.longest:
            host = split_url(request.url).netloc
            logger.warning("%s: asks for %g s between requests, %g s are kept", host, delay, self.longest)
        key, slot = self.slot(request)
        self.floors[key] = max(self.floors.get(key, 0.0), min(delay, self.longest))
        slot.delay, slot.jitter = max(slot.delay, self.floors[key]), 0.0
        slot.concurrency = 1

    def read_answer(self, response: Response, request: Request) -> None:
        """Leave a host alone for as long as it asks."""
        if response.status not in BUSY:
            return
        wait = seconds_of(response.headers.get("Retry-After"))
        wait = min(BREATH if wait is None else wait, self.longest)
        _, slot = self.slot(request)
        # The downloader waits until `delay` after `lastseen`, and not at all where the delay is nothing.
        slot.delay = max(slot.delay, 0.001)
        slot.lastseen = max(slot.lastseen, monotonic() + wait - slot.delay)
        logger.info("%s: answers %d, waiting %g s", request.url, response.status, wait)


class AdaptivePace(AutoThrottle):
    """Scrapy's AutoThrottle, with a lowest delay for each slot."""

    def __init__(self, crawler: Crawler, floors: dict[str, float]) -> None:
        super().__init__(crawler)
        self.floors = floors

    def _response_downloaded(self, response: Response, request: Request, spider: Any) -> None:
        """Adjust the delay as Scrapy does, then raise it to the lowest."""
        super()._response_downloaded(response, request, spider)
        key, slot = self._get_slot(request, spider)
        if slot is not None and key in self.floors:
            slot.delay = max(slot.delay, self.floors[key])
