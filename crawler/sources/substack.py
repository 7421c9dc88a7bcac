"""Posts by the archive of Substack, which is not documented: without their texts, which one post alone has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.sources.addresses import parameter, with_parameter
from blogsieve.crawler.sources.platform_api import PlatformApi
from blogsieve.crawler.sources.source import Listing

if TYPE_CHECKING:
    from blogsieve.crawler.sources.source import Answer


class Substack(PlatformApi):
    """Addresses, titles and dates of posts, and one of them in full; the archive's end is a page without any."""

    name = "substack"
    marks = ("/api/v1/archive", "/api/v1/posts/")

    def read_posts(self, data: Any, answer: Answer) -> Listing:
        """Return a page of the archive, or one post."""
        if isinstance(data, dict) and "canonical_url" in data:
            return Listing((entry_of(data),), known=True)
        if not isinstance(data, list) or not all(isinstance(post, dict) and "canonical_url" in post for post in data):
            return Listing()
        older = str(parameter(answer.url, "offset") + len(data))
        return Listing(
            tuple(map(entry_of, data)),
            next=with_parameter(answer.url, "offset", older) if data else "",
            known=True,
        )


def entry_of(post: dict[str, Any]) -> FeedEntry:
    """Return one of Substack's posts."""
    return FeedEntry(
        str(post["canonical_url"]),
        str(post.get("title") or ""),
        published=str(post.get("post_date") or ""),
        html=str(post.get("body_html") or ""),
        source="api",
    )
