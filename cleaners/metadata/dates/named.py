"""Days written with the name of a month, in any language and order."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.dates.months import load_words, month_names
from blogsieve.cleaners.metadata.dates.written import Written, known_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# A word is all that is neither space, digit nor sign: vowel signs of Indic scripts are no letters to Python.
TOKEN = re.compile(r"\d+|[^\s\d!-/:-@\[-`{-~\u00a0-\u00bf\u2010-\u2027\u3000-\u3002\uff0c\uff08\uff09·•|年년]+")
# What may stand between a day, its month and its year: "de", "of", "г.", "th", "gada", "ngày", a comma.
MOST_BETWEEN = 9
NEAR = 7
ENDINGS = 5
SHORTEST_PREFIX = 3

Token = tuple[str, int, int]  # a word or number, and where it begins and ends


def named_dates(text: str, codes: tuple[str, ...]) -> list[Written]:
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
            and (found := known_day(int(year[0][0]), month, int(day[0][0])))
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
