"""The cleaners in any Scrapy project, with one line of settings: `ADDONS = {"blogsieve.addon.Cleaners": 0}`.

An item with the fields `url` and `html`, the page, leaves the pipelines as a record: title, date, language, text and
the others are there, and `html` is the body's form where BLOGSIEVE_BODY asks for it. One without a text of a post is
dropped, with its reason in the stats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.site.policy import project_policy
from blogsieve.crawler import settings as ours
from blogsieve.crawler.blogs.cleaning import Cleaner
from blogsieve.crawler.blogs.ledger import now

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from blogsieve.cleaners.site.model import SiteModel

# What the cleaners ask of the settings; the rest of ours is for our own spiders.
WANTED = (
    "BLOGSIEVE_WORKERS", "BLOGSIEVE_PAGE_TIMEOUT", "BLOGSIEVE_PAGE_MAXSIZE", "BLOGSIEVE_SAMPLE", "BLOGSIEVE_BODY",
    "BLOGSIEVE_BODY_LINKS", "BLOGSIEVE_BODY_IMAGES", "BLOGSIEVE_BODY_TABLES", "BLOGSIEVE_LEARNED", "BLOGSIEVE_CAPTIONS",
)  # fmt: skip
HTML_FIELD = "BLOGSIEVE_HTML_FIELD"
# Before the pipelines of a project, which then see records.
ORDER = 100


class Cleaners:
    """The add-on: it puts the pipeline and its settings into a project's."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Add what is needed, below what the project says itself."""
        settings.set(HTML_FIELD, "html", "default")
        for name in WANTED:
            settings.set(name, getattr(ours, name), "default")
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", CleaningPipeline, ORDER)


@dataclass
class Site:
    """What is known of a site: its first pages until there are enough to learn from, then the model."""

    held: list[Page] = field(default_factory=list)
    model: SiteModel | None = None


class CleaningPipeline:
    """Makes records of items; a site's later pages are cleaned with what its first ones taught."""

    def __init__(self, crawler: Crawler) -> None:
        self.stats = crawler.stats
        self.cleaner = Cleaner.from_crawler(crawler)
        self.name = crawler.settings[HTML_FIELD]
        self.policy = project_policy(crawler.settings.getint("BLOGSIEVE_SAMPLE"))
        self.sites: dict[str, Site] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline."""
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        """Return the item as a record; raise DropItem where its page holds no text of a post."""
        adapter = ItemAdapter(item)
        if not adapter.get(self.name) or not adapter.get("url"):
            return item
        page = page_of(adapter[self.name], adapter["url"])
        try:
            cleaned = await self.cleaner.clean(page, await self.model_for(page))
        except CleaningError as error:
            self.count("dropped")
            raise DropItem(f"{page.url}: {error}") from error
        self.count("cleaned")
        return with_record(adapter, cleaned.record.to_dict(), self.name)

    async def model_for(self, page: Page) -> SiteModel | None:
        """Return what is known of the page's site, None as long as too few of its pages were seen."""
        site = self.sites.setdefault(split_url(page.url).netloc, Site())
        if site.model is None and self.policy.lacking(len(site.held), len(site.held)):
            site.held.append(page)
            if not self.policy.lacking(len(site.held), len(site.held)):
                site.model = (await self.cleaner.learn(site.held)).model
                site.held.clear()
        return site.model

    def count(self, what: str) -> None:
        """Count in the crawl's stats."""
        if self.stats:
            self.stats.inc_value(f"blogsieve/{what}")


def page_of(html: str | bytes, url: str) -> Page:
    """Return an item's page."""
    body = html if isinstance(html, bytes) else html.encode("utf-8", "replace")
    return Page(url, body, "text/html; charset=utf-8", fetched=now())


def with_record(adapter: ItemAdapter, record: dict[str, Any], html: str) -> Any:
    """Return the item with the record's values in the fields that it may have, and without its page."""
    known = adapter.field_names()
    if isinstance(adapter.item, dict):
        del adapter.item[html]
    else:
        adapter[html] = ""
    for name, value in record.items():
        if isinstance(adapter.item, dict) or name in known:
            adapter[name] = value
    return adapter.item
