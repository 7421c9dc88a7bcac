"""Posts by the first API of Tumblr.

Source: https://www.tumblr.com/docs/en/api/v1
"""

from __future__ import annotations

from typing import Any

from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.sources.apis.answer import Answer, parameter
from blogsieve.crawler.sources.feeds import with_parameter

# Where the text of posts is kept, by their kinds.
BODIES = ("regular-body", "photo-caption", "quote-text", "link-description", "video-caption", "audio-caption")


def read_tumblr(data: Any, url: str) -> Answer:
    """Return a page of a Tumblr blog.

    Source: https://www.tumblr.com/docs/en/api/v1
    """
    entries = tuple(
        FeedEntry(
            url=str(post["url-with-slug"]),
            title=str(post.get("regular-title") or ""),
            published=str(post.get("date-gmt") or "").replace(" GMT", "+00:00").replace(" ", "T", 1),
            html=str(next((post[name] for name in BODIES if post.get(name)), "")),
            tags=tuple(map(str, post.get("tags") or ())),
            source="api",
        )
        for post in data["posts"]
    )
    start = parameter(url, "start") + len(entries)
    older = with_parameter(url, "start", str(start)) if entries and start < int(data.get("posts-total") or 0) else ""
    return Answer(entries, older, known=True)
