"""Candidates from what a post's readers see: elements that hold dates, and lines of text around the post."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import squash
from blogsieve.cleaners.dom.index import Shelf
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.metadata.dates.candidate import LONGEST_TEXT, DateCandidate, Reader, stamped
from blogsieve.cleaners.metadata.dates.months import fold
from blogsieve.cleaners.metadata.dates.place import load_places
from blogsieve.cleaners.metadata.dates.stamp import read_stamp
from blogsieve.cleaners.metadata.dates.visible import is_updated
from blogsieve.cleaners.metadata.dates.zones import above_heading, below_body, whole_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.selector import Selector

TIMES = parse_selector(
    "time, [itemprop~=datePublished], [itemprop~=dateCreated], [itemprop~=dateModified], .dt-published, .dt-updated, "
    "abbr.published, abbr.updated"
)
# Characters of a line besides its dates: a byline with author and category, and a date with a label.
HEADER_LINE, LONE_LINE = 100, 40
# A page of more lines than this shows its day elsewhere, if at all.
MOST_LINES = 2000


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
    """Give the dates in the lines below the title."""
    yield from reader.lines(reader.place.header[0], "visible", HEADER_LINE)


def from_around(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates in the lines above the title, and below the body."""
    yield from reader.lines(above_heading(reader.place), "visible", LONE_LINE)
    yield from reader.lines(below_body(reader.place), "below", HEADER_LINE)
    yield from reader.lines(reader.place.header[1], "below", LONE_LINE)


def from_marks(reader: Reader) -> Iterator[DateCandidate]:
    """Give the dates of elements that themes mark as such."""
    selectors, shelf = mark_selectors()
    for place in shelf.present(reader.index):
        for element in reader.index.select(selectors[place]):
            text = squash(element.text_content())
            if len(text) <= LONGEST_TEXT and reader.place.is_own(element):
                yield from reader.written(text, "mark")


def from_lines(reader: Reader) -> Iterator[DateCandidate]:
    """Give the date that stands alone on a line of the page, where all that do so are of one day."""
    lines = list(islice(whole_page(reader.place), MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        return
    found = [date for line in lines for date in reader.alone(line, "line", LONE_LINE)]
    if len({candidate.day for candidate in found if not candidate.modified}) == 1:
        yield from found


@cache
def mark_selectors() -> tuple[Sequence[Selector], Shelf]:
    """Return the selectors of the classes that themes give to dates, and the shelf of them."""
    selectors = [parse_selector(f".{name}") for name in sorted(load_places()["marks"])]
    return selectors, Shelf(selectors)


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
