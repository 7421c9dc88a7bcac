"""JSON from outside, read in this one place: what is wrong with it is a ValueError, and its strings are clean text."""

from __future__ import annotations

import json
import re
from typing import Any

from blogsieve.cleaners.text import clean_text

# By these, and by nothing else, JSON names a character that does not stand in it.
ESCAPES = re.compile(r"\\[bfru]")

DECODER = json.JSONDecoder(strict=False)


def read_json(said: str | bytes) -> Any:
    """Return the value of a JSON text; raise ValueError where it is none, or too deep to be read.

    Line breaks and tabs stand raw in strings on many pages, and are taken.

    >>> read_json('{"author": "Ann \\\\ud83d", "tags": ["\\\\u001b[31m"]}')
    {'author': 'Ann ', 'tags': ['[31m']}
    >>> read_json("[" * 100_000)
    Traceback (most recent call last):
    ValueError: is nested too deep
    """
    text = said if isinstance(said, str) else said.decode(json.detect_encoding(said), "replace")
    try:
        value = json.loads(text.removeprefix("\ufeff"), strict=False)
        return cleaned(value) if ESCAPES.search(text) or clean_text(text) != text else value
    except RecursionError as error:
        raise ValueError("is nested too deep") from error


def read_json_at(text: str, place: int) -> tuple[Any, int]:
    """Return the value that begins at a place of a script, and where it ends; raise ValueError where none does.

    >>> read_json_at("var a = [1]; f()", 8)
    ([1], 11)
    """
    try:
        value, end = DECODER.raw_decode(text, place)
        return cleaned(value), end
    except RecursionError as error:
        raise ValueError("is nested too deep") from error


def cleaned(value: Any) -> Any:
    """Return a value of JSON with all strings in it clean, the names of properties too."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return list(map(cleaned, value))
    if isinstance(value, dict):
        return {clean_text(name): cleaned(part) for name, part in value.items()}
    return value
