"""Answers that a callback waits for: of files of a host, later parts of a post, interfaces, a browser."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from scrapy import Request

from blogsieve.crawler.politeness.host_signals import MOST_BYTES
from blogsieve.crawler.ui.reasons import reason_of_error

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)


async def fetch(crawler: Crawler, url: str, *, level: int = logging.WARNING, **meta: Any) -> Response | None:
    """Return what a host has at an address, None where it has nothing or does not answer, which is logged."""
    assert crawler.engine is not None
    try:
        response = await crawler.engine.download_async(Request(url, meta=meta))
    except Exception as error:
        logger.log(level, "%s: %s", url, reason_of_error(error))
        return None
    if response.status != HTTPStatus.OK:
        logger.log(level, "%s: the host answers %d", url, response.status)
        return None
    return response


async def fetch_file(crawler: Crawler, url: str) -> bytes:
    """Return a file in which a host says how it is to be treated; most have none."""
    response = await fetch(crawler, url, level=logging.INFO, dont_retry=True, download_maxsize=MOST_BYTES)
    return response.body if response else b""
