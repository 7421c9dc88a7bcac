"""Posts by the first API of Tumblr.

Source: https://www.tumblr.com/docs/en/api/v1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.json_text import read_json
from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.sources.addresses import parameter, with_parameter
from blogsieve.crawler.sources.platform_api import PlatformApi
from blogsieve.crawler.sources.source import Listing, count

if TYPE_CHECKING:
    from blogsieve.crawler.sources.source import Answer

# Where the text of posts is kept, by their kinds.
BODIES = ("regular-body", "photo-caption", "quote-text", "link-description", "video-caption", "audio-caption")


class Tumblr(PlatformApi):
    """Posts with their texts."""

    name = "tumblr"
    marks = ("/api/read/json",)

    def decode(self, body: bytes) -> Any:
        """Return the data of an answer, which is a script that sets a variable."""
        return read_json(body[body.find(b"{") : body.rfind(b"}") + 1])

    def read_posts(self, data: Any, answer: Answer) -> Listing:
        """Return a page of posts."""
        entries = tuple(map(entry_of, data["posts"]))
        start, total = parameter(answer.url, "start") + len(entries), count(data.get("posts-total"))
        return Listing(
            entries,
            next=with_parameter(answer.url, "start", str(start)) if entries and start < (total or 0) else "",
            known=True,
            total=total,
        )


def entry_of(post: dict[str, Any]) -> FeedEntry:
    """Return one of Tumblr's posts."""
    return FeedEntry(
        url=str(post["url-with-slug"]),
        title=str(post.get("regular-title") or ""),
        published=str(post.get("date-gmt") or "").replace(" GMT", "+00:00").replace(" ", "T", 1),
        html=str(next((post[name] for name in BODIES if post.get(name)), "")),
        tags=tuple(map(str, post.get("tags") or ())),
        source="api",
    )
