"""What a page came to that could not be fetched, and how loud that is told."""

from __future__ import annotations

import logging

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from blogsieve.crawler.frontier.frontier import Target
from blogsieve.crawler.frontier.states import OVER_LIMITS
from blogsieve.crawler.spiders.failures import FailedFetch

URL = "https://blog.example/feed"


def failed(error: Exception, kind: str) -> FailedFetch:
    """Return what is told of a request for something of a kind."""
    failure = Failure(error)
    failure.request = Request(URL, cb_kwargs={"target": Target(1, URL, URL, kind, "link", None, "{}")})  # type: ignore[attr-defined]
    return FailedFetch.of(failure)


def answers(status: int) -> HttpError:
    """Return the error of an answer with a status."""
    return HttpError(Response(URL, status=status))


@pytest.mark.parametrize(
    ("error", "kind", "state", "level", "is_end"),
    [
        (answers(404), "page", "gone", logging.WARNING, True),
        (answers(410), "feed", "gone", logging.INFO, True),
        (answers(400), "api", "failed", logging.INFO, True),
        (answers(503), "api", "failed", logging.INFO, False),
        (answers(503), "page", "failed", logging.WARNING, False),
        (ConnectionRefusedError(), "feed", "failed", logging.WARNING, False),
        (ConnectionRefusedError(), "home", "failed", logging.INFO, False),
        (DownloadCancelledError("larger than DOWNLOAD_MAXSIZE"), "page", OVER_LIMITS, logging.WARNING, False),
        (DownloadCancelledError("larger than DOWNLOAD_MAXSIZE"), "feed", "failed", logging.WARNING, False),
        (IgnoreRequest("Forbidden by robots.txt"), "page", "forbidden", logging.INFO, False),
    ],
)
def test_failure_tells(error: Exception, kind: str, state: str, level: int, is_end: bool) -> None:
    one = failed(error, kind)
    assert (one.target.url, one.state, one.level, one.is_end) == (URL, state, level, is_end)
