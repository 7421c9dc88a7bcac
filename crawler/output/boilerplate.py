"""What is removed from the pages of a crawl, written to a file of its own as the crawl goes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from blogsieve.cleaners.corpus.writers import cut_torn_line, removal_rows, write_rows
from blogsieve.crawler.output.giving_up import give_up
from blogsieve.crawler.signals import page_cleaned

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from blogsieve.cleaners.model import Cleaned


class Boilerplate:
    """Appends a line for each removal; a crawl that goes on goes on in the same file."""

    def __init__(self, crawler: Crawler, path: Path, *, goes_on: bool) -> None:
        self.crawler = crawler
        if goes_on and path.is_file():
            cut_torn_line(path)
        self.file = path.open("ab" if goes_on else "wb")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the writer of the file that the setting BLOGSIEVE_BOILERPLATE names; off where it names none."""
        if not (path := crawler.settings["BLOGSIEVE_BOILERPLATE"]):
            raise NotConfigured
        writer = cls(crawler, Path(path), goes_on=bool(crawler.settings["JOBDIR"]))
        crawler.signals.connect(writer.write, signal=page_cleaned)
        crawler.signals.connect(writer.close, signal=signals.spider_closed)
        return writer

    def write(self, cleaned: Cleaned) -> None:
        """Write what was removed from a page."""
        try:
            write_rows(self.file, removal_rows(cleaned))
        except OSError as error:
            give_up(self.crawler, self.file.name, error)

    def close(self) -> None:
        """Let go of the file; that it is full was told before."""
        with suppress(OSError):
            self.file.close()
