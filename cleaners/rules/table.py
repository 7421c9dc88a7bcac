"""What a rule's table in a TOML file may hold: a reader for each key, and what belongs together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from blogsieve.cleaners.dom.selector import parse_selector

AT = ("head", "tail", "edge", "anywhere")
# What every rule must say.
_NEEDED = ("source", "goes", "stays")


def read_table(table: object) -> dict[str, Any]:
    """Return the fields of a rule that its table describes; raise ValueError, naming the fault, where it is none."""
    if not isinstance(table, Mapping):
        raise ValueError(f"give a table, not {table!r}")
    if unknown := sorted(set(table) - set(_READERS)):
        raise ValueError(f"unknown key {unknown[0]!r}; the keys are {', '.join(_READERS)}")
    if missing := [key for key in _NEEDED if not table.get(key)]:
        raise ValueError(f"give {missing[0]}")
    _check_kind(set(table))
    return {key: _READERS[key](value) for key, value in table.items()}


def _check_kind(keys: set[str]) -> None:
    """Raise ValueError where the keys are not those of a rule for elements, or those of a rule for lines."""
    lines = bool(keys & {"phrases", "patterns"})
    if lines == ("css" in keys):
        raise ValueError("give either css or phrases and patterns")
    if lines and "at" not in keys:
        raise ValueError(f"give at, one of {', '.join(AT)}")
    others = keys & ({"keep_if_holds", "max_text", "long"} if lines else {"at", "rest"})
    if others:
        raise ValueError(f"{min(others)} belongs to {'css' if lines else 'phrases and patterns'}")


def _strings(value: object) -> tuple[str, ...]:
    """Return a list of strings as a tuple; raise ValueError where it is anything else."""
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise ValueError(f"give a list of strings, not {value!r}")
    return tuple(value)


def _place(value: object) -> str:
    """Return a value of `at`; raise ValueError, listing the valid ones, where it is none."""
    if value not in AT:
        raise ValueError(f"at = {value!r}; it is one of {', '.join(AT)}")
    return str(value)


def _regexes(value: object) -> tuple[str, ...]:
    """Return regular expressions; raise ValueError where one does not compile or has a capturing group."""
    for pattern in _strings(value):
        try:
            groups = re.compile(pattern).groups
        except re.error as error:
            raise ValueError(f"pattern {pattern!r}: {error}") from error
        if groups:
            raise ValueError(f"pattern {pattern!r}: write (?:…) for (…)")
    return _strings(value)


def _by_language(value: object) -> dict[str, tuple[str, ...]]:
    """Return a table of phrases by language; raise ValueError where it is none."""
    if not isinstance(value, Mapping):
        raise ValueError("write phrases.en = […], with a language's code")
    return {str(language): _strings(phrases) for language, phrases in value.items()}


def _length(value: object) -> int:
    """Return a number of characters; raise ValueError where the value is none."""
    if not isinstance(value, int) or value < 1:
        raise ValueError(f"max_text is a number of characters, not {value!r}")
    return value


def _flag(value: object) -> bool:
    """Return a boolean; raise ValueError where the value is none."""
    if not isinstance(value, bool):
        raise ValueError(f"give true or false, not {value!r}")
    return value


def _text(value: object) -> str:
    """Return a string that is not blank; raise ValueError where the value is none."""
    return _strings([value])[0]


_READERS: dict[str, Callable[[Any], Any]] = {
    "source": _text,
    "css": lambda value: parse_selector(*_strings(value)),
    "keep_if_holds": lambda value: parse_selector(*_strings(value)),
    "max_text": _length,
    "long": _flag,
    "phrases": _by_language,
    "patterns": _regexes,
    "at": _place,
    "rest": _flag,
    "goes": _strings,
    "stays": _strings,
}
