"""What the trace of a page says of each line is what cleaning did: a law over saved pages, alone and with a site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from every_page import CASES, NAMES

from blogsieve import Page, SiteModel
from blogsieve.cleaners.pipeline.trace import UNCOUNTED, Trace, trace


def count(text: str) -> int:
    return len(UNCOUNTED.sub("", text))


def sizes(shown: Trace) -> Counter[str]:
    """Return the characters by the reason of their removal, "" for those that were kept."""
    found: Counter[str] = Counter()
    for line in shown.lines:
        for piece in line.pieces:
            found[piece.finding.reason.split("/")[0] if piece.finding else ""] += count(piece.text)
    return +found


@pytest.mark.parametrize(("page", "site"), CASES, ids=NAMES)
def test_trace_agrees_with_cleaning(page: Page, site: Callable[[], SiteModel]) -> None:
    shown = trace(page, site())
    assert shown.record is not None
    kept = [piece.text for line in shown.lines for piece in line.pieces if piece.finding is None]
    assert UNCOUNTED.sub("", "".join(kept)) == UNCOUNTED.sub("", shown.record.text)
    # A removal counts white space too, and what stood in a noscript that no browser shows.
    removed = shown.record.metadata.removed
    found = sizes(shown)
    assert found.pop("") == count(shown.record.text)
    assert all(found[group] <= removed[group] for group in found)
    assert sum(found.values()) > 0.5 * sum(removed.values())


def test_page_without_a_post_is_all_removed() -> None:
    shown = trace(Page("https://a.example/", b"<html><body><nav>Home</nav><footer>Imprint</footer></body></html>"))
    assert shown.record is None
    assert sizes(shown).keys() == {"navigation"}


def test_parts_of_a_split_post_follow_each_other() -> None:
    html = b"<html><body><article><p>The %s part of a post that goes on for long enough.</p></article></body></html>"
    parts = (Page("https://a.example/2/", html % b"second"),)
    shown = trace(Page("https://a.example/", html % b"first", parts=parts))
    assert [line.pieces[0].text.split()[1] for line in shown.lines] == ["first", "second"]


def test_characters_that_mark_pieces_cannot_be_forged() -> None:
    html = "<html><body><article><p>Icons \U000f0001 of a font \U000f0000 amid a sentence.</p></article></body></html>"
    shown = trace(Page("https://a.example/", html.encode()))
    assert "".join(piece.text for piece in shown.lines[0].pieces).split() == "Icons of a font amid a sentence.".split()


def test_what_two_steps_find_is_counted_once() -> None:
    hidden = "<span class='screen-reader-text' hidden>(opens in a new window, for screen readers)</span>"
    html = f"<html><body><nav>{hidden}</nav><article><p>A sentence of a post.{hidden}</p></article></body></html>"
    shown = trace(Page("https://a.example/", html.encode()))
    assert shown.record is not None
    assert sum(shown.record.metadata.removed.values()) == 2 * len("(opens in a new window, for screen readers)")
