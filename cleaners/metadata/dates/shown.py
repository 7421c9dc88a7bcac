"""What reads dates that a post's readers see: elements that hold dates, and lines of text around the post."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import squash
from blogsieve.cleaners.dom.index import Shelf
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.metadata.dates.byline import begins_byline, begins_with_day
from blogsieve.cleaners.metadata.dates.candidate import LONGEST_LABELLED, LONGEST_TEXT, candidate_of, stamped
from blogsieve.cleaners.metadata.dates.declared import address
from blogsieve.cleaners.metadata.dates.months import fold
from blogsieve.cleaners.metadata.dates.place import load_places
from blogsieve.cleaners.metadata.dates.stamp import read_stamp
from blogsieve.cleaners.metadata.dates.visible import is_updated
from blogsieve.cleaners.metadata.dates.zones import edges_of_body, whole_page
from blogsieve.cleaners.rules.rule import match_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.metadata.dates.candidate import DateCandidate, Read, Reader
    from blogsieve.cleaners.metadata.dates.place import PostArea

# Whatever else they are, these elements tell days that the blog knows of.
TIMES = parse_selector(
    "time, [itemprop~=datePublished], [itemprop~=dateCreated], [itemprop~=dateModified], .dt-published, .dt-updated, "
    "abbr.published, abbr.updated"
)
ATTRIBUTES = parse_selector(
    "span[title], abbr[title], a[title], i[title], p[title], div[title], "
    "[data-timestamp], [data-time], [data-datetime], "
    "[data-date], [data-epoch], [data-utime], [data-unix-time]"
)
# Their attributes are of other things, or read as elements of a date already.
NO_DATES = frozenset(("time", "video", "audio", "script", "img", "input", "button", "select", "body", "html"))
# Attributes with a date for machines. Source: HTML, RDFa, microformats' value class, timeago.js, Discourse, Reddit,
# Facebook, Posthaven.
STAMPS = (
    "datetime",
    "content",
    "title",
    "data-timestamp",
    "data-time",
    "data-datetime",
    "data-date",
    "data-epoch",
    "data-utime",
    "data-unix-time",
)
ONE_DAY = timedelta(days=1)
# Characters of a line besides its date: a label.
LONE_LINE = 40
# Characters of "This entry was posted on DAY and is filed under … You can follow any responses … You can leave …".
LONGEST_FOOT = 500
# What an element outside of the post's article is worth: some themes show the day in the page's head.
OUTSIDE = 0.7
# In names of elements: the day of a change.
UPDATES = ("modified", "updated", "revision", "lastmod")
# A page of more lines than this shows its day elsewhere, if at all.
MOST_LINES = 2000
# No post's own day stands behind so many others, but pages with twenty thousand of them exist.
MOST_ELEMENTS = 500


def elements(css: str) -> Read:
    """Return what reads the elements of the post that a selector selects."""
    selector = parse_selector(css)

    def read(reader: Reader) -> Iterator[DateCandidate]:
        for element in reader.index.select(selector)[:MOST_ELEMENTS]:
            if element.tag == "meta" or reader.place.is_own(element):
                share = 1 if element.tag == "meta" or reader.place.is_inside(element) else OUTSIDE
                for found in _element(element, reader):
                    yield replace(found, trust=found.trust * share)

    return read


def all_times(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates of all time elements of the page, of whatever they are."""
    for element in reader.index.select(TIMES)[:MOST_ELEMENTS]:
        yield from _element(element, reader)


