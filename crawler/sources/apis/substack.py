"""Posts by the archive of Substack, which is not documented; without their texts."""

from __future__ import annotations

from typing import Any

from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.sources.apis.answer import Answer, parameter
from blogsieve.crawler.sources.feeds import with_parameter


def read_substack(data: Any, url: str) -> Answer:
    """Return a page of Substack's archive, without the posts' texts."""
    if not isinstance(data, list) or not all(isinstance(post, dict) and "canonical_url" in post for post in data):
        return Answer()
    entries = tuple(
        FeedEntry(
            str(p["canonical_url"]), str(p.get("title") or ""), published=str(p.get("post_date") or ""), source="api"
        )
        for p in data
    )
    older = with_parameter(url, "offset", str(parameter(url, "offset") + len(data))) if data else ""
    return Answer(entries, older, known=True)
