"""The seam to the cleaners: pages go in, what they show and their records come out; the work is done elsewhere."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

from scrapy import signals

from blogsieve.cleaners.dom import tree
from blogsieve.cleaners.engine import TooSlow, WorkerDied
from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.model import Page
from blogsieve.crawler.blogs.home import read_home
from blogsieve.crawler.blogs.visit import features_of, is_shell, visit
from blogsieve.crawler.config import CrawlConfig
from blogsieve.crawler.signals import page_cleaned, page_over_limits
from blogsieve.crawler.sources import Listing, read_source
from blogsieve.crawler.workers import start_executor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import Crawler

    from blogsieve.cleaners.engine import Executor, Learned
    from blogsieve.cleaners.model import Cleaned
    from blogsieve.cleaners.platforms.platform import Platform
    from blogsieve.cleaners.site.model import SiteModel
    from blogsieve.crawler.blogs.home import Home
    from blogsieve.crawler.blogs.visit import Knowledge, Visit
    from blogsieve.crawler.pages.features import PageFeatures
    from blogsieve.crawler.sources import Answer

# A source may take so many times as long as a page: a feed of 32 MB takes 15 s.
SOURCE_TIMES = 6
# In the crawl's stats: how many times pages were parsed.
PARSES = "blogsieve/parses"


class Cleaner:
    """Visits a blog's pages, learns from them and cleans them, while the reactor goes on fetching."""

    def __init__(self, executor: Executor, config: CrawlConfig, crawler: Crawler) -> None:
        self.executor, self.config = executor, config
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler, shared: Executor | None = None) -> Self:
        """Return a cleaner with an executor that others use as well, else with one that ends with the crawl."""
        config = CrawlConfig.from_settings(crawler.settings)
        cleaner = cls(shared or start_executor(config), config, crawler)
        if not shared:
            crawler.signals.connect(cleaner.close, signal=signals.spider_closed)
        return cleaner

    def close(self) -> None:
        """End the workers, and count what was parsed."""
        self.executor.close()
        if self.crawler.stats:
            self.crawler.stats.set_value(PARSES, self.executor.parses + tree.parsed.pages)

    async def visit(self, page: Page, known: Knowledge, sources: frozenset[str]) -> Visit | CleaningError:
        """Return what a page shows, and what became of it where its blog is learned; or why nothing can be seen."""
        try:
            return await asyncio.wrap_future(self.executor.submit(visit, page, known, sources, self.executor.wanted))
        except (TooSlow, WorkerDied) as error:
            # It may be the record that is too much: where the page leads to can be seen all the same.
            if not known.is_learned:
                return error
            seen = await self.visit(page, known.before_learned(), sources)
            return seen if isinstance(seen, CleaningError) else seen.without_record(error)
        except CleaningError as error:
            return error

    async def read_home(self, page: Page) -> Home:
        """Return what a home page tells of its blog; raise CleaningError where it is no page."""
        return await asyncio.wrap_future(self.executor.submit(read_home, page, None))

    async def read_source(self, kind: str, platform: Platform, answer: Answer, asked: str) -> Listing:
        """Return what a source of a kind lists; one that cannot be read lists nothing, and is told of."""
        seconds = SOURCE_TIMES * self.config.page_timeout
        # Sources may be larger than pages: the answer is no page that is held to the limits of one.
        page, how = Page(answer.url, b""), (kind, platform, answer, asked)
        try:
            return await asyncio.wrap_future(self.executor.submit(read_source, page, None, *how, seconds=seconds))
        except CleaningError as error:
            return Listing(trouble=str(error))

    async def features_of(self, page: Page) -> PageFeatures:
        """Return what a page shows; raise CleaningError where nothing can be seen."""
        return await asyncio.wrap_future(self.executor.submit(features_of, page, None))

    async def is_shell(self, page: Page) -> bool:
        """Say whether a page holds no text until its scripts have run."""
        try:
            return await asyncio.wrap_future(self.executor.submit(is_shell, page, None))
        except CleaningError:
            return False

    async def learn(self, pages: Sequence[Page], known: SiteModel | None = None, *, cleans: bool = False) -> Learned:
        """Return what the pages have in common, added to what is known of their site, and their records."""
        return await asyncio.wrap_future(self.executor.submit_learn(pages, known, cleans=cleans))

    async def clean(self, page: Page, model: SiteModel | None) -> Cleaned:
        """Return the page's record; raise CleaningError where there is none."""
        cleaned = await asyncio.wrap_future(self.executor.submit_clean(page, model))
        self.tell(page, model, cleaned)
        return cleaned

    def tell_over_limits(self, page: Page, model: SiteModel | None) -> None:
        """Tell those that listen of a post that higher limits may give a record of."""
        self.crawler.signals.send_catch_log(page_over_limits, page=page, model=model)

    def tell(self, page: Page, model: SiteModel | None, cleaned: Cleaned) -> None:
        """Tell those that listen of a page that was cleaned."""
        self.crawler.signals.send_catch_log(page_cleaned, page=page, model=model, cleaned=cleaned)
