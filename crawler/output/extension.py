"""Scrapy's feed exports, which end the crawl where they cannot write: what is not written counts as not fetched."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.extensions.feedexport import FeedExporter

from blogsieve.crawler.output.amending import Amender, form_of
from blogsieve.crawler.output.files import check_there, local
from blogsieve.crawler.output.giving_up import give_up, is_given_up
from blogsieve.crawler.signals import record_written, run_settled
from blogsieve.crawler.ui.conclusion import is_good

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.extensions.feedexport import FeedSlot

    from blogsieve.crawler.output.finishing import Finishing


class Output(FeedExporter):
    """Writes records, and tells the spider of each that is written."""

    amender: Amender | None = None
    written: list[tuple[str, dict[str, Any]]]  # files, and the options of their feeds

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension; what storages of Scrapy's log of a failure becomes one line."""
        logging.getLogger("scrapy.extensions.feedexport").addFilter(in_one_line)
        own = super().from_crawler(crawler)
        own.written = []
        crawler.signals.connect(own.item_failed, signal=signals.item_error)
        crawler.signals.connect(own.settle, signal=run_settled)
        return own

    def item_scraped(self, item: Any, spider: Spider) -> None:
        """Write a record."""
        if is_given_up(self.crawler):
            return
        try:
            super().item_scraped(item, spider)
            for slot in self.slots:
                check_there(slot.file, local(slot.uri))
        except OSError as error:
            give_up(self.crawler, ", ".join(self.feeds).rstrip(":"), error)
        else:
            self.crawler.signals.send_catch_log(record_written, item=item)

    def item_failed(self) -> None:
        """Count a record that a pipeline of the user's could not deal with."""
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value("blogsieve/item_errors")

    def settle(self, finishing: Finishing) -> None:
        """Take in what is known at the end, by which records are put right when they all are written."""
        self.amender = Amender(finishing)

    async def close_spider(self, spider: Spider) -> None:
        """Write what is left, and put right what is written."""
        await super().close_spider(spider)
        if not self.amender or is_given_up(self.crawler):
            return
        for name, options in self.written:
            try:
                self.amender.amend_file(Path(name), form_of(name, options, self.crawler.settings))
            except OSError as error:
                give_up(self.crawler, name, error)

    async def _close_slot(self, slot: FeedSlot, spider: Spider) -> None:
        try:
            check_there(slot.file, local(slot.uri))
            slot.finish_exporting()
            if slot.file:
                slot.file.flush()
        except OSError as error:
            give_up(self.crawler, slot.uri, error)
            with suppress(OSError):
                if slot.file:
                    slot.file.close()
        else:
            # Of a crawl that failed, a file with nothing in it would say that there is nothing.
            slot.store_empty = slot.store_empty and is_good(self.crawler)
            await super()._close_slot(slot, spider)
            if slot.itemcount and local(slot.uri):
                self.written.append((local(slot.uri), slot.feed_options))


def in_one_line(record: logging.LogRecord) -> bool:
    """Put an exception into the line that tells of it, in the place of its traceback."""
    if record.exc_info:
        record.msg, record.args = f"{record.getMessage()}: {record.exc_info[1]}", ()
        record.exc_info = None
    return True
