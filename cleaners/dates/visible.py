"""Dates as people write them, in any language: the days in a text, each with whether it is that of a change."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from cleaners.dates.months import fold, load_words, month_names, order_of, spans_ago

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# No blog is older than the web, and nobody writes of the far future in a byline; the day of the fetch bounds it later.
FIRST_YEAR, LAST_YEAR = 1990, 2100
# Buddhist years stand for those of Thailand: 543 ahead.
BUDDHIST = 543
# Two numbers of two digits and a year of two: 70 and more are of the last century.
TURN_OF_CENTURY = 70

YMD = re.compile(
    r"(?<![\d.,])(\d{4})\s?(?:[-/.]|\.\s|\s?[年년]\s?)\s?(\d{1,2})\s?(?:[-/.]|\.\s|\s?[月월]\s?)\s?(\d{1,2})(?![\d])",
)
NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d]|[-/.]\d)")
ERA_YEAR = re.compile(rf"({'|'.join(map(re.escape, load_words()['eras']))})\s?(\d{{1,4}}|元)(?!\d)")
# A word is all that is neither space, digit nor sign: vowel signs of Indic scripts are no letters to Python.
TOKEN = re.compile(r"\d+|[^\s\d!-/:-@\[-`{-~\u00a0-\u00bf\u2010-\u2027\u3000-\u3002\uff0c\uff08\uff09·•|年年]+")
# What may stand between a day, its month and its year: "de", "of", "г.", "th", "gada", "ngày", a comma.
MOST_BETWEEN = 9
NEAR = 7
ENDINGS = 5
LONGEST_AGO = 60
SHORTEST_PREFIX = 3
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Written:
    """A day that a text names, where it stands there, and whether the text says that something was changed then."""

    day: date
    start: int
    end: int
    updated: bool = False
    other: date | None = None  # the day if the order of its numbers is the other one, where nothing proves it
    exact: bool = True  # False where it is counted back from the fetch


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
    found = [*_year_first(folded), *_numeric(folded, next(filter(None, orders))), *_named(folded, _codes(tags))]
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


def _day(year: int, month: int, day: int) -> date | None:
    """Return a day of the web's time, None where there is none."""
    if FIRST_YEAR + BUDDHIST <= year <= LAST_YEAR + BUDDHIST:
        year -= BUDDHIST
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year_first(text: str) -> Iterator[Written]:
    for match in YMD.finditer(text):
        if day := _day(int(match[1]), int(match[2]), int(match[3])):
            yield Written(day, match.start(), match.end())


def _numeric(text: str, order: str) -> Iterator[Written]:
    """Give the days written as three numbers, the year last (or as the language does, where it has two digits)."""
    for match in NUMERIC.finditer(text):
        first, second, last = int(match[1]), int(match[3]), int(match[4])
        if len(match[4]) == 2:
            if order == "ymd":
                first, second, last = second, last, first
            last += 1900 if last >= TURN_OF_CENTURY else 2000
        # Where dots stand between them the day comes first in every country.
        day_first = order == "dmy" or match[2] == "."
        swapped, plain = _day(last, second, first), _day(last, first, second)
        day, other = (swapped, plain) if day_first else (plain, swapped)
        if found := day or other:
            yield Written(found, match.start(), match.end(), other=other if day and match[2] != "." else None)


def _named(text: str, codes: tuple[str, ...]) -> list[Written]:
    """Return the days written with the name of a month, in the first language in which there are some."""
    tokens = [(match[0], match.start(), match.end()) for match in TOKEN.finditer(text)]
    numbers = [token[0] for token in tokens if token[0].isdecimal()]
    if len(numbers) < 2 or len(numbers) == len(tokens) or not any(len(number) == 4 for number in numbers):
        return []
    for code in codes:
        if found := list(_in_language(tokens, code)):
            return found
    others = frozenset[str]().union(*(languages_of(token[0]) for token in tokens))
    for code in load_words()["fallback"]["languages"]:
        if code in others and (found := list(_in_language(tokens, code))):
            return found
    return []


