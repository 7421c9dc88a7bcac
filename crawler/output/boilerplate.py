"""What is removed from the pages of a crawl, written to a file of its own as the crawl goes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from blogsieve.cleaners.corpus.lines import keep_rows
from blogsieve.cleaners.corpus.writers import removal_rows, write_rows
from blogsieve.cleaners.model import Cleaned
from blogsieve.crawler.output.files import line_files, read_ids
from blogsieve.crawler.output.giving_up import give_up
from blogsieve.crawler.output.passing import UntilPassed
from blogsieve.crawler.signals import page_cleaned, run_settled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapy.crawler import Crawler

    from blogsieve.crawler.output.finishing import Finishing


class Boilerplate:
    """Appends a line for each removal, before its record is written; a crawl that goes on goes on in the same file.

    What is there of records that are not, as a kill leaves it, goes: their pages are cleaned again.
    """

    def __init__(self, crawler: Crawler, path: Path, *, goes_on: bool) -> None:
        self.crawler = crawler
        self.held = UntilPassed[Cleaned]()
        if goes_on and path.is_file():
            files = [file for file in line_files(crawler.settings) if file.is_file()]
            written = {record for file in files for record in read_ids(file)}
            keep_rows(path, lambda row: not files or row.get("id") in written)
        self.file = path.open("ab" if goes_on else "wb")
        self.finishing: Finishing | None = None  # when the run is over

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the writer of the file that the setting BLOGSIEVE_BOILERPLATE names; off where it names none."""
        if not (path := crawler.settings["BLOGSIEVE_BOILERPLATE"]):
            raise NotConfigured
        writer = cls(crawler, Path(path), goes_on=bool(crawler.settings["JOBDIR"]))
        crawler.signals.connect(writer.hold, signal=page_cleaned)
        crawler.signals.connect(writer.write, signal=signals.item_scraped)
        crawler.signals.connect(writer.settle, signal=run_settled)
        crawler.signals.connect(writer.close, signal=signals.spider_closed)
        return writer

    def hold(self, cleaned: Cleaned) -> None:
        """Keep what was removed from a page until its record passes."""
        self.held.hold(cleaned.record.id, cleaned)

    def write(self, item: Mapping[str, Any]) -> None:
        """Write what was removed from the page of a record."""
        if not (cleaned := self.held.take(item.get("id", ""))):
            return
        try:
            write_rows(self.file, removal_rows(cleaned))
        except OSError as error:
            give_up(self.crawler, self.file.name, error)

    def settle(self, finishing: Finishing) -> None:
        """Take in what is known at the end."""
        self.finishing = finishing

    def close(self) -> None:
        """Let go of the file, and of what is in it of records that are taken out."""
        # That it is full was told before.
        with suppress(OSError):
            self.file.close()
        if not (finishing := self.finishing) or not (finishing.drops or finishing.taken_out):
            return
        try:
            keep_rows(Path(self.file.name), lambda row: not finishing.leaves_out(row.get("id", "")))
        except OSError as error:
            give_up(self.crawler, self.file.name, error)