def attributes(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates in attributes of elements above the body that show them otherwise: "3 days ago"."""
    for element in reader.index.select(ATTRIBUTES)[:MOST_ELEMENTS]:
        value = next(filter(None, map(element.get, STAMPS[2:])), "")
        if element.tag in NO_DATES or len(value) > LONGEST_TEXT or not any(map(str.isdecimal, value)):
            continue
        if not reader.place.is_own(element) or reader.place.is_in_body(element):
            continue
        text = squash(element.text_content())
        if len(text) <= LONGEST_TEXT:
            stamp = read_stamp(value)
            modified = _is_update(element, text)
            shown = [one for one in reader.written(text) if one.exact] if stamp and stamp.has_time else []
            # In the zone of whoever built the blog it may be another day than the one that readers see.
            if stamp and any(abs(one.day - stamp.day) == ONE_DAY for one in shown):
                found = shown[:1]
            else:
                found = list(stamped(stamp)) if stamp else list(reader.alone(value, LONE_LINE))
            for one in found:
                yield replace(one, modified=one.modified or modified)


def platform_places(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates where the platform puts them; a table is the author's, unless the platform's place is a row."""
    for css in reader.selectors:
        for element in reader.index.select(parse_selector(css))[:MOST_ELEMENTS]:
            table = next(element.iterancestors("table"), None) if css.startswith("tr.") else None
            around = element if table is None else table.getparent()
            if around is not None and reader.place.is_own(around):
                yield from _element(element, reader)


def lines(zone: Callable[[PostArea], Iterable[str]], most: int) -> Read:
    """Return what reads the lines of a zone around the post, with at most so many characters besides their dates."""

    def read(reader: Reader) -> Iterator[DateCandidate]:
        for line in zone(reader.place):
            yield from reader.alone(line, most)

    return read


def feet(zone: Callable[[PostArea], Iterable[str]]) -> Read:
    """Return what reads lines of a zone that begin with "Posted on DAY", whatever they go on with but a sentence."""

    def read(reader: Reader) -> Iterator[DateCandidate]:
        for line in zone(reader.place):
            days = reader.read(line) if len(line) <= LONGEST_LABELLED and begins_byline(line) else []
            if days and begins_with_day(fold(line), days[0].start):
                yield candidate_of(days[0])

    return read


def marks(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates of elements that themes mark as such; of a foot that goes on about feeds and answers the first."""
    for _, elements in mark_selectors().found(reader.index):
        for element in elements[:MOST_ELEMENTS]:
            text = squash(element.text_content())
            if not (len(text) <= LONGEST_TEXT or is_foot(text)) or not reader.place.is_own(element):
                continue
            yield from islice(reader.written(text), None if len(text) <= LONGEST_TEXT else 1)


def is_foot(text: str) -> bool:
    """Tell whether a text is what WordPress' first theme, and many after it, put below a post.

    >>> is_foot("This entry was posted on Monday, January 10th, 2022 at 6:00 am. You can follow any responses to it.")
    True
    """
    return (
        len(text) <= LONGEST_FOOT
        and (rule := match_line(text[:LONGEST_TEXT], "tail")) is not None
        and rule.group == "meta"
    )


def lone_line(reader: Reader) -> Iterator[DateCandidate]:
    """Give the date that stands alone on a line of the page, where all that do so are of one day."""
    page = list(islice(whole_page(reader.place), MOST_LINES + 1))
    if len(page) > MOST_LINES:
        return
    found = [date for line in page for date in reader.alone(line, LONE_LINE)]
    # "36 years ago today" in a list of titles is none beside a day that is written out.
    found = [one for one in found if one.exact] or found
    # The month in the address tells the post's day from those of others.
    months = {f"{candidate.day:%Y-%m}" for candidate in address(reader)}
    found = [one for one in found if f"{one.day:%Y-%m}" in months] or found
    published = {candidate.day for candidate in found if not candidate.modified}
    if len(published or {candidate.day for candidate in found}) == 1:
        yield from found


def body_edges(reader: Reader) -> Iterator[DateCandidate]:
    """Give the date of the body's first or last line, where these hold little besides and are of one day."""
    found = [date for line in edges_of_body(reader.place) for date in reader.alone(line, LONE_LINE)]
    if len({candidate.day for candidate in found if not candidate.modified}) == 1:
        yield from found


@cache
def mark_selectors() -> Shelf:
    """Return the selectors of the classes that themes give to dates."""
    return Shelf(parse_selector(f".{name}") for name in sorted(load_places()["marks"]))


def _element(element: HtmlElement, reader: Reader) -> Iterator[DateCandidate]:
    """Give the date of an element: its attribute's, else its text's."""
    text = squash(element.text_content())
    if len(text) > LONGEST_TEXT:
        return
    modified = _is_update(element, text)
    for name in STAMPS:
        if stamp := read_stamp(element.get(name) or ""):
            yield from stamped(stamp, modified=modified)
            return
    # HTML has ISO 8601 in them; some themes print what they show.
    said = next(filter(None, map(element.get, STAMPS[:2])), "") if element.tag in ("time", "meta") else ""
    for found in next(filter(None, (list(reader.written(words)) for words in (said, text))), []):
        yield replace(found, modified=found.modified or modified)


def _is_update(element: HtmlElement, text: str) -> bool:
    """Tell whether an element says that its date is that of a change."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    if "publish" in names or "created" in names:
        return False
    parent = element.getparent()
    above = "" if parent is None else f"{parent.get('class') or ''} {parent.get('title') or ''} {parent.text or ''}"
    return any(name in names for name in UPDATES) or is_updated(fold(f"{above} {text}"))
