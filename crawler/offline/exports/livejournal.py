"""LiveJournal's and Dreamwidth's export: an XML file of the entries of a month. Source: livejournal.com/export.bml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.offline.exports.wordpress import paragraphs
from blogsieve.crawler.offline.exports.xml import child, elements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARK = b"<livejournal"
PUBLIC = ("", "public")


def knows(path: Path, start: bytes) -> bool:
    """Tell whether a file is such an export."""
    return MARK in start


def read(path: Path) -> Iterator[FeedEntry]:
    """Yield the entries that anybody can read; comments are none."""
    for element in elements(path, "entry"):
        if child(element, "security") in PUBLIC and (html := paragraphs(child(element, "event"))):
            yield FeedEntry(
                url=child(element, "url"),
                title=child(element, "subject"),
                published=child(element, "eventtime").replace(" ", "T", 1),
                html=html,
                tags=tuple(tag for one in child(element, "taglist").split(",") if (tag := one.strip())),
            )
