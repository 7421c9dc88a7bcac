"""A page where it is cleaned: what it shows, what it is, and its record, from one tree."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace

import pytest
import warcs

from blogsieve import Cleaned, NotHtml, Page, clean_page
from blogsieve.cleaners.dom import tree
from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.crawler.blogs.scope import Scope
from blogsieve.crawler.blogs.visit import Knowledge, visit
from blogsieve.crawler.pages.profile import Profile

URL = warcs.url_of("quay.example", 1)
NEW = Knowledge(Scope("http://quay.example/"), Profile(named(GENERIC)))
LEARNED = replace(NEW, is_learned=True)
POST = frozenset({"feed"})


def page(more: str = "") -> Page:
    return Page(f"{URL}?utm_source=feed", warcs.page("quay.example", 1, more).encode(), "text/html")


def test_a_page_is_parsed_once() -> None:
    before = tree.parsed.pages
    seen = visit(page(), LEARNED, POST)
    assert tree.parsed.pages - before == 1
    assert seen.cleaned == clean_page(replace(page(), url=URL))
    assert (seen.address, seen.verdict.kind if seen.verdict else "") == (URL, "post")
    assert pickle.loads(pickle.dumps(seen)) == seen


@pytest.mark.parametrize(
    ("said", "path"),
    [("/2022/quay/", "/2022/quay/"), ("/index.html%3Fp=1.html", ""), ("https://other.example/quay/", ""), ("/", "")],
)
def test_a_page_is_believed_where_it_says_that_it_stands(said: str, path: str) -> None:
    seen = visit(page(f"<link rel=canonical href='{said}'>"), NEW, POST)
    assert seen.address == (f"http://quay.example{path}" if path else URL)


def test_a_page_of_a_blog_that_is_not_learned_is_looked_at_only() -> None:
    seen = visit(page(), NEW, POST)
    assert (seen.verdict, seen.cleaned, seen.address) == (None, None, URL)
    assert "http://quay.example/" in seen.features.links


@pytest.mark.parametrize(("is_stored", "is_cleaned"), [(False, False), (True, True)])
def test_a_post_that_names_further_parts_waits_for_them(is_stored: bool, is_cleaned: bool) -> None:
    seen = visit(page(f"<a href='{URL}2/'>2</a>"), replace(LEARNED, is_stored=is_stored), POST)
    assert isinstance(seen.cleaned, Cleaned) is is_cleaned


def test_what_is_no_page_is_told() -> None:
    with pytest.raises(NotHtml):
        visit(Page(URL, b"\x89PNG\x00\x01"), LEARNED, POST)


@pytest.mark.parametrize("module", ["crawler.blogs.visit", "crawler.sources", "crawler.offline.site_tasks"])
def test_workers_load_no_scrapy(module: str) -> None:
    program = f"import sys, blogsieve.{module}; sys.exit(any(m in sys.modules for m in ('scrapy', 'twisted')))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