@cache
def _languages_by_word() -> Mapping[str, set[str]]:
    """Return the languages in whose names of months each word stands; read once, where a page's own languages fail."""
    table: dict[str, set[str]] = {}
    for code in load_words()["fallback"]["languages"]:
        for name in month_names(code):
            for word in name.split():
                table.setdefault(word, set()).add(code)
    return table


def languages_of(word: str) -> frozenset[str]:
    """Return the languages in which a folded word is, or is part of, the name of a month.

    >>> sorted(languages_of("stycznia")), sorted(languages_of("2022"))
    (['pl'], [])
    """
    return frozenset() if word.isdecimal() else frozenset(_languages_by_word().get(word, ()))


Token = tuple[str, int, int]


def _in_language(tokens: list[Token], code: str) -> Iterator[Written]:
    for place in range(len(tokens)):
        month, width = _month_at(tokens, place, code)
        if month and (found := _around(tokens, place, place + width - 1, month)):
            yield found


def _month_at(tokens: list[Token], place: int, code: str) -> tuple[int, int]:
    """Return the month that up to three tokens name, and how many they are; zeros where they name none."""
    word = tokens[place][0]
    if word.isdecimal():
        return 0, 0
    names = month_names(code)
    for width in (3, 2):
        phrase = [token[0] for token in tokens[place : place + width]]
        if len(phrase) == width and (month := names.get(" ".join(phrase))):
            return month, width
    return month_of(word, code), 1


@cache
def month_of(word: str, code: str) -> int:
    """Return the month that a folded word names in a language: a name, a beginning of only one, or one with an ending.

    >>> month_of("sept", "en"), month_of("ju", "en"), month_of("urtarrilaren", "eu"), month_of("march", "de")
    (9, 0, 1, 0)
    """
    names = month_names(code)
    if word in names:
        return names[word]
    if len(word) < SHORTEST_PREFIX:
        return 0
    longer = {month for name, month in names.items() if name.startswith(word)}
    if not longer:
        longer = {
            month
            for name, month in names.items()
            if len(name) > SHORTEST_PREFIX and word.startswith(name) and len(word) - len(name) <= ENDINGS
        }
    return longer.pop() if len(longer) == 1 else 0


def _around(tokens: list[Token], first: int, last: int, month: int) -> Written | None:
    """Return the day that the numbers around a month make with it; the nearest ones count."""
    before = _numbers(tokens, range(first - 1, max(-1, first - NEAR), -1), tokens[first][1], forward=False)
    after = _numbers(tokens, range(last + 1, min(len(tokens), last + NEAR)), tokens[last][2], forward=True)
    for day, year in (
        (after[:1], after[1:2]),
        (before[:1], after[:1]),
        (after[:1], before[:1]),
        (before[:1], before[1:2]),
    ):
        if (
            day
            and year
            and len(day[0][0]) <= 2
            and len(year[0][0]) == 4
            and (found := _day(int(year[0][0]), month, int(day[0][0])))
        ):
            spans = [tokens[first], tokens[last], day[0], year[0]]
            return Written(found, min(token[1] for token in spans), max(token[2] for token in spans))
    return None


def _numbers(tokens: list[Token], places: range, edge: int, *, forward: bool) -> list[Token]:
    """Return the numbers next to a month, the nearest first, as far as only a word or two stand between them."""
    found: list[Token] = []
    for place in places:
        token = tokens[place]
        gap = token[1] - edge if forward else edge - token[2]
        if gap > MOST_BETWEEN or len(found) == 2:
            break
        if token[0].isdecimal():
            found.append(token)
            edge = token[2] if forward else token[1]
    return found


def _ago(text: str, codes: tuple[str, ...], base: datetime) -> Iterator[Written]:
    """Give the days that are told by how long ago they were."""
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
    return any(word in label for word in load_words()["updated"])
