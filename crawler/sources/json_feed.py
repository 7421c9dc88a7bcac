"""Posts by JSON Feed, at an address of its own or where another feed may be.

Source: https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.address import is_web, join_url
from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.sources.platform_api import PlatformApi
from blogsieve.crawler.sources.source import Listing, is_json

if TYPE_CHECKING:
    from blogsieve.crawler.sources.source import Answer

# The key by which it is known; in the text of a post its quotes would bear backslashes.
VERSION = re.compile(rb'"version"\s*:\s*"[^"]*jsonfeed\.org')


class JsonFeed(PlatformApi):
    """A feed in JSON, which some platforms have of all their posts."""

    name = "jsonfeed"

    def recognises(self, answer: Answer) -> bool:
        """Say whether an answer names the version of JSON Feed that it is in."""
        return is_json(answer.body) and bool(VERSION.search(answer.body))

    def read_posts(self, data: Any, answer: Answer) -> Listing:
        """Return what the feed lists."""
        if not isinstance(data, dict) or "jsonfeed.org" not in str(data.get("version", "")):
            return Listing()
        known = FeedEntry(answer.url, language=str(data.get("language") or ""), blog=str(data.get("title") or ""))
        items = [item for item in data.get("items") or () if isinstance(item, dict)]
        entries = (entry_of(item, known) for item in items)
        older = str(data.get("next_url") or "")
        return Listing(
            tuple(entry for entry in entries if is_web(entry.url)),
            next=join_url(answer.url, older) if older else "",
            known=True,
        )


def entry_of(item: dict[str, Any], feed: FeedEntry) -> FeedEntry:
    """Return one item of a JSON Feed, with what that says of all."""
    authors = item.get("authors") or [item.get("author") or {}]
    return replace(
        feed,
        url=join_url(feed.url, str(item.get("url") or item.get("id") or "")),
        title=str(item.get("title") or ""),
        author=str(authors[0].get("name") or "") if isinstance(authors[0], dict) else "",
        published=str(item.get("date_published") or ""),
        modified=str(item.get("date_modified") or ""),
        html=str(item.get("content_html") or item.get("content_text") or item.get("summary") or ""),
        tags=tuple(str(tag) for tag in item.get("tags") or ()),
        language=str(item.get("language") or feed.language),
    )
