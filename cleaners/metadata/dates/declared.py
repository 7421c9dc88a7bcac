"""What reads dates that a blog's software says to machines: feed, JSON-LD, meta elements, the address of the post."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import unquote

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.metadata.dates.candidate import LONGEST_TEXT, URL_MONTH, DateCandidate, stamped
from blogsieve.cleaners.metadata.dates.stamp import read_stamp
from blogsieve.cleaners.metadata.jsonld import post_of, text_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.metadata.dates.candidate import Read, Reader

NOTHING = r"(?!)"
METAS = parse_selector("meta[content]")
# /2013/09/05/title and /2013/09/05_title, but not /2013/09/5-titles-for-posts; then 2013-09-05-title, then 20130905.
URL_FOLDERS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)/(?P<month>0?[1-9]|1[0-2])/(?P<day>0?[1-9]|[12]\d|3[01])(?=[/.]|(?<=/\d\d)_|$)"
)
URL_DASHES = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)([-_.])(?P<month>0[1-9]|1[0-2])\2(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
URL_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
URL_MIXED = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?=[-_/.]|$)")
# /2021/07/05-boat/ names the day, /2021/07/10-boats/ their number.
URL_NUMBERED = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])/(?P<day>0[1-9])-(?=\D)")
URL_DAYS = (URL_FOLDERS, URL_DASHES, URL_COMPACT, URL_MIXED, URL_NUMBERED)
# /2013/sep/05/, as Django's date views write it.
URL_NAMED = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/([0-3]?\d)(?:/|$)")


def entries(kind: str) -> Read:
    """Return what reads the entry that a feed, an API, a sitemap or a list has of the post."""

    def read(reader: Reader) -> Iterator[DateCandidate]:
        entry = reader.page.entry
        if entry and entry.source == kind:
            yield from stamped(read_stamp(entry.published))
            yield from stamped(read_stamp(entry.modified), modified=True)

    return read


def entry_updates(reader: Reader) -> Iterator[DateCandidate]:
    """Yield the last change of a post whose feed names no other day: many templates of Atom feeds have but that one."""
    entry = reader.page.entry
    if entry and entry.source == "feed" and not entry.published:
        yield from stamped(read_stamp(entry.modified))


def metas(published: str, modified: str = "") -> Read:
    """Return what reads meta elements, by the patterns of their names: of the publication, and of changes."""
    is_published, is_modified = re.compile(published).fullmatch, re.compile(modified or NOTHING).fullmatch

    def read(reader: Reader) -> Iterator[DateCandidate]:
        for element in reader.index.select(METAS):
            name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
            if is_published(name):
                yield from _machine(element.get("content", ""), reader)
            elif is_modified(name):
                yield from stamped(read_stamp(element.get("content", "")), modified=True)

    return read


def jsonld(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates of the JSON-LD object that is the post."""
    thing = post_of(reader.index, reader.page.url)
    for name in ("datePublished", "dateCreated", "uploadDate"):
        if text := text_at(thing, name):
            yield from _machine(text, reader)
            break
    yield from stamped(read_stamp(text_at(thing, "dateModified")), modified=True)


def address(reader: Reader) -> Iterator[DateCandidate]:
    """Give the day in the post's address, or its month, which can only confirm."""
    path = unquote(split_url(reader.page.url).path)
    if match := next(filter(None, (pattern.search(path) for pattern in URL_DAYS)), None):
        year, month, day = match["year"], match["month"], match["day"]
        yield from stamped(read_stamp(f"{year}-{month:0>2}-{day:0>2}"))
        return
    if match := URL_NAMED.search(path.lower()):
        yield from reader.written(" ".join(match.groups()))
        return
    if match := URL_MONTH.search(path):
        day = date(int(match[1]), int(match[2]), 1)
        yield DateCandidate(day, f"{day:%Y-%m}", precision="month")


def _machine(value: str, reader: Reader) -> Iterator[DateCandidate]:
    """Give the date of a value that should be machine-readable; some blogs write it as they show it."""
    stamp = read_stamp(value)
    yield from stamped(stamp) if stamp else reader.written(value[:LONGEST_TEXT])
