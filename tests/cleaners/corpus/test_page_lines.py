"""Pages in JSON Lines are unpacked, and records beside them are none."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from blogsieve.cleaners.corpus.packed import find_packed
from blogsieve.cleaners.corpus.page_lines import unpack_lines

PAGE = json.dumps({"url": "https://a.example/ferry", "body": "<!doctype html><html><p>The ferry left at noon."})
RECORD = json.dumps({"url": "https://a.example/ferry", "text": "The ferry left at noon."})


def test_in_a_folder_only_files_of_pages_are_unpacked(tmp_path: Path) -> None:
    (tmp_path / "pages.jsonl").write_text(f"{PAGE}\n")
    (tmp_path / "more.jsonl.gz").write_bytes(gzip.compress(f"{PAGE}\n".encode()))
    (tmp_path / "records.jsonl").write_text(f"{RECORD}\n")
    (tmp_path / "torn.jsonl.gz").write_bytes(gzip.compress(PAGE.encode())[:20])
    assert [path.name for path in find_packed([str(tmp_path)])] == ["more.jsonl.gz", "pages.jsonl"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((RECORD,), "is JSON, and holds no pages"),
        ((PAGE, "{", PAGE, "["), "has 2 broken lines, the first of them line 2"),
    ],
)
def test_what_is_no_page_is_named(lines: tuple[str, ...], said: str, tmp_path: Path) -> None:
    path, folder = tmp_path / "some.jsonl", tmp_path / "pages"
    path.write_text("\n".join(lines))
    folder.mkdir()
    assert [refusal.why for refusal in unpack_lines(path, folder)] == [said]
    assert len(list(folder.iterdir())) == lines.count(PAGE)
