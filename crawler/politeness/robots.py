"""robots.txt: obeyed, and read no further than the standard asks."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware

from blogsieve.crawler.politeness.host_signals import MOST_BYTES, ROBOTS, HostBook

if TYPE_CHECKING:
    from scrapy.http import Request, Response

logger = logging.getLogger(__name__)
# What cannot be had is told of with the page that it was asked for.
logging.getLogger(RobotsTxtMiddleware.__module__).addFilter(lambda record: record.exc_info is None)


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware, with a bound on what it reads."""

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        """Parse what the standard asks to be read."""
        if len(response.body) > MOST_BYTES:
            logger.warning("%s: is too large, only %d bytes of it are obeyed", response.url, MOST_BYTES)
            response = response.replace(body=response.body[:MOST_BYTES])
        if isinstance(book := getattr(self.crawler.spider, "host_signals", None), HostBook):
            # Where the file was moved to is no matter.
            book.hosts[netloc].read(ROBOTS, response.body)
        await super()._parse_robots(response, netloc, request)
