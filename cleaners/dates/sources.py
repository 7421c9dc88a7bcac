"""The candidates for a post's date: each place that can name it, with how far it is trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from cleaners.blocks import squash
from cleaners.dates.months import fold
from cleaners.dates.place import Place, load_places
from cleaners.dates.stamp import Stamp, read_stamp
from cleaners.dates.visible import is_updated, orders_in, read_dates
from cleaners.jsonld import post_object, text_at
from cleaners.selector import parse_selector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.html import HtmlElement

    from cleaners.model import Page
    from cleaners.selector import Index

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
    "mark": 0.7,
    "meta-other": 0.6,
    "sitemap": 0.3,
}
PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "datepublished",
    "cxenseparse:recs:publishtime",
)
OTHER = (
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.created",
    "citation_publication_date",
    "article.published",
    "article_date_original",
    "displaydate",
    "published-date",
    "timestamp",
    "cdate",
)
MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "revised",
)
METAS = parse_selector("meta[content]")
TIMES = parse_selector(
    "time, [itemprop~=datePublished], [itemprop~=dateCreated], [itemprop~=dateModified], .dt-published, .dt-updated, abbr.published, abbr.updated"
)
URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
URL_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])(?:/|$)")
LONGEST_TEXT = 120


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
    certain: bool = True  # False where the order of its numbers was not proved, or it was counted back from the fetch


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
                found.day, found.day.isoformat(), source, TRUST[source], modified=found.updated, certain=found.certain
            )

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
    for source in sources:
        yield from source(reader)


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
        if name in PUBLISHED:
            yield from _machine(content, "meta", reader)
        elif name in OTHER:
            yield from _machine(content, "meta-other", reader)
        elif name in MODIFIED:
            yield from stamped(read_stamp(content), "meta", modified=True)


def from_times(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates of time elements, microdata and microformats that belong to the post."""
    for element in reader.index.select(TIMES):
        if element.tag != "meta" and not reader.place.is_own(element):
            continue
        yield from _element(element, _kind(element), reader)


def from_selectors(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates where the platform puts them."""
    for css in reader.selectors:
        for element in reader.index.select(parse_selector(css)):
            if reader.place.is_own(element):
                yield from _element(element, "selector", reader)


def from_header(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates that stand around the title and below the body."""
    yield from reader.written(reader.place.after_heading(), "visible")
    yield from reversed(list(reader.written(reader.place.before_heading(), "visible")))
    yield from reader.written(reader.place.after_body(), "visible")


def from_marks(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates of elements that themes mark as such."""
    for name in sorted(load_places()["marks"]):
        for element in reader.index.select(parse_selector(f".{name}")):
            text = squash(element.text_content())
            if len(text) <= LONGEST_TEXT and reader.place.is_own(element):
                yield from reader.written(text, "mark")


def from_url(reader: Reader) -> Iterator[DateCandidate]:
    """Give the day in the post's address, or its month, which can only confirm."""
    path = unquote(urlsplit(reader.page.url).path)
    for pattern in (URL_DAY, URL_COMPACT):
        if match := pattern.search(path):
            year, month, day = (int(match[name]) for name in (1, len(match.groups()) - 1, len(match.groups())))
            yield from stamped(read_stamp(f"{year}-{month:02}-{day:02}"), "url")
            return
    if match := URL_MONTH.search(path):
        day = date(int(match[1]), int(match[2]), 1)
        yield DateCandidate(day, f"{day:%Y-%m}", "url", TRUST["url"], "month")


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
        yield found if not modified else DateCandidate(found.day, found.value, source, found.trust, modified=True)


def _is_update(element: HtmlElement, text: str) -> bool:
    """Tell whether an element says that its date is that of a change."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    if "publish" in names or "created" in names:
        return False
    parent = element.getparent()
    above = "" if parent is None else f"{parent.get('class') or ''} {parent.get('title') or ''} {parent.text or ''}"
    return "modified" in names or "updated" in names or is_updated(fold(f"{above} {text}"))


def prove_order(index: Index) -> str:
    """Return the order of numbers that the page's dates prove, `""` where they prove none or both."""
    orders = orders_in(index.root.text_content())
    return orders.pop() if len(orders) == 1 else ""
