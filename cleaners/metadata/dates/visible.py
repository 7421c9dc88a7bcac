"""Dates as people write them, in any language: the days in a text, each with whether it is that of a change."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from blogsieve.cleaners.metadata.dates.calendars import calendar_of, day_of
from blogsieve.cleaners.metadata.dates.months import fold, load_words, names_ago, order_of, spans_ago
from blogsieve.cleaners.metadata.dates.named import named_dates
from blogsieve.cleaners.metadata.dates.written import Written, full_year, known_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

YMD = re.compile(
    r"(?<![\d.,])(\d{4})\s?(?:[-/.]|\.\s|\s?(?:[年년]|оны?)\s?)\s?(\d{1,2})\s?(?:[-/.]|\.\s|\s?(?:[月월]|сар(?:ын)?)\s?)\s?(\d{1,2})(?![\d])",
)
# All of a text, as in an element for dates.
COMPACT = re.compile(r"\A\s*((?:19|20)\d\d)(\d\d)(\d\d)\s*\Z")
# No part of a version, a price or an address.
NUMERIC = re.compile(
    r"(?<![\d./$€£#-])(?<!\b[a-z])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(?:['’](?=\d\d\b))?(\d{4}|\d{2})(?![\d]|[-/.]\d)"
)
# With blanks between them all numbers have all digits, and no other number is near: a telephone has more.
SPACED = re.compile(r"(?<![\d.,/+(-])(?<!\d )(\d\d)( )(\d\d) (\d{4})(?! ?\d(?!\d?:\d\d))")
# The year stands in a box of its own below.
YEAR_BELOW = re.compile(r"(?<![\d./$€£#-])(\d{1,2})([/.])(\d{1,2}) ((?:19|20)\d\d)(?![\d./-])")
SPACED_YMD = re.compile(
    r"(?<![\d.,/+(-])(?<!\d )((?:19|20)\d\d) (\d\d(?= )|\d{1,2}(?=[月월]))[月월]? (\d\d)(?! ?\d(?!\d?:\d\d))"
)
# WordPress writes "F j, Y" and "j M Y" as it is told to, and months of the East are numbers: 5月 14, 2023; 14 Th5 2023.
_MONTH = r"(?:(?P<east>\d{1,2})\s?[月월]|\bthg?\s?(?P<vietnam>\d{1,2}))"
NUMBERED_MONTHS = (
    re.compile(rf"(?<!\d){_MONTH}\s?(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}}),?\s+{_MONTH},?\s+(?P<year>\d{{4}})(?!\d)"),
)
# Numbers of Chinese characters, before the signs of year, month and day.
KANJI = "〇零一二三四五六七八九"
KANJI_NUMBER = re.compile(rf"(?<![{KANJI}十廿卅百千])[{KANJI}十廿卅百千]++(?=\s?[年月日號号])")
KANJI_UNITS = {"十": 10, "百": 100, "千": 1000, "廿": 20, "卅": 30}
ERA_YEAR = re.compile(rf"({'|'.join(map(re.escape, load_words()['eras']))})\s?(\d{{1,4}}|元)(?!\d)")
# The Japanese write R3.3.5 for the third year of Reiwa; a year of three digits is one of the Chinese republic.
ERA_LETTER = re.compile(r"(?<![a-z\d])([rhs])\s?(\d{1,2})(?=\s?[./年-])")
REPUBLIC_YEAR = re.compile(r"(?<!\d)(1[01]\d)(?=\s?年\s?\d)")
AMERICAN = frozenset(("en-US", "en_US", "en-us"))
LONGEST_AGO = 60
# Seconds; what was months or years ago was on any of their days.
LONGEST_SPAN = 604800
# The time of day behind "yesterday", with a word before it or none.
CLOCK = re.compile(r",?\s*(?:[^\W\d]+\s+)?\d{1,2}[:.h]\d\d(?:\s*[ap]\.?m\.?)?$")
NUMBER = re.compile(r"\d+")


class Order(NamedTuple):
    """The order of a date's numbers ("dmy", "mdy", "ymd"): with slashes or dashes, and with dots between them."""

    first: str
    with_dots: str


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
    tags = [tag for tag in dict.fromkeys(languages) if tag]
    folded = _without_eras(_without_kanji(fold(text)), _codes(tags))
    calendar = calendar_of(tags[0]) if tags else ""
    found = [
        *_year_first(folded, calendar),
        *_with_numbered_month(folded),
        *_numeric(folded, _order(order, tags), calendar, _codes(tags)[0]),
        *named_dates(folded, _codes(tags)),
    ]
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


