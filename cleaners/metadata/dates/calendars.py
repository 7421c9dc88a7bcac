"""Days of other calendars than ours: the Persian one by the sun, and the Islamic one of Umm al-Qura.

The only file that imports hijridate. Buddhist years and those of Japanese eras differ from ours by a number alone.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from hijridate import Hijri

from blogsieve.cleaners.metadata.dates.months import fold, load_words
from blogsieve.cleaners.metadata.dates.written import known_day

if TYPE_CHECKING:
    from collections.abc import Mapping

# Years of the web in both calendars, and of some decades to come.
FIRST, LAST = 1365, 1480
# The first day of the Persian year 1403, and the years of a cycle of 33 that have a day more.
# Source: K. Borkowski, The Persian calendar for 3000 years (1996); the rule holds from 1343 to 1502.
ANCHOR, ANCHOR_DAY = 1403, date(2024, 3, 20)
CYCLE, LONG_YEARS = 33, frozenset((1, 5, 9, 13, 17, 22, 26, 30))
# Six months of 31 days, then months of 30.
LONG_MONTHS = 6


def day_of(calendar: str, year: int, month: int, day: int) -> date | None:
    """Return a day of a calendar ("persian", "islamic", ours by any other name), None where there is none.

    >>> day_of("persian", 1399, 12, 30), day_of("islamic", 1442, 9, 1), day_of("en", 2021, 2, 29)
    (datetime.date(2021, 3, 20), datetime.date(2021, 4, 13), None)
    """
    if calendar not in month_tables():
        return known_day(year, month, day)
    if not (FIRST <= year <= LAST and 1 <= month <= 12):
        return None
    return _persian(year, month, day) if calendar == "persian" else _islamic(year, month, day)


def calendar_of(tag: str) -> str:
    """Return the calendar in which a language writes years about 1400, `""` where it writes none.

    >>> calendar_of("fa-IR"), calendar_of("ar"), calendar_of("de")
    ('persian', 'islamic', '')
    """
    languages: Mapping[str, str] = load_words()["calendars"]["languages"]
    return languages.get(tag.replace("_", "-").partition("-")[0].lower(), "")


@cache
def month_tables() -> Mapping[str, Mapping[str, int]]:
    """Return the month's number by each of its folded names, by calendar."""
    return {
        calendar: {fold(name): number for number, names in enumerate(months, 1) for name in names}
        for calendar, months in load_words()["calendars"]["months"].items()
    }


def _persian(year: int, month: int, day: int) -> date | None:
    longest = 31 if month <= LONG_MONTHS else 30 if month < 12 or year % CYCLE in LONG_YEARS else 29
    if not 1 <= day <= longest:
        return None
    years = range(min(year, ANCHOR), max(year, ANCHOR))
    days = sum(366 if one % CYCLE in LONG_YEARS else 365 for one in years) * (1 if year >= ANCHOR else -1)
    within = (month - 1) * 30 + min(month - 1, LONG_MONTHS) + day - 1
    return ANCHOR_DAY + timedelta(days=days + within)


def _islamic(year: int, month: int, day: int) -> date | None:
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)
