"""A candidate for a post's date, and what candidates are read with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.metadata.dates.byline import begins_byline, is_of_event, is_sentence
from blogsieve.cleaners.metadata.dates.visible import read_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.dom.index import Index
    from blogsieve.cleaners.metadata.dates.place import PostArea
    from blogsieve.cleaners.metadata.dates.stamp import Stamp
    from blogsieve.cleaners.metadata.dates.written import Written
    from blogsieve.cleaners.model import Page

# What "3 days ago" is worth: the day may be the one before or after, and "2 months ago" is any of sixty.
COUNTED_BACK = 0.4
LONGEST_TEXT = 120
# What a date in a sentence is worth: it may be the first of the post's text.
PROSE = 0.7
# A line that says "posted by" names author and categories, however many; lines that hold little besides stay short.
LONGEST_LABELLED, LABELLED_FROM = 200, 40
# A day and the name of its month, as themes set them on a picture: "14 May", in a post at /2023/05/ or /2023/.
LONGEST_BADGE = 20
URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])(?:/|$)")
URL_YEAR = re.compile(r"/((?:19|20)\d\d)/")
KANJI_DAY = re.compile("[一二三四五六七八九十]日")


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date that a source names: the day, the moment in ISO 8601 as far as known, and how far it is trusted.

    What reads a source leaves `source` out, and gives as `trust` the share of the source's that this date deserves.
    """

    day: date
    value: str
    source: str = ""
    trust: float = 1.0
    precision: str = "day"  # "time", "day" or "month"
    zone: str = ""
    modified: bool = False  # the day of a change, not of the publication
    other: date | None = None  # the day if the order of its numbers is the other one, where nothing proved it
    order: str = ""  # "dmy" or "mdy": how its numbers are read, proved where there is no `other`
    exact: bool = True  # False where it was counted back from the fetch


@dataclass(frozen=True, slots=True)
class Reader:
    """What the sources are read with: the page, its tree and place, and what is known of the site."""

    index: Index
    page: Page
    place: PostArea
    languages: tuple[str, ...] = ()
    selectors: tuple[str, ...] = ()
    order: str = ""

    def written(self, text: str) -> Iterator[DateCandidate]:
        """Give the dates in a text for people."""
        for found in self.read(text):
            yield candidate_of(found)

    def alone(self, line: str, most: int) -> Iterator[DateCandidate]:
        """Give the dates in a line that holds at most so many characters besides: prose is no byline."""
        most = LONGEST_LABELLED if most > LABELLED_FROM and begins_byline(line) else most
        if len(line) > LONGEST_TEXT + most or (not any(map(str.isdecimal, line)) and not KANJI_DAY.search(line)):
            return
        found = [] if is_of_event(line) else self.read(line)
        if found and len(line) - sum(date.end - date.start for date in found) <= most:
            share = PROSE if is_sentence(line, found[0]) else 1
            yield from (candidate_of(date, share) for date in found)

    def read(self, text: str) -> list[Written]:
        """Return the dates in a text for people, as they are written; the year may be in the post's address alone."""
        found = read_dates(text, self.languages, order=self.order, base=self.base)
        path = split_url(self.page.url).path
        if found or len(text) > LONGEST_BADGE or not (year := URL_YEAR.search(path)):
            return found
        found = read_dates(f"{text} {year[1]}", self.languages, order=self.order)
        month = URL_MONTH.search(path)
        return [one for one in found if one.day.year == int(year[1]) and (not month or one.day.month == int(month[2]))]

    @property
    def base(self) -> datetime | None:
        """Return the time of the fetch, from which "3 days ago" counts."""
        try:
            return datetime.fromisoformat(self.page.fetched)
        except ValueError:
            return None


# What gives the dates of one source, in the order in which they stand.
Read = Callable[[Reader], "Iterator[DateCandidate]"]


def candidate_of(found: Written, share: float = 1) -> DateCandidate:
    """Return a date for people as a candidate that deserves a share of its source's trust."""
    return DateCandidate(
        found.day,
        found.day.isoformat(),
        trust=share if found.exact else share * COUNTED_BACK,
        modified=found.updated,
        other=found.other,
        order=found.order,
        exact=found.exact,
    )


def stamped(stamp: Stamp | None, *, modified: bool = False) -> Iterator[DateCandidate]:
    """Give the candidate of a machine-readable date, none where it could not be read."""
    if stamp:
        precision = "time" if stamp.has_time else "day"
        yield DateCandidate(stamp.day, stamp.iso, precision=precision, zone=stamp.zone, modified=modified)
