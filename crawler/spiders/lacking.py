"""Where the text of a page is had that holds none: from the platform's interface, else from a browser."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from blogsieve.crawler import sources
from blogsieve.crawler.spiders.answers import answer_of
from blogsieve.crawler.spiders.browser import built
from blogsieve.crawler.spiders.fetching import fetch

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from blogsieve.cleaners.model import FeedEntry, Page
    from blogsieve.cleaners.platforms.platform import Platform
    from blogsieve.crawler.blogs.cleaning import Cleaner


async def with_text(crawler: Crawler, work: Cleaner, page: Page, platform: Platform) -> Page:
    """Return a page with its text, or as it is where that cannot be had."""
    if entry := await fetch_entry(crawler, work, page.url, platform):
        return replace(page, entry=entry)
    return await built(crawler, page) if work.config.browser else page


async def fetch_entry(crawler: Crawler, work: Cleaner, post: str, platform: Platform) -> FeedEntry | None:
    """Return what the platform's interface says of one post in full, None where it has no such thing."""
    url = sources.address_of_one(post, platform)
    response = await fetch(crawler, url, level=logging.INFO) if url else None
    if response is None:
        return None
    listing = await work.read_source("api", platform, answer_of(response), url)
    return next((entry for entry in listing.entries if entry.html), None)
