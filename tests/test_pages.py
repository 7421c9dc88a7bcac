"""Pages and what has to come of them: `pages/<platform>/<case>/` holds a page and the expected fields of its record.

`python tests/support/new_page.py PLATFORM/CASE FILE [URL]` makes a new one.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from new_page import PAGES, fields_of, read_case


def name_of(case: Path) -> str:
    return case.relative_to(PAGES).as_posix()


CASES = [pytest.param(path.parent, id=name_of(path.parent)) for path in sorted(PAGES.glob("*/*/expected.json"))]


@pytest.mark.parametrize("case", CASES)
def test_page_gives_the_expected_record(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    fields = fields_of(read_case(case, expected.get("url", "")))
    assert {key: fields[key] for key in expected} == expected
