"""Why a page could not be fetched, in words for the person who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

if TYPE_CHECKING:
    from twisted.python.failure import Failure

# What a host answers for a page that is no more, and the state that it gives the page.
GONE = {"the host answers 404": "gone", "the host answers 410": "gone"}
ROBOTS = "robots.txt forbids it"
TOO_LARGE = "the answer is too large"
BROKEN = "the answer is broken"
WORDS = {
    "ConnectionRefusedError": "the host refuses the connection",
    "DownloadConnectionRefusedError": "the host refuses the connection",
    "DNSLookupError": "there is no such host",
    "CannotResolveHostError": "there is no such host",
    "TimeoutError": "the host does not answer in time",
    "TCPTimedOutError": "the host does not answer in time",
    "DownloadTimeoutError": "the host does not answer in time",
    "DownloadCancelledError": TOO_LARGE,
    "ResponseDataLossError": "the answer breaks off",
    "BadGzipFile": BROKEN,
    "ZstdError": BROKEN,
    "DownloadFailedError": "the connection or the answer is broken",
    "ResponseNeverReceived": "the host closes the connection without an answer",
}


def reason_of(failure: Failure) -> str:
    """Return one line that says what went wrong."""
    return reason_of_error(failure.value)


def reason_of_error(error: BaseException | None) -> str:
    """Return one line that says what went wrong, from what was raised."""
    if "DOWNLOAD_MAXSIZE" in str(error):
        return TOO_LARGE
    if "certificate verify failed" in str(error):
        return "the host's certificate is not valid"
    if isinstance(error, HttpError):
        return f"the host answers {error.response.status}"
    if isinstance(error, IgnoreRequest):
        return ROBOTS if "robots.txt" in str(error) else str(error) or "was not fetched"
    return WORDS.get(type(error).__name__) or f"{type(error).__name__}: {error}".splitlines()[0]
