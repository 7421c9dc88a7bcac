"""Where the text of a page is had that holds none: from the platform's interface, else from a browser."""

from __future__ import annotations

import logging
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from scrapy import Request

from blogsieve.crawler import sources
from blogsieve.crawler.spiders.answers import answer_of
from blogsieve.crawler.spiders.browser import built
from blogsieve.crawler.ui.reasons import reason_of_error

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from blogsieve.cleaners.model import FeedEntry, Page
    from blogsieve.cleaners.platforms.platform import Platform
    from blogsieve.crawler.blogs.cleaning import Cleaner

logger = logging.getLogger(__name__)


async def with_text(crawler: Crawler, work: Cleaner, page: Page, platform: Platform) -> Page:
    """Return a page with its text, or as it is where that cannot be had."""
    if entry := await fetch_entry(crawler, work, page.url, platform):
        return replace(page, entry=entry)
    return await built(crawler, page) if work.config.browser else page


async def fetch_entry(crawler: Crawler, work: Cleaner, post: str, platform: Platform) -> FeedEntry | None:
    """Return what the platform's interface says of one post in full, None where it has no such thing."""
    assert crawler.engine is not None
    if not (url := sources.address_of_one(post, platform)):
        return None
    try:
        response = await crawler.engine.download_async(Request(url))
    except Exception as error:
        logger.warning("%s: %s", url, reason_of_error(error))
        return None
    if response.status != HTTPStatus.OK:
        logger.info("%s: the host answers %d", url, response.status)
        return None
    listing = await work.read_source("api", platform, answer_of(response), url)
    return next((entry for entry in listing.entries if entry.html), None)
