"""Pages that take extractors many seconds, or leave them with nothing: each is cleaned in about one, with its text."""

from __future__ import annotations

import time

import pytest
from lxml.html import fromstring
from second import second

from benchmarks.heavy_pages import PAGES, POST, HeavyPage, page
from blogsieve import CleaningError, Page, clean_page
from blogsieve.cleaners.body.model import Cell, InlineCode, Span, Text
from blogsieve.cleaners.body.runs import tidy
from blogsieve.cleaners.corpus.masks import KINDS, mask
from blogsieve.cleaners.corpus.own_url import own_url
from blogsieve.cleaners.dom.chtml import drawn_line
from blogsieve.cleaners.dom.stylesheet import hidden_names
from blogsieve.cleaners.extraction.bbcode import bbcode_to_html
from blogsieve.cleaners.extraction.script_data import strings_in
from blogsieve.cleaners.forms.simplified import laid_out
from blogsieve.cleaners.metadata.authors import clean_author
from blogsieve.cleaners.metadata.dates import read_dates
from blogsieve.cleaners.metadata.jsonld import load_json, salvage

# Each takes less than one where nothing else is done (`python -m benchmarks.pathological`). Other processes share the
# caches and the cores with this one, and what is guarded against takes tens of seconds, not twice what it took.
SECONDS = 2.5
# A page is slow only if it is so each time.
TRIES = 3


def timed(one: HeavyPage) -> tuple[str, float]:
    """Return the text of a page, and the seconds that cleaning took this process."""
    body = one.html().encode()
    start = time.process_time()
    try:
        text = clean_page(Page("https://blog.example/post", body, "text/html")).record.text
    except CleaningError:
        text = ""
    return text, time.process_time() - start


@pytest.mark.parametrize("name", PAGES)
def test_is_cleaned_in_about_a_second(name: str) -> None:
    clean_page(Page("https://blog.example/post", page(POST).encode(), "text/html"))
    taken: list[float] = []
    while not taken or (min(taken) >= SECONDS and len(taken) < TRIES):
        text, seconds = timed(PAGES[name])
        taken.append(seconds / second())
    assert min(taken) < SECONDS
    assert [wanted for wanted in PAGES[name].texts if wanted not in text] == []


def drawn(depth: int) -> str:
    """Return what a formula says that has so many scripts within each other."""
    opening = '<mjx-msubsup><mjx-mi><mjx-c class="mjx-c41"></mjx-c></mjx-mi><mjx-script>'
    return drawn_line(fromstring(f"<mjx-math>{opening * depth}{'</mjx-script></mjx-msubsup>' * depth}</mjx-math>"))


WIDE = (Cell((Text("a"),), columns=50, rows=50),) * 20_000
# What reads strings from outside, or what was made of them: each took tens of seconds of one of them, or for ever.
READERS = {
    "<meta that ends nowhere": lambda: own_url(Page("file:///a", b"<head>" + b"<meta a " * 20_000 + b"<body>")),
    "signs of an address of mail": lambda: mask("=" * 100_000, KINDS),
    "addresses of mail": lambda: mask("ana@a.example " * 20_000, KINDS),
    "comments of a style sheet that end nowhere": lambda: hidden_names(".a{display:none}" + "/* " * 50_000),
    "[img] that ends nowhere": lambda: bbcode_to_html("[img]" * 50_000),
    "[b= that ends nowhere": lambda: bbcode_to_html("[b=" * 50_000),
    "a string of escaped quotes that ends nowhere": lambda: list(strings_in('"' + '\\"' * 50_000)),
    "spaces behind a comment's end": lambda: load_json("{-->" + " " * 50_000 + "x"),
    "spaces before an author": lambda: salvage('"@type": "Article", "author":' + " " * 50_000 + "x"),
    "an author of brackets": lambda: clean_author("<@" * 50_000),
    "numbers of Chinese characters": lambda: read_dates("一" * 50_000),
    "scripts of a formula within each other": lambda: drawn(60),
    "pieces of text": lambda: tidy([Text("abc ")] * 100_000),
    "pieces of code": lambda: tidy([InlineCode("abc ")] * 100_000),
    "bold words side by side": lambda: tidy([Span("strong", (Text("a"), Span("emphasis", (Text("b"),))))] * 5_000),
    "cells that take 2,500 places": lambda: laid_out((WIDE, *[WIDE[:1]] * 50)),
}


@pytest.mark.parametrize("name", READERS)
def test_is_read_in_about_a_second(name: str) -> None:
    start = time.process_time()
    READERS[name]()
    assert (time.process_time() - start) / second() < SECONDS
