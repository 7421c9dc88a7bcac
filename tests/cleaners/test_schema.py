"""The published schema, the record's classes and real records say the same."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from records import records

from blogsieve import clean_page
from blogsieve.cleaners.corpus.readers import read_page
from blogsieve.cleaners.model import GROUPS, QUALITY, SCHEMA_VERSION, LanguageShare, Metadata, Record
from blogsieve.cleaners.schema import load_schema, misfit

SCHEMA = load_schema()
METADATA = SCHEMA["properties"]["metadata"]
VALIDATOR = Draft202012Validator(SCHEMA)
PAGES = sorted(Path(__file__).parents[1].glob("pages/*/*/page.*"))
OBJECTS: list[tuple[dict[str, Any], list[str]]] = [
    (SCHEMA, [field.name for field in fields(Record)]),
    (METADATA, [field.name for field in fields(Metadata)]),
    (METADATA["properties"]["languages"]["items"], [field.name for field in fields(LanguageShare)]),
    (METADATA["properties"]["removed"], list(GROUPS)),
    (METADATA["properties"]["quality"], list(QUALITY)),
]


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert METADATA["properties"]["schema_version"]["const"] == SCHEMA_VERSION


@pytest.mark.parametrize(("part", "names"), OBJECTS, ids=["record", "metadata", "languages", "removed", "quality"])
def test_schema_has_the_keys_of_the_classes_in_order(part: dict[str, Any], names: list[str]) -> None:
    assert list(part["properties"]) == names
    assert part["required"] == names
    assert part["additionalProperties"] is False


@pytest.mark.parametrize("record", records(), ids=lambda record: str(record["title"]))
def test_record_of_the_demo_is_valid(record: dict[str, Any]) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(record)] == []
    assert misfit(record) == ""


@pytest.mark.parametrize("path", PAGES, ids=[path.parent.name for path in PAGES])
def test_record_of_a_saved_page_is_valid(path: Path) -> None:
    record = clean_page(read_page(path)).record.to_dict()
    record["metadata"] |= {name: list(record["metadata"][name]) for name in ("tags", "languages", "also", "signals")}
    assert [error.message for error in VALIDATOR.iter_errors(record)] == []


def changed(path: str, value: object) -> dict[str, Any]:
    """Return a record with another value at a path, without the last key where the value is None."""
    record = deepcopy(records()[0])
    *above, last = path.split(".")
    part = record
    for key in above:
        part = part[key]
    if value is None:
        del part[last]
    else:
        part[last] = value
    return record


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (changed("text", None), "has no key 'text'"),
        (changed("metadata.removed.toc", None), "has no key 'metadata.removed.toc'"),
        (changed("metadata", []), "metadata is no object"),
        (changed("word_count", "7"), "word_count is no integer"),
        (changed("word_count", True), "word_count is no integer"),
        (changed("title", 3), "title is no string"),
        ([], "is no object"),
        ("text", "is no object"),
    ],
)
def test_what_is_no_record_is_told(record: Any, fault: str) -> None:
    assert misfit(record) == fault
    assert not VALIDATOR.is_valid(record)
