"""Scrapy's scheduler with the frontier behind it: what Scrapy asks for first, then what the frontier holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.scheduler import Scheduler

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.http import Request
    from twisted.internet.defer import Deferred


class FrontierScheduler(Scheduler):
    """Hands out Scrapy's own requests (start, redirects, retries) from memory, and then the spider's from its frontier.

    Scrapy's disk queues are not safe against a kill (scrapy#7978); the frontier is, so these are not used with it.
    """

    def open(self, spider: Spider) -> Deferred[None] | None:
        self.spider = spider
        if self.has_frontier:
            self.dqdir = None
        return super().open(spider)

    @property
    def has_frontier(self) -> bool:
        return hasattr(self.spider, "next_request")

    def has_pending_requests(self) -> bool:
        return super().has_pending_requests() or (self.has_frontier and self.spider.frontier.has_waiting())

    def next_request(self) -> Request | None:
        request = super().next_request()
        return request if request is not None or not self.has_frontier else self.spider.next_request()

    def close(self, reason: str) -> Deferred[None] | None:
        if self.has_frontier:
            self.spider.frontier.close()
        return super().close(reason)
