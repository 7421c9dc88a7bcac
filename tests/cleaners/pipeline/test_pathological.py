"""Pages that take extractors many seconds, or leave them with nothing: each is cleaned in about one, with its text."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from benchmarks.heavy_pages import PAGES, POST, HeavyPage, page
from blogsieve import CleaningError, Page, clean_page

# Each takes less than one where nothing else is done (`python -m benchmarks.pathological`). Other processes share the
# caches and the cores with this one, and what is guarded against takes tens of seconds, not twice what it took.
SECONDS = 2.5
# A page is slow only if it is so each time.
TRIES = 3
# Words that are counted in a twentieth of a second where nothing else is done; a slower machine has a longer second.
WORDS = 350_000


def timed(one: HeavyPage) -> tuple[str, float]:
    """Return the text of a page, and the seconds that cleaning took this process."""
    body = one.html().encode()
    start = time.process_time()
    try:
        text = clean_page(Page("https://blog.example/post", body, "text/html")).record.text
    except CleaningError:
        text = ""
    return text, time.process_time() - start


def second() -> float:
    """Return the seconds that this machine takes, as busy as it is, for what takes one where nothing else is done."""
    start = time.process_time()
    Counter(str(number % 1000) for number in range(WORDS))
    return max(1.0, 20 * (time.process_time() - start))


@pytest.mark.parametrize("name", PAGES)
def test_is_cleaned_in_about_a_second(name: str) -> None:
    clean_page(Page("https://blog.example/post", page(POST).encode(), "text/html"))
    taken: list[float] = []
    while not taken or (min(taken) >= SECONDS and len(taken) < TRIES):
        text, seconds = timed(PAGES[name])
        taken.append(seconds / second())
    assert min(taken) < SECONDS
    assert [wanted for wanted in PAGES[name].texts if wanted not in text] == []
