"""Posts that are split over several pages, fetched whole."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.model import Page
from blogsieve.crawler.blogs.ledger import now
from blogsieve.crawler.blogs.parts import part_number, parts_of
from blogsieve.crawler.spiders.answers import header, is_text
from blogsieve.crawler.spiders.fetching import fetch

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from blogsieve.crawler.blogs.cleaning import Cleaner
    from blogsieve.crawler.pages.features import PageFeatures

logger = logging.getLogger(__name__)


async def fetch_rest(crawler: Crawler, work: Cleaner, first: PageFeatures, post: str) -> tuple[Page, ...]:
    """Return the pages of a post after its first; each may be named on the first, or on the page before it only."""
    named, found, number = named_on(first, post), [], 2
    while url := named.get(number):
        if response := await fetch_part(crawler, url, post):
            page = Page(url, response.body, header(response, "Content-Type"), now())
            try:
                named = named_on(await work.features_of(replace(page, url=response.url)), post) | named
            except CleaningError as error:
                logger.warning("%s: %s", url, error)
            else:
                found.append(page)
        number += 1
    return tuple(found)


def named_on(page: PageFeatures, post: str) -> dict[int, str]:
    """Return the addresses of a post's later pages that one of its pages links to, by their numbers."""
    return parts_of(post, page.links)


async def fetch_part(crawler: Crawler, url: str, post: str) -> Response | None:
    """Return a later page of a post, None where it cannot be had: the rest of the post is not lost with it."""
    response = await fetch(crawler, url)
    # Past the last page hosts lead back to the first.
    return response if response and is_text(response) and part_number(response.url, post) > 1 else None
