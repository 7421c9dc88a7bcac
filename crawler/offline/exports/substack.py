"""Substack's export: a table of posts, and beside it a folder with the HTML of each."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus.saved import SUBSTACK_TABLE, SUBSTACK_TEXTS
from blogsieve.cleaners.model import FeedEntry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def knows(path: Path, start: bytes) -> bool:
    """Tell whether a file is the table of such an export."""
    columns = start.partition(b"\n")[0]
    return path.name == SUBSTACK_TABLE and b"post_id" in columns and b"is_published" in columns


def read(path: Path) -> Iterator[FeedEntry]:
    """Yield the posts that are published to everybody; drafts, and what only subscribers pay for, are none."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            text = path.parent / SUBSTACK_TEXTS / f"{row.get('post_id')}.html"
            is_public = row.get("is_published") == "true" and row.get("audience") != "only_paid"
            if is_public and text.is_file():
                yield FeedEntry(
                    url="",
                    title=row.get("title") or "",
                    published=row.get("post_date") or "",
                    html=text.read_text(encoding="utf-8"),
                )
