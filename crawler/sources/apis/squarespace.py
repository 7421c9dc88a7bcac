"""Posts by the JSON view of Squarespace.

Source: https://developers.squarespace.com/view-json-data
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.sources.apis.answer import Answer
from blogsieve.crawler.sources.feeds import with_parameter


def read_squarespace(data: Any, url: str) -> Answer:
    """Return a page of a Squarespace blog.

    Source: https://developers.squarespace.com/view-json-data
    """
    entries = tuple(
        FeedEntry(
            url=urljoin(url, str(item["fullUrl"])),
            title=str(item.get("title") or ""),
            author=str((item.get("author") or {}).get("displayName") or ""),
            published=from_milliseconds(item.get("publishOn")),
            modified=from_milliseconds(item.get("updatedOn")),
            html=str(item.get("body") or ""),
            tags=tuple(map(str, item.get("tags") or ())),
            source="api",
        )
        for item in data["items"]
    )
    offset = (data.get("pagination") or {}).get("nextPageOffset")
    return Answer(entries, with_parameter(url, "offset", str(offset)) if offset else "", known=True)


def from_milliseconds(moment: Any) -> str:
    """Return a moment in ISO 8601, UTC, "" where none is given."""
    return datetime.fromtimestamp(moment / 1000, UTC).isoformat() if isinstance(moment, int | float) else ""
