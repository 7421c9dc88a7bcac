"""The candidates for a post's date: each place that can name it, with how far it is trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from cleaners.blocks import squash
from cleaners.dates.months import fold
from cleaners.dates.place import Place, load_places
from cleaners.dates.stamp import Stamp, read_stamp
from cleaners.dates.visible import is_updated, read_dates
from cleaners.dates.zones import above_heading, below_body, below_heading, whole_page
from cleaners.jsonld import post_object, text_at
from cleaners.selector import parse_selector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

    from cleaners.model import Page
    from cleaners.selector import Index, Selector

# How far a source is trusted. What the blog's own software says to machines comes first, what stands in the header of
# the post next, then its address, then names of meta elements that sites also fill with the day of the build.
TRUST = {
    "api": 1.0,
    "feed": 0.98,
    "jsonld": 0.95,
    "meta": 0.93,
    "microdata": 0.9,
    "microformats": 0.88,
    "selector": 0.86,
    "time": 0.85,
    "visible": 0.8,
    "url": 0.75,
    "mark": 0.78,
    "below": 0.7,
    "meta-other": 0.6,
    "line": 0.5,
    "sitemap": 0.3,
}
# Names of meta elements. Source: Open Graph, schema.org, Dublin Core, Parse.ly, Sailthru, Drupal.
PUBLISHED = re.compile(
    r"(?:og:)?article:published(?:_time)?|og:published_time|parsely-pub-date|sailthru\.date|datepublished|published"
    r"|(?:\w+[-_.:])*(?:published?|publication)[-_.:]?(?:date|time|at|on)(?:time)?"
)
OTHER = re.compile(
    r"date|pubdate|displaydate|(?:dc|dcterms)\.(?:date|created|issued|date\.(?:issued|created))|date[-_.:]?created|created"
    r"|citation_(?:online_)?date|timestamp|article[._:]created(?:_time)?|cxenseparse:recs:publishtime"
)
MODIFIED = re.compile(
    r"(?:og:)?article:modified(?:_time)?|og:(?:updated|modified)_time|date[-_.:]?modified|last[-_.:]?modified|dcterms\.modified"
    r"|(?:\w+[-_.:])*(?:updated|modified)[-_.:]?(?:date|time|at|on)"
)
# What "3 days ago" is worth: the day may be the one before or after, and "2 months ago" is any of sixty.
COUNTED_BACK = 0.4
METAS = parse_selector("meta[content]")
TIMES = parse_selector(
    "time, [itemprop~=datePublished], [itemprop~=dateCreated], [itemprop~=dateModified], .dt-published, .dt-updated, "
    "abbr.published, abbr.updated"
)
URL_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)([-/_.])(?P<month>0?[1-9]|1[0-2])\2(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
)
URL_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
# /2013/sep/05/, as Django's date views write it.
URL_NAMED = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/([0-3]?\d)(?:/|$)")
URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])(?:/|$)")
LONGEST_TEXT = 120
# Characters of a line besides its dates: a byline with author and category, and a date with a label.
HEADER_LINE, LONE_LINE = 100, 40


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date that a source names: the day, the moment in ISO 8601 as far as known, and how far it is trusted."""

    day: date
    value: str
    source: str
    trust: float
    precision: str = "day"  # "time", "day" or "month"
    zone: str = ""
    modified: bool = False  # the day of a change, not of the publication
    other: date | None = None  # the day if the order of its numbers is the other one, where nothing proved it
    exact: bool = True  # False where it was counted back from the fetch


@dataclass(frozen=True, slots=True)
class Reader:
    """What the sources are read with: the page, its tree and place, and what is known of the site."""

    index: Index
    page: Page
    place: Place
    languages: tuple[str, ...] = ()
    selectors: tuple[str, ...] = ()
    order: str = ""

    def written(self, text: str, source: str) -> Iterator[DateCandidate]:
        """Give the dates in a text for people."""
        for found in read_dates(text, self.languages, order=self.order, base=self.base):
            yield DateCandidate(
                found.day,
                found.day.isoformat(),
                source,
                TRUST[source] * (1 if found.exact else COUNTED_BACK),
                modified=found.updated,
                other=found.other,
                exact=found.exact,
            )

    def alone(self, line: str, source: str, most: int) -> Iterator[DateCandidate]:
        """Give the dates in a line that holds at most so many characters besides: prose is no byline."""
        if len(line) > LONGEST_TEXT + most or not any(map(str.isdecimal, line)):
            return
        found = read_dates(line, self.languages, order=self.order, base=self.base)
        if found and len(line) - sum(date.end - date.start for date in found) <= most:
            yield from self.written(line, source)

    @property
    def base(self) -> datetime | None:
        """Return the time of the fetch, from which "3 days ago" counts."""
        try:
            return datetime.fromisoformat(self.page.fetched)
        except ValueError:
            return None


def read_candidates(reader: Reader) -> Iterator[DateCandidate]:
    """Give all candidates of a page, in the order of the sources, those of one source in document order."""
    sources: tuple[Callable[[Reader], Iterator[DateCandidate]], ...] = (
        from_entry,
        from_jsonld,
        from_metas,
        from_times,
        from_selectors,
        from_header,
        from_marks,
        from_url,
    )
    found = [candidate for source in sources for candidate in source(reader)]
    yield from found
    if all(candidate.modified or candidate.precision == "month" for candidate in found):
        yield from from_lines(reader)


