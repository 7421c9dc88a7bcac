"""Shows how far a crawl has come: a table on a terminal, a line now and then elsewhere, nothing where not wanted."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured
from twisted.internet.task import LoopingCall

from blogsieve.crawler.config import CrawlConfig
from blogsieve.crawler.snapshot import HasSnapshot
from blogsieve.crawler.ui.progress import Progress, line_of
from blogsieve.crawler.ui.saying import say

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

# Seconds between two looks; a table that moves more often is hard to read.
TICK = 1.0
# Seconds between two lines, where there is no terminal.
LINES = 60.0
STOPPING = "Stopping when the pages under way are done; Ctrl-C once more stops at once."


class ProgressExtension:
    """Looks at the frontier now and then."""

    def __init__(self, crawler: Crawler, *, is_live: bool) -> None:
        self.crawler, self.is_live = crawler, is_live
        self.progress = Progress()
        self.display: Any = None
        self.loop = LoopingCall(self.tick)
        self.ticks = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension; raise NotConfigured where nothing is to be shown."""
        wanted = CrawlConfig.from_settings(crawler.settings).progress
        if wanted not in ("auto", "live", "lines"):
            raise NotConfigured
        extension = cls(crawler, is_live=wanted == "live" or (wanted == "auto" and sys.stderr.isatty()))
        crawler.signals.connect(extension.open, signal=signals.spider_opened)
        crawler.signals.connect(extension.close, signal=signals.spider_closed)
        crawler.signals.connect(extension.count, signal=signals.item_scraped)
        return extension

    def open(self) -> None:
        """Begin to look."""
        if not isinstance(self.crawler.spider, HasSnapshot):
            return
        if self.is_live:
            from blogsieve.crawler.ui.display import Display

            self.display = Display()
            self.display.start()
        self.loop.start(TICK)

    def count(self, item: dict[str, Any]) -> None:
        """Count the language of a record."""
        self.progress.languages[str(item.get("language", "und"))] += 1

    def tick(self) -> None:
        """Look, and show."""
        self.ticks += 1
        if not self.crawler.crawling:
            self.progress.note = STOPPING
        if self.display:
            self.look()
            self.display.show(self.progress)
        elif self.ticks % LINES == 0:
            self.look()
            if self.progress.rows:
                say(line_of(self.progress))

    def look(self) -> None:
        """Read how far each blog has come."""
        if isinstance(self.crawler.spider, HasSnapshot):
            self.progress.take(self.crawler.spider.snapshot())

    def close(self, reason: str) -> None:
        """Show the end, and how to go on where it is none."""
        if not self.loop.running:
            return
        self.loop.stop()
        self.progress.note = ""
        if self.display:
            self.look()
            self.display.stop(self.progress)
        if reason == "shutdown":
            folder, command = self.crawler.settings["JOBDIR"], shlex.join(["blogsieve", *sys.argv[1:]])
            say(
                f"stopped before the end; the same command goes on from here: {command}"
                if folder
                else f"stopped before the end; a crawl that can go on: {command} -s JOBDIR=job"
            )
