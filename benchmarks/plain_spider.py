"""The plain spider that ours is measured against: a SitemapSpider with trafilatura and langdetect in its callback.

python -m benchmarks.plain_spider SITEMAP OUTPUT
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from scrapy.crawler import CrawlerProcess
from scrapy.spiders import SitemapSpider

from benchmarks.peers import trafilatura_alone
from blogsieve.cleaners.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.http import Response

FAST = {"DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "ROBOTSTXT_OBEY": True, "LOG_LEVEL": "WARNING"}


class PlainSpider(SitemapSpider):
    """Fetches what a sitemap lists and cleans it at once."""

    name = "plain"

    def parse(self, response: Response, **kwargs: Any) -> Iterator[dict[str, Any]]:
        """Yield the page's record."""
        if row := trafilatura_alone(Page(response.url, response.body)):
            yield row


class FetchOnly(SitemapSpider):
    """Fetches what a sitemap lists, and yields the addresses: the limit for any spider on Scrapy."""

    name = "fetch-only"

    def parse(self, response: Response, **kwargs: Any) -> Iterator[dict[str, Any]]:
        """Yield the address."""
        yield {"url": response.url, "size": len(response.body)}


def main(sitemap: str, output: str, kind: type[SitemapSpider] = PlainSpider) -> None:
    """Crawl."""
    process = CrawlerProcess({**FAST, "FEEDS": {output: {"format": "jsonl", "overwrite": True}}})
    process.crawl(kind, sitemap_urls=[sitemap])
    process.start()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], FetchOnly if sys.argv[3:] == ["--fetch-only"] else PlainSpider)
