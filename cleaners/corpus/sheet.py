"""Records as rows of a sheet, for people: a column a value, those of `metadata` beside the others.

What has parts of its own (`languages`, `quality`, `removed`) and the long forms of the body are left to other formats.
"""

from __future__ import annotations

import codecs
import csv
from typing import Any, BinaryIO

from blogsieve.cleaners.schema import load_schema

NOT_SHOWN = frozenset({"markdown", "html"})
# Spreadsheets run text that begins so as a formula, whoever wrote it; an apostrophe says that it is none.
# Source: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class SheetWriter:
    """Writes records to an open file as CSV, whose mark of UTF-8 tells Excel what it is."""

    def __init__(self, file: BinaryIO) -> None:
        self.rows = csv.writer(codecs.getwriter("utf-8-sig")(file, "replace"))
        schema = load_schema()["properties"]
        self.keys, self.beside = columns(schema), columns(schema["metadata"]["properties"])
        self.is_begun = False

    def write(self, record: dict[str, Any]) -> None:
        """Write a record."""
        self.begin()
        metadata = record["metadata"]
        self.rows.writerow([cell(record[key]) for key in self.keys] + [cell(metadata[key]) for key in self.beside])

    def begin(self) -> None:
        """Write the names of the columns, once."""
        if not self.is_begun:
            self.rows.writerow(self.keys + self.beside)
        self.is_begun = True

    def close(self) -> None:
        """Write the names of the columns where there is no record."""
        self.begin()


def columns(schema: dict[str, Any]) -> list[str]:
    """Return the keys of an object whose values fit into a cell: all but objects, and lists of them."""
    kinds = {key: part.get("items", part)["type"] for key, part in schema.items()}
    return [key for key, kind in kinds.items() if kind != "object" and key not in NOT_SHOWN]


def cell(value: Any) -> Any:
    """Return a value as a cell shows it.

    >>> cell(["Birds", "Tides"]), cell("=1+1"), cell(13)
    ('Birds|Tides', "'=1+1", 13)
    """
    text = "|".join(value) if isinstance(value, list | tuple) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA) else text
