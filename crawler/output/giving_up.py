"""How a crawl ends that cannot write: in one line that names the file, whoever it was that wanted to write."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scrapy.utils.defer import deferred_from_coro

from blogsieve.crawler.frontier.database import OtherVersion
from blogsieve.crawler.ui.checks import FILES, FOLDERS
from blogsieve.crawler.ui.saying import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

# In the stats: what could not be written to.
GIVEN_UP = "blogsieve/given_up"
TEMPORARY = "the crawl's temporary files"
# Who catches errors of callbacks, and logs them.
LOGGERS = ("scrapy.core.engine", "scrapy.core.scraper", "scrapy.utils.signal")


def give_up(crawler: Crawler, name: str, error: OSError | sqlite3.Error) -> None:
    """End a crawl that cannot write, and say so once; a reader of a pipe who left needs no word."""
    assert crawler.stats is not None
    assert crawler.engine is not None
    if is_given_up(crawler):
        return
    crawler.stats.set_value(GIVEN_UP, name)
    # A transaction that cannot be rolled back hides why it failed.
    while isinstance(error.__context__, sqlite3.Error) and not hasattr(error, "strerror"):
        error = error.__context__
    if not isinstance(error, BrokenPipeError):
        say(f"{getattr(error, 'filename', '') or name}: {getattr(error, 'strerror', '') or error}")
    if crawler.crawling:
        deferred_from_coro(crawler.engine.close_spider_async(reason="output"))


def give_up_frontier(crawler: Crawler, error: Exception) -> None:
    """End a crawl whose frontier gives no page: it is of another version or another crawl, or nobody knows why."""
    if not isinstance(error, OSError | sqlite3.Error):
        if not crawler.settings["JOBDIR"]:
            logger.error("the frontier fails", exc_info=error)
        error = OtherVersion(crawler.settings["JOBDIR"] or TEMPORARY, f"cannot be gone on with ({error!r})")
    give_up(crawler, named(crawler, FOLDERS), error)


def is_given_up(crawler: Crawler) -> bool:
    """Say whether a crawl was given up."""
    assert crawler.stats is not None
    return bool(crawler.stats.get_value(GIVEN_UP))


class Listener(logging.Filter):
    """Hears of errors by what is logged of them: Scrapy catches those of every callback, and goes on."""

    def __init__(self, crawlers: Collection[Crawler]) -> None:
        super().__init__()
        self.crawlers = crawlers

    def filter(self, record: logging.LogRecord) -> bool:
        """Give a crawl up for a file that cannot be written, and log no tracebacks of it and of what follows."""
        error = record.exc_info[1] if record.exc_info else None
        # One that is not begun has no stats yet.
        begun = [crawler for crawler in self.crawlers if crawler.settings.frozen]
        # Whose it is nobody says; what one cannot write the others cannot, and one that is given up ends them all.
        for crawler in begun[:1]:
            if isinstance(error, sqlite3.DatabaseError):
                give_up(crawler, named(crawler, FOLDERS), error)
            elif isinstance(error, OSError) and record.name != "scrapy.core.scraper":
                give_up(crawler, named(crawler, FILES), error)
        return error is None or not any(map(is_given_up, begun))


def named(crawler: Crawler, names: tuple[str, ...]) -> str:
    """Return what the settings of these names name."""
    return ", ".join(crawler.settings[name] for name in names if crawler.settings[name]) or TEMPORARY


@contextmanager
def listening(crawlers: Collection[Crawler]) -> Iterator[None]:
    """Let a listener hear what is logged of the crawls of a process."""
    listener, loggers = Listener(crawlers), [logging.getLogger(name) for name in LOGGERS]
    for logger in loggers:
        logger.addFilter(listener)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(listener)
