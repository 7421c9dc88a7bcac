"""Why a page could not be fetched, in words for the person who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

if TYPE_CHECKING:
    from twisted.python.failure import Failure

WORDS = {
    "ConnectionRefusedError": "the host refuses the connection",
    "DNSLookupError": "there is no such host",
    "TimeoutError": "the host does not answer in time",
    "DownloadTimeoutError": "the host does not answer in time",
    "DownloadConnectionRefusedError": "the host refuses the connection",
}


def reason_of(failure: Failure) -> str:
    """Return one line that says what went wrong."""
    error = failure.value
    if isinstance(error, HttpError):
        return f"the host answers {error.response.status}"
    if isinstance(error, IgnoreRequest):
        return str(error) or "not fetched"
    return WORDS.get(type(error).__name__, f"{type(error).__name__}: {error}".splitlines()[0])
