"""Blogger's export, an Atom feed of all that a blog has: as its settings page writes it, and as Takeout does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.address import join_url
from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.offline.exports.xml import child, elements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

KIND = "http://schemas.google.com/g/2005#kind"
# What a feed of posts, which lists nothing else, does not have.
MARKS = (b"2008/kind#settings", b"2008/kind#template", b".archive</id>", b"schemas.google.com/blogger/2018")


def knows(path: Path, start: bytes) -> bool:
    """Tell whether a file is an export of Blogger."""
    return b"<feed" in start and any(mark in start for mark in MARKS)


def read(path: Path) -> Iterator[FeedEntry]:
    """Yield the published posts; drafts, comments, pages, settings and templates are none."""
    for element in elements(path, "entry"):
        if is_post(element) and not is_draft(element):
            entry = read_entry(element)
            if entry.html:
                yield entry


def is_post(entry: etree._Element) -> bool:
    """Tell whether an entry is a post."""
    if kind := child(entry, "type"):
        return kind == "POST"
    return any(
        category.get("scheme") == KIND and category.get("term", "").endswith("#post")
        for category in entry.iterfind("{*}category")
    )


def is_draft(entry: etree._Element) -> bool:
    """Tell whether an entry is not published, not yet or not any more."""
    control = entry.find("{*}control")
    return child(entry, "status") not in ("", "LIVE") or (control is not None and child(control, "draft") == "yes")


def read_entry(entry: etree._Element) -> FeedEntry:
    """Return what an entry says."""
    feed = entry.getparent()
    home = address(feed) if feed is not None else ""
    file, author = child(entry, "filename"), entry.find("{*}author")
    tags = (one.get("term", "") for one in entry.iterfind("{*}category") if one.get("scheme") != KIND)
    return FeedEntry(
        url=address(entry) or (join_url(home, file) if home and file else ""),
        title=child(entry, "title"),
        author=child(author, "name") if author is not None else "",
        published=child(entry, "published"),
        modified=child(entry, "updated"),
        html=child(entry, "content"),
        tags=tuple(dict.fromkeys(filter(None, tags))),
        blog=child(feed, "title") if feed is not None else "",
    )


def address(element: etree._Element) -> str:
    """Return where an entry, or all of the blog, stands; "" where that is not told."""
    links = (link.get("href", "") for link in element.iterfind("{*}link") if link.get("rel") == "alternate")
    return next(filter(None, links), "")
