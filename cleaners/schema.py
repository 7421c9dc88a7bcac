"""The record's JSON Schema, and the fixed schema of its Parquet files, which follows from it."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

NAME = "record.schema.json"
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "object": (dict,),
    "array": (list, tuple),
}
# What the integers of Parquet and of most tools hold.
LARGEST = 2**63 - 1


def schema_text() -> str:
    """Return the JSON Schema as it is published."""
    return (files(__package__) / NAME).read_text("utf-8")


@cache
def load_schema() -> dict[str, Any]:
    """Return the JSON Schema."""
    schema: dict[str, Any] = json.loads(schema_text())
    return schema


def misfit(record: Any, schema: dict[str, Any] | None = None, path: str = "") -> str:
    """Return what keeps a value from being a record, in a few words; "" where it is one.

    Keys, types and the bounds of numbers are checked, which is what programs rely on; patterns are left to a validator.

    >>> misfit({"id": 3})
    'id is no string'
    """
    schema = schema or load_schema()
    kinds = TYPES[schema["type"]]
    if not isinstance(record, kinds) or isinstance(record, bool):
        return f"{path} is no {schema['type']}".strip()
    if isinstance(record, int | float):
        is_within = schema.get("minimum", 0) <= record <= schema.get("maximum", LARGEST)
        return "" if is_within else f"{path} is out of bounds"
    if isinstance(record, list | tuple):
        return next(filter(None, (misfit(item, schema["items"], f"{path}[]") for item in record)), "")
    if not isinstance(record, dict):
        return ""
    for key, part in schema["properties"].items():
        name = f"{path}.{key}".strip(".")
        if found := misfit(record[key], part, name) if key in record else f"has no key {name!r}":
            return found
    return ""
