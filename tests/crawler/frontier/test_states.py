"""Each state of a page that the crawl knows has its words and its place in the sums."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import ROOT

from blogsieve.crawler.frontier.states import STATES, Trait, states_with

# What the frontier is told of a page, and what pages are taken for, where it stands in the code as a word.
NOTED = re.compile(r'(?:\.done|\.leave|\.skip|\.skip_rest|record_done)\([^()]*?(?<!\[)"([a-z-]+)"|Vote\("([a-z]+)"')


def noted() -> set[str]:
    """Return the states that the crawl's code notes."""
    texts = [path.read_text("utf-8") for path in Path(ROOT, "crawler").rglob("*.py")]
    return {one or other for text in texts for one, other in NOTED.findall(text)} - {"post"}


def test_what_is_noted_is_a_state() -> None:
    assert len(noted()) > 10
    assert noted() <= STATES.keys()


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_told_in_words(state: str) -> None:
    assert STATES[state].words.partition(" ")[0] in ("is", "was", "has", "says", "leads", "costs", "could")


def test_a_page_that_is_to_be_asked_for_again_was_not_worth_it_yet() -> None:
    assert not states_with(Trait.UNDONE) & states_with(Trait.WORTH)