def stamped(stamp: Stamp | None, source: str, *, modified: bool = False) -> Iterator[DateCandidate]:
    """Give the candidate of a machine-readable date, none where it could not be read."""
    if stamp:
        precision = "time" if stamp.has_time else "day"
        yield DateCandidate(stamp.day, stamp.iso, source, TRUST[source], precision, stamp.zone, modified)


def from_entry(reader: Reader) -> Iterator[DateCandidate]:
    """Give what the feed, the API or the sitemap says."""
    if entry := reader.page.entry:
        yield from stamped(read_stamp(entry.published), entry.source)
        yield from stamped(read_stamp(entry.modified), entry.source, modified=True)


def from_jsonld(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates of the JSON-LD object that is the post."""
    thing = post_object(reader.index.root, reader.page.url)
    for name in ("datePublished", "dateCreated", "uploadDate"):
        if text := text_at(thing, name):
            yield from _machine(text, "jsonld", reader)
            break
    yield from stamped(read_stamp(text_at(thing, "dateModified")), "jsonld", modified=True)


def from_metas(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates of meta elements, by how well their names are kept to."""
    for element in reader.index.select(METAS):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = element.get("content", "")
        if PUBLISHED.fullmatch(name):
            yield from _machine(content, "meta", reader)
        elif OTHER.fullmatch(name):
            yield from _machine(content, "meta-other", reader)
        elif MODIFIED.fullmatch(name):
            yield from stamped(read_stamp(content), "meta", modified=True)


def from_times(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates of time elements, microdata and microformats that belong to the post."""
    for element in reader.index.select(TIMES):
        if element.tag != "meta" and not reader.place.is_own(element):
            continue
        yield from _element(element, _kind(element), reader)


def all_times(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates of all time elements of the page, of whatever they are."""
    for element in reader.index.select(TIMES):
        yield from _element(element, "time", reader)


def from_selectors(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates where the platform puts them."""
    for css in reader.selectors:
        for element in reader.index.select(parse_selector(css)):
            if reader.place.is_own(element):
                yield from _element(element, "selector", reader)


def from_header(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates in the lines around the title and below the body."""
    header, later = below_heading(reader.place)
    for lines, source, most in (
        (header, "visible", HEADER_LINE),
        (above_heading(reader.place), "visible", LONE_LINE),
        (below_body(reader.place), "below", HEADER_LINE),
        (later, "below", LONE_LINE),
    ):
        for line in lines:
            yield from reader.alone(line, source, most)


def from_marks(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates of elements that themes mark as such."""
    for selector in mark_selectors():
        for element in reader.index.select(selector):
            text = squash(element.text_content())
            if len(text) <= LONGEST_TEXT and reader.place.is_own(element):
                yield from reader.written(text, "mark")


def from_lines(reader: Reader) -> Iterator[DateCandidate]:
    """Give the date that stands alone on a line of the page, where all that do so are of one day."""
    found = [date for line in whole_page(reader.place) for date in reader.alone(line, "line", LONE_LINE)]
    if len({candidate.day for candidate in found if not candidate.modified}) == 1:
        yield from found


def from_url(reader: Reader) -> Iterator[DateCandidate]:
    """Give the day in the post's address, or its month, which can only confirm."""
    path = unquote(urlsplit(reader.page.url).path)
    if match := URL_DAY.search(path) or URL_COMPACT.search(path):
        year, month, day = match["year"], match["month"], match["day"]
        yield from stamped(read_stamp(f"{year}-{month:0>2}-{day:0>2}"), "url")
        return
    if match := URL_NAMED.search(path.lower()):
        yield from reader.written(" ".join(match.groups()), "url")
        return
    if match := URL_MONTH.search(path):
        day = date(int(match[1]), int(match[2]), 1)
        yield DateCandidate(day, f"{day:%Y-%m}", "url", TRUST["url"], "month")


@cache
def mark_selectors() -> tuple[Selector, ...]:
    """Return the selectors of the classes that themes give to dates."""
    return tuple(parse_selector(f".{name}") for name in sorted(load_places()["marks"]))


def _machine(value: str, source: str, reader: Reader) -> Iterator[DateCandidate]:
    """Give the date of a value that should be machine-readable; some blogs write it as they show it."""
    stamp = read_stamp(value)
    yield from stamped(stamp, source) if stamp else reader.written(value[:LONGEST_TEXT], source)


def _kind(element: HtmlElement) -> str:
    """Return the source that an element with a date stands for."""
    if element.get("itemprop"):
        return "microdata"
    return "microformats" if "dt-published" in (element.get("class") or "") else "time"


def _element(element: HtmlElement, source: str, reader: Reader) -> Iterator[DateCandidate]:
    """Give the date of an element: its attribute's, else its text's."""
    text = squash(element.text_content())
    if len(text) > LONGEST_TEXT:
        return
    modified = _is_update(element, text)
    for name in ("datetime", "content", "title"):
        if stamp := read_stamp(element.get(name) or ""):
            yield from stamped(stamp, source, modified=modified)
            return
    for found in reader.written(text, source):
        yield replace(found, modified=found.modified or modified)


def _is_update(element: HtmlElement, text: str) -> bool:
    """Tell whether an element says that its date is that of a change."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    if "publish" in names or "created" in names:
        return False
    parent = element.getparent()
    above = "" if parent is None else f"{parent.get('class') or ''} {parent.get('title') or ''} {parent.text or ''}"
    return "modified" in names or "updated" in names or is_updated(fold(f"{above} {text}"))