def _without_kanji(text: str) -> str:
    """Return a text with the numbers before the signs of year, month and day in digits.

    >>> _without_kanji("二〇二一年三月二十五日"), _without_kanji("平成廿五年十月")
    ('2021年3月25日', '平成25年10月')
    """
    return KANJI_NUMBER.sub(lambda match: str(_kanji_value(match[0])), text)


def _kanji_value(digits: str) -> int:
    if all(digit in KANJI for digit in digits):
        return int("".join(str(max(0, KANJI.index(digit) - 1)) for digit in digits))
    total, ones = 0, 0
    for digit in digits:
        if unit := KANJI_UNITS.get(digit):
            total, ones = total + max(1, ones) * unit, 0
        else:
            ones = max(0, KANJI.index(digit) - 1)
    return total + ones


def _without_eras(text: str, codes: tuple[str, ...]) -> str:
    """Return a text with the years of other eras in ours.

    >>> _without_eras("令和元年5月1日, h31.4.30", ("ja",)), _without_eras("110年3月5日", ("zh",))
    ('2019 年5月1日, 2019.4.30', '2021年3月5日')
    """
    eras, letters = load_words()["eras"], load_words()["era_letters"]
    text = ERA_YEAR.sub(lambda m: str(eras[m[1]] + (1 if m[2] == "元" else int(m[2]))) + " ", text)
    if "ja" in codes:
        text = ERA_LETTER.sub(lambda m: str(letters[m[1]] + int(m[2])), text)
    return REPUBLIC_YEAR.sub(lambda m: str(eras["民國"] + int(m[1])), text)


def _order(known: str, tags: Sequence[str]) -> Order:
    """Return the order of numbers: as the blog is known to write them, else by custom of its language."""
    first = next(filter(None, (known, *map(order_of, tags), "mdy")))
    # Where dots stand between them the day comes first in every country but those that begin with the year, and in the
    # United States, which a tag has to name: "en" alone names no country.
    return Order(first, with_dots=first if first != "mdy" or known or AMERICAN.intersection(tags[:1]) else "dmy")


def _year_first(text: str, calendar: str) -> Iterator[Written]:
    for pattern in (YMD, SPACED_YMD, COMPACT):
        for match in pattern.finditer(text):
            year, month, day = map(int, match.groups())
            if found := known_day(year, month, day) or (day_of(calendar, year, month, day) if calendar else None):
                yield Written(found, match.start(), match.end())


def _with_numbered_month(text: str) -> Iterator[Written]:
    """Give the days with a month that is written as a number, between or before the others."""
    for pattern in NUMBERED_MONTHS:
        for match in pattern.finditer(text):
            month = int(match["east"] or match["vietnam"])
            if found := known_day(int(match["year"]), month, int(match["day"])):
                yield Written(found, match.start(), match.end())


def _numeric(text: str, order: Order, calendar: str, language: str) -> Iterator[Written]:
    """Give the days written as three numbers, the year last (or as the language does, where it has two digits)."""
    for match in (*NUMERIC.finditer(text), *SPACED.finditer(text), *YEAR_BELOW.finditer(text)):
        first, second, last = int(match[1]), int(match[3]), int(match[4])
        own = order.with_dots if match[2] == "." else order.first
        if len(match[4]) == 2:
            if own == "ymd":
                first, second, last = second, last, first
            last = full_year(last, language)
        elif calendar and (found := day_of(calendar, last, second, first)):
            yield Written(found, match.start(), match.end())
            continue
        day_first = own == "dmy" or (own == "ymd" and match[2] == "." and len(match[4]) == 4)
        swapped, plain = known_day(last, second, first), known_day(last, first, second)
        day, other = (swapped, plain) if day_first else (plain, swapped)
        if found := day or other:
            is_open = day and (match[2] != "." or order.first == "mdy")
            is_known = is_open or not (swapped and plain)
            read_as = ("dmy" if found == swapped else "mdy") if is_known and swapped != plain else ""
            yield Written(found, match.start(), match.end(), other=other if is_open else None, order=read_as)


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
            if seconds <= LONGEST_SPAN and pattern in phrase:
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
