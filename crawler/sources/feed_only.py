"""Blogs whose pages hold no text, which a script fetches: their posts are made of what the feed says."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogsieve.cleaners.model import FeedEntry
    from blogsieve.cleaners.platforms.platform import Platform


def is_bare(marks: frozenset[str], platform: Platform) -> bool:
    """Tell whether a page's marks are those of such a blog."""
    return any(mark in marks for mark in platform.kinds.bare)


def page_of(entry: FeedEntry) -> bytes:
    """Return a page with what a feed says of a post, in the marks that any cleaner knows."""
    title, day = html.escape(entry.title), html.escape(entry.published)
    text = (
        f"<html lang='{html.escape(entry.language)}'><head><title>{title}</title></head><body><article class='h-entry'>"
        f"<h1 class='p-name'>{title}</h1><time class='dt-published' datetime='{day}'>{day}</time>"
        f"<div class='e-content'>{entry.html}</div></article></body></html>"
    )
    return text.encode()
