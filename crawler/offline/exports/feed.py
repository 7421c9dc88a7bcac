"""A feed that somebody saved: RSS, Atom or JSON Feed, with the full text of its posts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.errors import CleaningError
from blogsieve.crawler.sources.feed import Feed
from blogsieve.crawler.sources.json_feed import JsonFeed
from blogsieve.crawler.sources.source import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from blogsieve.cleaners.model import FeedEntry

# What a summary ends with; none is as long as this, and a post may end so too.
LONGEST_SUMMARY = 1200
CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|&hellip;|&#8230;|\[&#8230;\]|\[&hellip;\])\s*(?:</\w+>\s*)*\Z")


class OnlySummaries(CleaningError):
    """A feed that does not hold its posts' texts."""


def knows(path: Path, start: bytes) -> bool:
    """Tell whether a file is a feed."""
    answer = Answer("", start)
    return Feed().recognises(answer) or JsonFeed().recognises(answer)


def read(path: Path) -> Iterator[FeedEntry]:
    """Yield the posts that the feed has in full; raise OnlySummaries where it has none so."""
    listed = Feed().read(Answer("", path.read_bytes())).entries
    full = [entry for entry in listed if entry.html.strip() and not is_summary(entry.html)]
    if listed and not full:
        raise OnlySummaries(f"has summaries of {len(listed)} posts, and no full text")
    yield from full


def is_summary(html: str) -> bool:
    """Tell whether an entry holds the beginning of its post only.

    >>> is_summary("<p>One. […]</p>"), is_summary("<p>One.</p>")
    (True, False)
    """
    return len(html) < LONGEST_SUMMARY and bool(CUT.search(html))
