"""Dates of feed entries, from the word of the feed: feedparser misreads some, and leaves others out."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

from blogsieve.cleaners.metadata.dates import read_date
from blogsieve.cleaners.metadata.dates.stamp import read_stamp

CLOCK = re.compile(r"(?<!\d)\d\d?:\d\d(?::\d\d)?(?:\s*(?:[+-]\d\d:?\d\d|Z\b|GMT\b|UTC\b))?")
# What programs write for a day that they do not have: the first of all, or none. feedparser takes its year for 2001.
UNSET = re.compile(r"^-?000[01][-/]|[^\W\d]\.? 000[01]\b")
# Where no zone is told, a reading in UTC may be of the day before or after.
ZONES = timedelta(days=1)


def moment(said: str, parsed: str, language: str) -> str:
    """Return a date in ISO 8601, with the zone as far as the feed gives it; `parsed` is feedparser's reading, in UTC.

    >>> moment("2023/1/3 15:07:41", "2023-11-01T00:00:00+00:00", ""), moment("25 giugno 2018", "", "it-IT")
    ('2023-01-03T15:07:41', '2018-06-25')
    >>> moment("Mo, 25 Jun 2018 08:00:00", "", "de"), moment("soon", "", "en")
    ('2018-06-25T08:00:00', '')
    """
    said = said.strip()
    if UNSET.search(said):
        return ""
    ours = zoned(said) or read(said, language)
    # What a zone stands in is exact. Else the two are alike, or feedparser took one number for another.
    if not parsed or zoned(said) or (ours and not is_near(ours, parsed)):
        return ours
    return parsed


def zoned(said: str) -> str:
    """Return a date that machines wrote, with its zone, "" where it is none or has none."""
    for reader in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = reader(said)
        except (ValueError, TypeError, IndexError):
            continue
        if found.tzinfo is not None:
            return found.isoformat()
    return ""


def read(said: str, language: str) -> str:
    """Return a date that machines wrote without zone, or for people in the feed's language, "" where there is none."""
    if stamp := read_stamp(said):
        return stamp.iso
    day, clock = read_date(said, language), CLOCK.search(said)
    stamp = read_stamp(f"{day} {clock[0]}") if day and clock else None
    return stamp.iso if stamp else day


def is_near(one: str, other: str) -> bool:
    """Say whether two dates in ISO 8601 may be of one moment.

    >>> is_near("2018-06-25T08:00:00", "2018-06-24T22:00:00+00:00"), is_near("2023-01-03", "2023-11-01T00:00:00+00:00")
    (True, False)
    """
    return abs(date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])) <= ZONES
