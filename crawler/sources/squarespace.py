"""Posts by the JSON view of Squarespace.

Source: https://developers.squarespace.com/view-json-data
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.address import join_url
from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.sources.addresses import with_parameter
from blogsieve.crawler.sources.platform_api import PlatformApi
from blogsieve.crawler.sources.source import Listing

if TYPE_CHECKING:
    from blogsieve.crawler.sources.source import Answer


class Squarespace(PlatformApi):
    """Posts with their texts, as the page that lists them has them."""

    name = "squarespace"
    marks = ("format=json",)

    def read_posts(self, data: Any, answer: Answer) -> Listing:
        """Return a page of posts."""
        offset = (data.get("pagination") or {}).get("nextPageOffset")
        return Listing(
            tuple(entry_of(item, answer.url) for item in data["items"]),
            next=with_parameter(answer.url, "offset", str(offset)) if offset else "",
            known=True,
        )


def entry_of(item: dict[str, Any], base: str) -> FeedEntry:
    """Return one of Squarespace's posts."""
    return FeedEntry(
        url=join_url(base, str(item["fullUrl"])),
        title=str(item.get("title") or ""),
        author=str((item.get("author") or {}).get("displayName") or ""),
        published=from_milliseconds(item.get("publishOn")),
        modified=from_milliseconds(item.get("updatedOn")),
        html=str(item.get("body") or ""),
        tags=tuple(map(str, item.get("tags") or ())),
        source="api",
    )


def from_milliseconds(moment: Any) -> str:
    """Return a moment in ISO 8601, UTC, "" where none is given, or none that there may be.

    >>> from_milliseconds(1642416600000), from_milliseconds(1e300), from_milliseconds("soon")
    ('2022-01-17T10:50:00+00:00', '', '')
    """
    try:
        return datetime.fromtimestamp(moment / 1000, UTC).isoformat() if isinstance(moment, int | float) else ""
    except (OverflowError, ValueError, OSError):
        return ""
