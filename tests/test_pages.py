"""Pages and what has to come of them: `pages/<platform>/<case>/` holds a page and the expected fields of its record.

`python tests/support/new_page.py PLATFORM/CASE FILE [URL]` makes a new one.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from new_page import PAGES, fields_of, read_case

from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.platforms.platform import Platform, detect, load_platforms


def name_of(case: Path) -> str:
    return case.relative_to(PAGES).as_posix()


CASES = [pytest.param(path.parent, id=name_of(path.parent)) for path in sorted(PAGES.glob("*/*/expected.json"))]


@pytest.mark.parametrize("case", CASES)
def test_page_gives_the_expected_record(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    fields = fields_of(read_case(case, expected.get("url", "")))
    assert {key: fields[key] for key in expected} == expected


@pytest.mark.parametrize("platform", load_platforms(), ids=lambda platform: platform.name)
def test_every_platform_has_a_page_that_is_known_as_its_own(platform: Platform) -> None:
    cases = sorted(path.parent for path in PAGES.glob(f"{platform.name}/*/page.html"))
    urls = [json.loads((case / "expected.json").read_text("utf-8")).get("url", "") for case in cases]
    pages = [read_case(case, url) for case, url in zip(cases, urls, strict=True)]
    assert pages
    assert {detect(parse(page), page.url).name for page in pages} == {platform.name}
