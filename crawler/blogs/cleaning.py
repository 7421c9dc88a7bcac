"""The seam to the cleaners: pages go in, records come out; the work is done by other processes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

from scrapy import signals

from blogsieve.cleaners.engine import Limits, Pool
from blogsieve.crawler.signals import page_cleaned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings
    from scrapy.signalmanager import SignalManager

    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.cleaners.site.model import SiteModel


class Cleaner:
    """Learns from a blog's pages and cleans them, while the reactor goes on fetching."""

    def __init__(self, pool: Pool, tell: SignalManager) -> None:
        self.pool = pool
        self.tell = tell

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return a cleaner with the workers and limits of the settings, which end with the crawl."""
        cleaner = cls(open_pool(crawler.settings), crawler.signals)
        crawler.signals.connect(cleaner.pool.close, signal=signals.spider_closed)
        return cleaner

    async def learn(self, pages: Sequence[Page], known: SiteModel | None = None) -> SiteModel:
        """Return what the pages have in common, added to what is known of their site."""
        return await asyncio.wrap_future(self.pool.learn(pages, known))

    async def clean(self, page: Page, model: SiteModel | None) -> Cleaned:
        """Return the page's record; raise CleaningError where there is none."""
        cleaned = await asyncio.wrap_future(self.pool.clean(page, model))
        self.tell.send_catch_log(page_cleaned, page=page, model=model, cleaned=cleaned)
        return cleaned


def open_pool(settings: BaseSettings, workers: int = 0) -> Pool:
    """Return the workers that the settings ask for, or so many; within the limits of the settings."""
    limits = Limits(settings.getfloat("BLOGSIEVE_PAGE_TIMEOUT"), settings.getint("BLOGSIEVE_PAGE_MAXSIZE"))
    return Pool(workers or settings.getint("BLOGSIEVE_WORKERS"), limits)
