"""Names of months, orders of numbers and "3 days ago" in every language: CLDR's, by babel, and dateparser's.

The only file that imports the two.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError, localedata

from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# dateparser's keys for the months.
ENGLISH = "january february march april may june july august september october november december".split()
# CLDR's placeholder where a language has no name in a context.
NO_NAME = re.compile(r"m\d\d")
# Marks that direct the writing, and accents of Latin, Greek and Cyrillic letters; those of other scripts are letters.
LEFT_OUT = re.compile("[\u0300-\u036f\u200b-\u200f\u061c\u2066-\u2069\u00ad\ufeff]")
# A vowel sign of Thai is no letter to Python.
DOT_IN_WORD = re.compile(r"(?<=[^\s\d!-/:-@\[-`{-~])\.(?=[^\W\d])")
NUMBER = re.compile(r"\d+")
# Spans that a blog writes instead of a day, and how many of each tell all forms of their plural.
SPANS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629800, "year": 31557600}
DAYS_AGO = re.compile(r"(\d) day ago")
PLURALS = (1, 2, 3, 5, 11, 21, 100)


@cache
def load_words() -> Mapping[str, Any]:
    """Return the table of words that dates stand with."""
    return load_toml(__package__, "words.toml")


def fold(text: str) -> str:
    """Return a text as names are compared: lower case, without accents, dots in words and marks of direction.

    >>> fold("Févr. 10\\u200f, ม.ค.")
    'fevr. 10, มค.'
    """
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return DOT_IN_WORD.sub("", unicodedata.normalize("NFC", LEFT_OUT.sub("", decomposed)))


@cache
def month_names(language: str) -> Mapping[str, int]:
    """Return the month's number by each of its folded names in a language; empty where CLDR does not know it.

    >>> month_names("ru")["января"], month_names("xx")
    (1, {})
    """
    names: dict[str, int] = {}
    # Babel keeps a megabyte of each language that was asked for, and lets one leak into others.
    localedata._cache.clear()
    others = load_words()["months"].get(language, {}).items()
    for name, number in (*_names_of_cldr(language), *_names_of_dateparser(language), *others):
        folded = fold(name).strip(" .")
        if folded and not NO_NAME.fullmatch(folded):
            names.setdefault(folded, number)
    return names


def _names_of_cldr(language: str) -> Iterator[tuple[str, int]]:
    for locale in _locales(language):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                yield from ((name, number) for number, name in locale.months[context][width].items())


def _names_of_dateparser(language: str) -> Iterator[tuple[str, int]]:
    """Give the forms that CLDR lacks: cases, short forms that themes use, numbers written as words."""
    info = _of_dateparser(language)
    for number, english in enumerate(ENGLISH, 1):
        for name in info.get(english, ()):
            yield name, number


def _of_dateparser(language: str) -> Mapping[str, Any]:
    """Return dateparser's table of a language, empty where it has none."""
    # By its path: to import it by its name loads all of dateparser first, which takes a while.
    package = find_spec("dateparser")
    folder = Path((package and package.origin) or "").parent / "data" / "date_translation_data"
    path = folder / f"{language}.py"
    if not language.isalpha() or not path.is_file():
        return {}
    spec = spec_from_file_location(f"dateparser_{language}", path)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    info: Mapping[str, Any] = module.info
    return info


@cache
def order_of(tag: str) -> str:
    """Return the order in which a language, or a language and region, writes a date in numbers.

    >>> order_of("en-US"), order_of("en-GB"), order_of("de"), order_of("hu"), order_of("")
    ('mdy', 'dmy', 'dmy', 'ymd', '')
    """
    locale = _parse(tag)
    if locale is None:
        return ""
    letters = re.sub(r"'[^']*'|[^dMy]", "", locale.date_formats["short"].pattern).lower()
    return "".join(dict.fromkeys(letters))


@cache
def spans_ago(language: str) -> Mapping[str, int]:
    """Return the seconds by each way to say how long ago something was, without spaces and with # for the number.

    >>> spans_ago("de")["vor#stunden"], spans_ago("ja")["#日前"]
    (3600, 86400)
    """
    # It looks for the zone of the machine first, among all that there are; few blogs count back.
    from babel.dates import format_timedelta

    phrases: dict[str, int] = {}
    for locale, (granularity, seconds), count in product(_locales(language), SPANS.items(), PLURALS):
        phrase = format_timedelta(
            timedelta(seconds=-seconds * count),
            granularity=granularity,  # type: ignore[arg-type]
            threshold=1000,
            add_direction=True,
            locale=locale,
        )
        if NUMBER.search(phrase):
            phrases.setdefault(NUMBER.sub("#", fold(phrase)).replace(" ", ""), seconds)
    return phrases


@cache
def names_ago(language: str) -> Mapping[str, int]:
    """Return how many days ago it was by each of the folded names of the last days in a language.

    >>> names_ago("de")["gestern"], names_ago("ja")["今日"]
    (1, 0)
    """
    names: dict[str, int] = {}
    for key, phrases in _of_dateparser(language).get("relative-type", {}).items():
        if match := DAYS_AGO.fullmatch(key):
            names.update(dict.fromkeys(map(fold, phrases), int(match[1])))
    return names


def _locales(language: str) -> Iterator[Locale]:
    """Give the locales whose names a language is written with."""
    for name in (language, *load_words()["variants"].get(language, ())):
        if locale := _parse(name):
            yield locale


def _parse(tag: str) -> Locale | None:
    """Return the locale of a tag, of its language alone where the whole is not known, None where neither is."""
    tag = tag.replace("_", "-").strip()
    for name in (tag, tag.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError, TypeError):
            continue
    return None
