"""Why a page could not be fetched, and what that tells of it: it is forbidden, or gone, or its source has an end."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

from scrapy.spidermiddlewares.httperror import HttpError

from blogsieve.crawler.frontier.frontier import SOURCES
from blogsieve.crawler.frontier.states import OVER_LIMITS
from blogsieve.crawler.ui.reasons import GONE, ROBOTS, TOO_LARGE, reason_of

if TYPE_CHECKING:
    from twisted.python.failure import Failure

    from blogsieve.crawler.frontier.frontier import Target

# What a host answers for a page behind the last one.
ENDS = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.GONE})

# Of an answer that is too large, or breaks off, these tell beside us.
for _name in ("scrapy.downloadermiddlewares.httpcompression", "scrapy.core.downloader.handlers.http11"):
    logging.getLogger(_name).addFilter(lambda record: record.levelno > logging.WARNING)


@dataclass(frozen=True, slots=True)
class FailedFetch:
    """A page that could not be fetched."""

    target: Target
    why: str  # in words
    is_answered: bool  # by the host, with a status that says no
    is_end: bool  # of a source's pages: the host knows of no such page, and nothing is broken

    @classmethod
    def of(cls, failure: Failure) -> Self:
        """Return what a failure of a request from the frontier tells."""
        target: Target = failure.request.cb_kwargs["target"]  # type: ignore[attr-defined]
        error = failure.value
        status = error.response.status if isinstance(error, HttpError) else None
        return cls(target, reason_of(failure), status is not None, status in ENDS)

    @property
    def state(self) -> str:
        """What the page came to, as the frontier notes it."""
        if self.why == TOO_LARGE and self.target.kind == "page":
            return OVER_LIMITS
        return {ROBOTS: "forbidden", **GONE}.get(self.why, "failed")

    @property
    def level(self) -> int:
        """How loud it is told of: robots.txt forbids whole kinds of pages, and a source that is not there was tried."""
        is_tried = self.target.kind in SOURCES and (self.target.kind == "home" or self.is_answered)
        return logging.INFO if self.why == ROBOTS or is_tried else logging.WARNING
