"""How long a host asks to be left alone."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime

from blogsieve.cleaners.number import whole_number


def seconds_of(retry_after: bytes | None, now: float | None = None) -> float | None:
    """Return the seconds that a Retry-After header names, as a number or a date; None where it names none.

    >>> seconds_of(b"120"), seconds_of(b"soon"), seconds_of(None), seconds_of(b"\\xb2")
    (120.0, None, None, None)
    >>> seconds_of(b"Thu, 01 Jan 1970 00:01:00 GMT", now=50.0)
    10.0
    """
    said = (retry_after or b"").decode("latin1").strip()
    if (seconds := whole_number(said)) is not None:
        return float(seconds)
    try:
        moment = parsedate_to_datetime(said).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, moment - (time.time() if now is None else now))
