"""Scrapy's scheduler with the frontier behind it: what Scrapy asks for first, then what the frontier holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from scrapy.core.scheduler import Scheduler

from blogsieve.crawler.output.giving_up import give_up_frontier, is_given_up

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.http import Request
    from twisted.internet.defer import Deferred


@runtime_checkable
class Feeder(Protocol):
    """A spider that has a frontier of its own."""

    def next_request(self) -> Request | None:
        """Return the next request, None where there is none now."""

    def has_requests(self) -> bool:
        """Say whether there are more."""


class FrontierScheduler(Scheduler):
    """Hands out Scrapy's own requests (redirects, retries) from memory, and then the spider's from its frontier.

    Scrapy's disk queues are not safe against a kill (scrapy#7978); the frontier is, so these are not used with it.
    """

    feeder: Feeder | None = None

    def open(self, spider: Spider) -> Deferred[None] | None:
        """Take the spider's frontier, if it has one, in the place of the queue on disk."""
        if isinstance(spider, Feeder):
            self.feeder, self.dqdir = cast("Feeder", spider), None
        return super().open(spider)

    def has_pending_requests(self) -> bool:
        """Say whether there are more requests."""
        return super().has_pending_requests() or (self.feeder is not None and self.feeder.has_requests())

    def next_request(self) -> Request | None:
        """Return the next request, None where there is none now."""
        request = super().next_request()
        assert self.crawler is not None
        if request is not None or self.feeder is None or is_given_up(self.crawler):
            return request
        try:
            return self.feeder.next_request()
        except Exception as error:
            # Scrapy would log it, ask again at once, and so on for ever.
            give_up_frontier(self.crawler, error)
            return None
