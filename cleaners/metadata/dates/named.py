"""Days written with the name of a month, in any language and order."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.dates.calendars import day_of, month_tables
from blogsieve.cleaners.metadata.dates.months import load_words, month_names
from blogsieve.cleaners.metadata.dates.written import Written, full_year
from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# To read the names of all languages from CLDR takes a second.
MONTH_WORDS = "month_words.toml"
# A word is all that is neither space, digit nor sign: vowel signs of Indic scripts are no letters to Python.
TOKEN = re.compile(r"\d+|[^\s\d!-/:-@\[-`{-~\u00a0-\u00bf\u060c\u2010-\u2027\u3000-\u3002\uff0c\uff08\uff09·•|年년]+")
# What may stand between a day, its month and its year: "de", "of", "г.", "th", "gada", "ngày", a comma.
MOST_BETWEEN = 9
NEAR = 7
ENDINGS = 5
SHORTEST_PREFIX = 3

# Between a day, a month and a year of two digits stand no words: "10 Jan 22", "10-Jan-22"; behind a day there is a
# comma, and a dash parts days ("May 14-16"). An apostrophe leaves no doubt.
SHORT_GAP = {True: re.compile(r"(?:st|nd|rd|th)?\s*,\s*"), False: re.compile(r"\s*[./,-]?\s*")}
APOSTROPHE = re.compile(r"(?:st|nd|rd|th)?\s*(?:,\s*)?['’‘`´]\s?")
# Behind it stands no word, as in "Jan 10, 22 comments", and it is no hour.
BEHIND_YEAR = re.compile(r"\s*(?:$|[|·•,;()\[\]–—/]|-\s|\.(?!\d)|at\b|by\b|\d?\d:\d\d)")
OPEN, CLOSED = frozenset("(（["), frozenset(")）]")

Token = tuple[str, int, int]  # a word or number, and where it begins and ends


def named_dates(text: str, codes: tuple[str, ...]) -> list[Written]:
    """Return the days written with the name of a month, in the first language in which there are some."""
    tokens = [(match[0], match.start(), match.end()) for match in TOKEN.finditer(text)]
    numbers = [token[0] for token in tokens if token[0].isdecimal()]
    if len(numbers) < 2 or len(numbers) == len(tokens):
        return []
    for code in codes:
        if found := list(_in_language(text, tokens, code)):
            return found
    # Without a year of four digits a word of another language is chance.
    if not any(len(number) == 4 for number in numbers):
        return []
    others = frozenset[str]().union(*(languages_of(token[0]) for token in tokens))
    likely = [code for code in load_words()["fallback"]["languages"] if code in others]
    for code in (*likely, *month_tables()):
        if found := list(_in_language(text, tokens, code)):
            return found
    return []


@cache
def _languages_by_word() -> Mapping[str, set[str]]:
    """Return the languages in whose names of months each word stands; read once, where a page's own languages fail."""
    table: dict[str, set[str]] = {}
    for code, text in load_toml(__package__, MONTH_WORDS).items():
        for word in text.split():
            table.setdefault(word, set()).add(code)
    return table


def languages_of(word: str) -> frozenset[str]:
    """Return the languages in which a folded word is, or is part of, the name of a month.

    >>> sorted(languages_of("stycznia")), sorted(languages_of("2022"))
    (['pl'], [])
    """
    return frozenset() if word.isdecimal() else frozenset(_languages_by_word().get(word, ()))


def _in_language(text: str, tokens: list[Token], code: str) -> Iterator[Written]:
    """Give the days that a text names in a language, or in a calendar by its name."""
    for place in range(len(tokens)):
        month, width = _month_at(tokens, place, code)
        if month and (found := _around(text, tokens, (place, place + width - 1), month, code)):
            yield found


def _month_at(tokens: list[Token], place: int, code: str) -> tuple[int, int]:
    """Return the month that up to three tokens name, and how many they are; zeros where they name none."""
    word = tokens[place][0]
    if word.isdecimal():
        return 0, 0
    names = _names_in(code)
    for width in (3, 2):
        phrase = [token[0] for token in tokens[place : place + width]]
        if len(phrase) == width and (month := names.get(" ".join(phrase))):
            return month, width
    return month_of(word, code), 1


def _names_in(code: str) -> Mapping[str, int]:
    """Return the names of months in a language, or in a calendar by its name."""
    return month_tables().get(code) or month_names(code)


@cache
def month_of(word: str, code: str) -> int:
    """Return the month that a folded word names in a language: a name, a beginning of only one, or one with an ending.

    >>> month_of("sept", "en"), month_of("ju", "en"), month_of("urtarrilaren", "eu"), month_of("march", "de")
    (9, 0, 1, 0)
    """
    names = _names_in(code)
    if word in names:
        return names[word]
    if len(word) < SHORTEST_PREFIX or code in month_tables():
        return 0
    longer = {month for name, month in names.items() if name.startswith(word)}
    if not longer:
        longer = {
            month
            for name, month in names.items()
            if len(name) > SHORTEST_PREFIX and word.startswith(name) and len(word) - len(name) <= ENDINGS
        }
    return longer.pop() if len(longer) == 1 else 0


def _around(text: str, tokens: list[Token], month_at: tuple[int, int], month: int, code: str) -> Written | None:
    """Return the day that the numbers around a month make with it; the nearest ones count."""
    first, last = month_at
    before = _numbers(text, tokens, range(first - 1, max(-1, first - NEAR), -1), tokens[first][1])
    after = _numbers(text, tokens, range(last + 1, min(len(tokens), last + NEAR)), tokens[last][2])
    for day, year in (
        (after[:1], after[1:2]),
        (before[:1], after[:1]),
        (after[:1], before[:1]),
        (before[:1], before[1:2]),
    ):
        if day and year and len(day[0][0]) <= 2:
            number = _year(text, year[0], max(day[0], tokens[last], key=lambda token: token[2]), code)
            if number and (found := day_of(code, number, month, int(day[0][0]))):
                spans = [tokens[first], tokens[last], day[0], year[0]]
                return Written(found, min(token[1] for token in spans), max(token[2] for token in spans))
    return None


def _year(text: str, year: Token, before: Token, code: str) -> int:
    """Return the year that a number is, 0 where it is something else; two digits are one where they stand last."""
    digits, start, end = year
    if len(digits) != 2 or start < before[2]:
        return int(digits) if len(digits) == 4 else 0
    gap = text[before[2] : start]
    is_short = SHORT_GAP[before[0].isdecimal()].fullmatch(gap) and BEHIND_YEAR.match(text, end)
    if not (is_short or APOSTROPHE.fullmatch(gap)):
        return 0
    return full_year(int(digits), code)


def _numbers(text: str, tokens: list[Token], places: range, edge: int) -> list[Token]:
    """Return the numbers next to a month, the nearest first, as far as only a word or two stand between them."""
    found: list[Token] = []
    for place in places:
        token = tokens[place]
        gap = max(token[1] - edge, edge - token[2])
        if gap > MOST_BETWEEN or len(found) == 2 or _is_count(text, token):
            break
        if token[0].isdecimal():
            found.append(token)
            edge = token[2] if places.step > 0 else token[1]
    return found


def _is_count(text: str, token: Token) -> bool:
    """Tell whether a number is how many posts a month has: "May (1)"; years stand in brackets too."""
    digits, start, end = token
    return len(digits) < 4 and digits.isdecimal() and text[start - 1 : start] in OPEN and text[end : end + 1] in CLOSED
