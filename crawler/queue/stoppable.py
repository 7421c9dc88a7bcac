"""A crawl that can be told to stop at any moment, for a worker begins and ends many."""

from __future__ import annotations

import asyncio
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler

# Seconds between two looks whether a crawl is opened; to open it takes a few hundredths.
OPENING = 0.05


class StoppableCrawler(Crawler):
    """Scrapy's crawler, which would never end if it was told to stop while it is opened.

    Scrapy 2.19 notes then that nobody crawls any more, opens the crawl all the same, and at its end does not let go of
    it: it was told already. Here who tells it waits until it is open.
    """

    is_closed = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.signals.connect(self._note_end, signal=signals.spider_closed)

    @property
    def is_opening(self) -> bool:
        """Whether it is begun, and cannot be told to stop yet."""
        return self.crawling and not self.is_closed and not (self._engine and self._engine.running)

    async def stop_async(self) -> None:
        """Stop it as soon as it is open; return when it has ended."""
        while self.is_opening:
            await asyncio.sleep(OPENING)
        await super().stop_async()

    def _note_end(self) -> None:
        self.is_closed = True
