"""What its server calls text is a dump of one, unless it begins as HTML does."""

from __future__ import annotations

import pytest

from blogsieve import Page
from blogsieve.cleaners.pipeline.text_dump import is_dump


@pytest.mark.parametrize(
    ("body", "kind", "wanted"),
    [
        (b"The mole\n\nIt is shut.", "text/plain; charset=utf-8", True),
        (b"<b> is a tag.", "text/plain", True),
        (b"\n<!DOCTYPE html><html><p>It is shut.", "text/plain", False),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<html>", "text/plain", False),
        (b"The mole", "text/html", False),
    ],
)
def test_html_is_no_dump(body: bytes, kind: str, wanted: bool) -> None:
    assert is_dump(Page("https://a.example/mole", body, kind)) == wanted
