"""Records in the formats of corpus managers: vertical (a token a line) and prevertical (a paragraph an element).

Source: https://www.sketchengine.eu/documentation/preparing-corpus-text/
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Runs of letters and digits, with an apostrophe or hyphen between two of them; every other sign is a token of its own.
TOKEN = re.compile(r"\w+(?:['’.-]\w+)*|[^\w\s]")
# A token that no space stands before is glued to the one before it.
GLUE = "<g/>"
ATTRIBUTES = ("id", "url", "source", "title", "author", "date", "language")


class Writer:
    """Writes records to an open file as the lines that a function makes of each."""

    def __init__(self, file: BinaryIO, lines: Callable[[dict[str, Any]], Iterator[str]]) -> None:
        self.file, self.lines = file, lines

    def write(self, record: dict[str, Any]) -> None:
        """Write a record."""
        self.file.writelines(line.encode("utf-8", "replace") + b"\n" for line in self.lines(record))

    def close(self) -> None:
        """Do nothing: one document stands below the other."""


def prevertical(record: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a record for a tokeniser: a `doc` with a `p` for each line of its text."""
    yield opening(record)
    for line in record["text"].split("\n"):
        yield f"<p>\n{html.escape(line, quote=False)}\n</p>"
    yield "</doc>"


def vertical(record: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a record as tokens, one a line, by spaces and punctuation."""
    yield opening(record)
    for line in record["text"].split("\n"):
        yield "<p>"
        yield from tokens(line)
        yield "</p>"
    yield "</doc>"


def tokens(line: str) -> Iterator[str]:
    """Yield the tokens of a line, `<g/>` between two that no space parts.

    >>> list(tokens("Don't go & look."))
    ["Don't", 'go', '&amp;', 'look', '<g/>', '.']
    """
    end = 0
    for match in TOKEN.finditer(line):
        if match.start() == end and end:
            yield GLUE
        end = match.end()
        yield html.escape(match[0], quote=False)


def opening(record: dict[str, Any]) -> str:
    """Return the tag that a document begins with, its facts as attributes."""
    facts = {name: record[name] for name in ATTRIBUTES} | {"tags": "|".join(record["metadata"]["tags"])}
    return "<doc " + " ".join(f'{name}="{escape(str(value))}"' for name, value in facts.items()) + ">"


def escape(value: str) -> str:
    """Return a value for an attribute: a vertical is read line by line."""
    return html.escape(" ".join(value.split()))
