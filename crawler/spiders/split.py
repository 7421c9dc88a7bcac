"""Posts that are split over several pages, fetched whole."""

from __future__ import annotations

import logging
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from scrapy import Request

from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.model import Page
from blogsieve.crawler.blogs.ledger import now
from blogsieve.crawler.blogs.parts import part_number, parts_of
from blogsieve.crawler.spiders.answers import header, is_text
from blogsieve.crawler.ui.reasons import reason_of_error

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import TextResponse

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


async def fetch_file(crawler: Crawler, url: str) -> bytes:
    """Return what a host has at an address that not many have; nothing where it has none, or does not answer."""
    assert crawler.engine is not None
    try:
        response = await crawler.engine.download_async(Request(url, meta={"dont_retry": True}))
    except Exception as error:
        logger.info("%s: %s", url, reason_of_error(error))
        return b""
    return response.body if response.status == HTTPStatus.OK else b""


def named_on(page: PageFeatures, post: str) -> dict[int, str]:
    """Return the addresses of a post's later pages that one of its pages links to, by their numbers."""
    return parts_of(post, page.links)


async def fetch_part(crawler: Crawler, url: str, post: str) -> TextResponse | None:
    """Return a later page of a post, None where it cannot be had: the rest of the post is not lost with it."""
    assert crawler.engine is not None
    try:
        response = await crawler.engine.download_async(Request(url))
    except Exception as error:
        logger.warning("%s: %s", url, reason_of_error(error))
        return None
    if response.status != HTTPStatus.OK or not is_text(response):
        logger.warning("%s: the host answers %d", url, response.status)
        return None
    # Past the last page hosts lead back to the first.
    return cast("TextResponse", response) if part_number(response.url, post) > 1 else None
