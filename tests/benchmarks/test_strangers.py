"""A set of single pages made a course: a page is known by its address, the one that it gives itself, and its file."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from benchmarks.strangers import describe, make_course
from blogsieve import Page
from blogsieve.cleaners.address import address_of

PAGES = {
    "1": ("http://a.example/x", b'<link rel="canonical" href="http://www.a.example/the-real-x/"><p>X'),
    "2": ("http://b.example/y", b"<p>Y"),
    "3": ("", b"<p>Of nowhere"),
    "4": ("http://b.example/y/", b"<p>Y again"),
}


def test_makes_a_course(tmp_path: Path) -> None:
    pages = tmp_path / "set"
    (pages / "html").mkdir(parents=True)
    for name, (_, body) in PAGES.items():
        (pages / "html" / f"{name}.html.gz").write_bytes(gzip.compress(body))
    rows = [{"id": name, "url": url, "text": ""} for name, (url, _) in PAGES.items()]
    (pages / "truth.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    course = make_course(pages, tmp_path)

    assert [row["id"] for row in course.truth] == ["1", "2"]
    first, second = map(course.key, course.truth)
    assert first != second
    assert course.key({"url": "http://a.example/the-real-x"}) == first
    assert course.key({"url": address_of(Page((tmp_path / "000001.html").as_uri(), PAGES["2"][1]))}) == second
    assert course.key({"url": "http://c.example/"}) not in (first, second)
    assert describe(pages, course).startswith("\nset: 2 pages of 2 hosts")
