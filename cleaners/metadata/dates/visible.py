"""Dates as people write them, in any language: the days in a text, each with whether it is that of a change."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.dates.months import fold, load_words, names_ago, order_of, spans_ago
from blogsieve.cleaners.metadata.dates.named import named_dates
from blogsieve.cleaners.metadata.dates.written import Written, known_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Two numbers of two digits and a year of two: 70 and more are of the last century.
TURN_OF_CENTURY = 70

YMD = re.compile(
    r"(?<![\d.,])(\d{4})\s?(?:[-/.]|\.\s|\s?[年년]\s?)\s?(\d{1,2})\s?(?:[-/.]|\.\s|\s?[月월]\s?)\s?(\d{1,2})(?![\d])",
)
# No part of a version, a price or an address.
NUMERIC = re.compile(r"(?<![\d./$€£#-])(?<!\bv)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d]|[-/.]\d)")
ERA_YEAR = re.compile(rf"({'|'.join(map(re.escape, load_words()['eras']))})\s?(\d{{1,4}}|元)(?!\d)")
LONGEST_AGO = 60
# The time of day behind "yesterday", with a word before it or none.
CLOCK = re.compile(r",?\s*(?:[^\W\d]+\s+)?\d{1,2}[:.h]\d\d(?:\s*[ap]\.?m\.?)?$")
NUMBER = re.compile(r"\d+")


def read_date(text: str, language: str = "") -> str:
    """Return the day of publication that a short text names, as YYYY-MM-DD, `""` where it names none.

    >>> read_date("Monday, January 10, 2022"), read_date("10 января 2022 г.", "ru"), read_date("Updated 2022-01-10")
    ('2022-01-10', '2022-01-10', '')
    """
    return next((found.day.isoformat() for found in read_dates(text, (language,)) if not found.updated), "")


def read_dates(
    text: str, languages: Sequence[str] = (), *, order: str = "", base: datetime | None = None
) -> list[Written]:
    """Return the days that a text names, in order; languages are tags, the likeliest first.

    `order` ("dmy", "mdy") is that of the blog's numbers where it is known, `base` the time to count "3 days ago" from.
    """
    folded = _without_eras(fold(text))
    tags = [tag for tag in dict.fromkeys(languages) if tag]
    orders = [order, *map(order_of, tags), "mdy"]
    found = [*_year_first(folded), *_numeric(folded, next(filter(None, orders))), *named_dates(folded, _codes(tags))]
    if not found and base:
        found = list(_ago(folded, _codes(tags), base))
    return _labelled(folded, found)


def orders_in(text: str) -> str:
    """Return the order of numbers that the dates of a text prove: one has a number above 12; `""` where both occur.

    >>> orders_in("from 13/1/2022 to 2/5/2022"), orders_in("13/1/2022, 1/13/2022")
    ('dmy', '')
    """
    orders = set()
    for match in NUMERIC.finditer(text):
        if len(match[4]) == 4 and match[2] != ".":
            first, second = int(match[1]), int(match[3])
            if max(first, second) > 12 >= min(first, second):
                orders.add("dmy" if first > second else "mdy")
    return orders.pop() if len(orders) == 1 else ""


def _codes(tags: Sequence[str]) -> tuple[str, ...]:
    """Return the languages of tags, English among them: many themes write dates in English under any text."""
    return tuple(dict.fromkeys([*(tag.replace("_", "-").partition("-")[0].lower() for tag in tags), "en"]))


def _without_eras(text: str) -> str:
    """Return a text with the years of other eras in ours."""
    eras = load_words()["eras"]
    return ERA_YEAR.sub(lambda m: str(eras[m[1]] + (1 if m[2] == "元" else int(m[2]))) + " ", text)


def _year_first(text: str) -> Iterator[Written]:
    for match in YMD.finditer(text):
        if day := known_day(int(match[1]), int(match[2]), int(match[3])):
            yield Written(day, match.start(), match.end())


def _numeric(text: str, order: str) -> Iterator[Written]:
    """Give the days written as three numbers, the year last (or as the language does, where it has two digits)."""
    for match in NUMERIC.finditer(text):
        first, second, last = int(match[1]), int(match[3]), int(match[4])
        if len(match[4]) == 2:
            if order == "ymd":
                first, second, last = second, last, first
            last += 1900 if last >= TURN_OF_CENTURY else 2000
        # Where dots stand between them the day comes first in every country but those that begin with the year.
        day_first = order == "dmy" or (match[2] == "." and not (len(match[4]) == 2 and order == "ymd"))
        swapped, plain = known_day(last, second, first), known_day(last, first, second)
        day, other = (swapped, plain) if day_first else (plain, swapped)
        if found := day or other:
            yield Written(found, match.start(), match.end(), other=other if day and match[2] != "." else None)


def _ago(text: str, codes: tuple[str, ...], base: datetime) -> Iterator[Written]:
    """Give the days that are told by how long ago they were."""
    for code in codes:
        if (days := names_ago(code).get(CLOCK.sub("", text).strip(" .,"))) is not None:
            yield Written((base - timedelta(days=days)).date(), 0, len(text), exact=False)
            return
    phrase = NUMBER.sub("#", text).replace(" ", "")
    number = NUMBER.search(text)
    if number is None or len(text) > LONGEST_AGO:
        return
    for code in codes:
        for pattern, seconds in spans_ago(code).items():
            if pattern in phrase:
                day = (base - timedelta(seconds=seconds * int(number[0]))).date()
                yield Written(day, 0, len(text), exact=False)
                return


def _labelled(text: str, found: list[Written]) -> list[Written]:
    """Return days in order, none twice, those of changes marked by the words before them."""
    days: list[Written] = []
    end = 0
    for written in sorted(found, key=lambda w: (w.start, -w.end)):
        if written.start < end:
            continue
        label = text[end : written.start]
        days.append(replace(written, updated=is_updated(label)))
        end = written.end
    return days


def is_updated(label: str) -> bool:
    """Tell whether a folded text before a date says that something was changed then.

    >>> is_updated("zuletzt aktualisiert: "), is_updated("posted on ")
    (True, False)
    """
    return _updated().search(label) is not None


@cache
def _updated() -> re.Pattern[str]:
    """Return the expression for the words that say so."""
    return re.compile("|".join(map(re.escape, load_words()["updated"])))
