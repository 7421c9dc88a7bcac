"""Dates as machines write them: the day, the time and the zone of an attribute's value, as far as it tells them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

# ISO 8601 as pages write it: with a blank for the T, without a colon in the zone, with fractions of any length.
ISO = re.compile(
    r"(\d{4})-?(\d\d?)-?(\d\d?)(?!\d)(?:[T\s,]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?(?![\d:])",
    re.IGNORECASE,
)
EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
# "Tue Nov 05 2019 10:00:00 GMT+0100 (CET)", as JavaScript writes dates.
JAVASCRIPT = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})")
# A year that was never set ("Mon, 01 Jan 0001"): the library takes it for one of two digits.
NO_YEAR = re.compile(r"\b0\d\d\d\b")
# Databases' empty dates, and the day on which Unix's time begins, stand for "none".
EARLIEST = date(1971, 1, 1)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, and the moment in ISO 8601 as far as it is known; the zone is `""` where none is told."""

    day: date
    iso: str
    zone: str = ""

    @property
    def has_time(self) -> bool:
        """Tell whether the time of day is known."""
        return "T" in self.iso


def read_stamp(value: str) -> Stamp | None:
    """Return what a machine-readable value says, None where it is no date or stands for none.

    >>> read_stamp("2012-06-03T10:17:26.000Z").iso, read_stamp("20120603").iso, read_stamp("0000-00-00 00:00:00")
    ('2012-06-03T10:17:26+00:00', '2012-06-03', None)
    >>> read_stamp("Mon, 10 Jan 2022 22:30:00 +0200").iso
    '2022-01-10T22:30:00+02:00'
    """
    value = value.strip()
    if match := ISO.match(value):
        return _from_iso(match)
    if EPOCH.fullmatch(value):
        return _from_datetime(datetime.fromtimestamp(int(value[:10]), UTC))
    if match := JAVASCRIPT.match(value):
        value = f"{match[2]} {match[1]} {match[3]} {match[4]} {match[5]}"
    try:
        return _from_datetime(read_mail_date(value))
    except ValueError:
        return None


def read_mail_date(value: str) -> datetime:
    """Return the moment of a date as mails and RSS have it; raise ValueError where it is none, or without a year."""
    if NO_YEAR.search(value.partition(":")[0]):
        raise ValueError(f"no year: {value}")
    try:
        return parsedate_to_datetime(value)
    except (TypeError, IndexError, OverflowError) as error:
        raise ValueError(f"no date: {value}") from error


def _from_iso(match: re.Match[str]) -> Stamp | None:
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        if hour is None:
            return _known(date(int(year), int(month), int(day)), "", "")
        moment = datetime(int(year), int(month), int(day), int(hour) % 24, int(minute), int(second or 0))
    except ValueError:
        return None
    return _known(moment.date(), moment.isoformat(), _zone(zone or ""))


def _from_datetime(moment: datetime) -> Stamp | None:
    zone = moment.strftime("%z")
    return _known(moment.date(), moment.replace(tzinfo=None, microsecond=0).isoformat(), _zone(zone))


def _known(day: date, iso: str, zone: str) -> Stamp | None:
    if day < EARLIEST:
        return None
    return Stamp(day, (iso + zone) if iso else day.isoformat(), zone)


def _zone(text: str) -> str:
    """Return a zone as +HH:MM, `""` where there is none.

    >>> _zone("Z"), _zone("+0530"), _zone("-07"), _zone("")
    ('+00:00', '+05:30', '-07:00', '')
    """
    if not text:
        return ""
    if text[0] not in "+-":
        return "+00:00"
    digits = text[1:].replace(":", "").ljust(4, "0")
    return f"{text[0]}{digits[:2]}:{digits[2:]}"
