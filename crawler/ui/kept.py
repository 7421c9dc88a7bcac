"""How many of a crawl's posts have all of what their feed has of them: a fault that is seen without a truth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from scrapy import signals

from blogsieve.cleaners.corpus.survey import ENTRY_KEPT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

FED, CUT = "blogsieve/entry_kept/posts", "blogsieve/entry_kept/below"


class KeptExtension:
    """Counts records that a feed has, and those that lack a tenth or more of it, in the crawl's stats."""

    def __init__(self, stats: StatsCollector) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, told of each record."""
        assert crawler.stats is not None
        extension = cls(crawler.stats)
        crawler.signals.connect(extension.count, signal=signals.item_scraped)
        return extension

    def count(self, item: Any) -> None:
        """Count a record; an item of a project's own spider is none."""
        metadata = item.get("metadata") if isinstance(item, dict) else None
        kept = metadata.get("entry_kept", -1.0) if isinstance(metadata, dict) else -1.0
        if kept >= 0:
            self.stats.inc_value(FED)
        if 0 <= kept < ENTRY_KEPT:
            self.stats.inc_value(CUT)


def warning(stats: Mapping[str, Any]) -> str:
    """Return a line where posts lack much of what their feed has, "" where none does.

    >>> warning({FED: 30, CUT: 2})
    '2 of 30 posts lack a tenth or more of what their feed has; report shows which'
    """
    cut = stats.get(CUT, 0)
    return (
        f"{cut} of {stats.get(FED, 0)} posts lack a tenth or more of what their feed has; report shows which"
        if cut
        else ""
    )
