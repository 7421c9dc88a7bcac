"""Real records for tests: the demo blog, crawled once by the cleaners' own functions."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from every_page import demo_pages, demo_site

from blogsieve import Cleaned, clean_page
from blogsieve.cleaners.corpus.writers import removal_rows


@cache
def cleaned() -> tuple[Cleaned, ...]:
    """Return what became of the demo blog's posts."""
    return tuple(clean_page(page, demo_site()) for page in demo_pages())


def records() -> list[dict[str, Any]]:
    """Return the records as they are read back from a file."""
    return [json.loads(json.dumps(each.record.to_dict())) for each in cleaned()]


def write_records(path: Path) -> Path:
    """Write the records as JSON Lines; return the path."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in records()), "utf-8")
    return path


def write_removals(path: Path) -> Path:
    """Write what was removed as JSON Lines; return the path."""
    rows = (row for each in cleaned() for row in removal_rows(each))
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path
