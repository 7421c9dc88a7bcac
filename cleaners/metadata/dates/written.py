"""A day that a text names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# No blog is older than the web, and nobody writes of the far future in a byline; the day of the fetch bounds it later.
FIRST_YEAR, LAST_YEAR = 1990, 2100
# Years of two digits: 70 and more are of the last century.
TURN_OF_CENTURY = 70
# Buddhist years stand for those of Thailand: 543 ahead.
BUDDHIST = 543
# Years of that era that are written in two digits: 2540 to 2599.
BUDDHIST_CENTURY, FIRST_BUDDHIST = 2500, 40


@dataclass(frozen=True, slots=True)
class Written:
    """A day that a text names, where it stands there, and whether the text says that something was changed then."""

    day: date
    start: int
    end: int
    updated: bool = False
    other: date | None = None  # the day if the order of its numbers is the other one, where nothing proves it
    order: str = ""  # "dmy" or "mdy": how its numbers are read here, where they or the other sources can prove it
    exact: bool = True  # False where it is counted back from the fetch


def full_year(year: int, language: str = "") -> int:
    """Return the year that two digits stand for, in Thai in the Buddhist era where they can.

    >>> full_year(22), full_year(98), full_year(66, "th")
    (2022, 1998, 2566)
    """
    if language == "th" and year >= FIRST_BUDDHIST:
        return year + BUDDHIST_CENTURY
    return year + (1900 if year >= TURN_OF_CENTURY else 2000)


def known_day(year: int, month: int, day: int) -> date | None:
    """Return a day of the web's time, None where there is none."""
    if FIRST_YEAR + BUDDHIST <= year <= LAST_YEAR + BUDDHIST:
        year -= BUDDHIST
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
