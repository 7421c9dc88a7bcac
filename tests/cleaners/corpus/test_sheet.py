"""CSV for spreadsheets: a row a record, a cell a value, nothing that they would run."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from records import records

from blogsieve.cleaners.corpus.formats import BY_NAME


def rows_of(path: Path, given: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the rows of records as a reader of CSV has them, by the names of the columns."""
    with path.open("wb") as file:
        writer = BY_NAME["csv"].write(file)
        for record in given:
            writer.write(record)
        writer.close()
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def test_row_has_what_fits_into_cells(tmp_path: Path) -> None:
    rows = rows_of(tmp_path / "posts.csv", records())
    assert [row["title"] for row in rows] == [record["title"] for record in records()]
    assert [row["text"] for row in rows] == [record["text"] for record in records()], "with its lines"
    assert [row["tags"] for row in rows] == ["|".join(record["metadata"]["tags"]) for record in records()]
    assert {"url", "word_count", "license", "method", "date_source"} <= rows[0].keys()
    assert not {"metadata", "html", "quality", "removed", "languages"} & rows[0].keys()
    assert (tmp_path / "posts.csv").read_bytes().startswith(b"\xef\xbb\xbfid,url,"), "Excel asks for the mark"


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@home", "\t=1+1"])
def test_text_of_a_stranger_is_no_formula(title: str, tmp_path: Path) -> None:
    assert rows_of(tmp_path / "posts.csv", [records()[0] | {"title": title}])[0]["title"] == f"'{title}"


def test_no_records_are_a_sheet_with_its_columns(tmp_path: Path) -> None:
    assert rows_of(tmp_path / "posts.csv", []) == []
    assert (tmp_path / "posts.csv").stat().st_size
