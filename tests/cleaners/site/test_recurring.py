"""Blocks that recur are the author's where feeds have them or their figures differ, a plugin's where they are links."""

from __future__ import annotations

from tinroof import body, page, paragraphs

from blogsieve import Page, learn

JOIN = "<p>Like the rain? <a href=/join/>Join the readers of these notes</a></p>"


def make(number: int) -> Page:
    text = body(number)
    walked = f"Walked: {number + 3} miles"
    own = paragraphs([text[0], walked, "Notes from the shed:", *text[1:]])
    return page(number, f"<div class=k9>{own}{JOIN}<p>Set by hand in lead</p></div>", own + JOIN)


MODEL = learn([make(number) for number in range(12)])


def test_what_feeds_hold_is_the_authors() -> None:
    assert "p:notes from the shed" in MODEL.authored
    assert "p:set by hand in lead" not in MODEL.authored


def test_figures_that_differ_are_told() -> None:
    assert MODEL.varied == {"p:walked 0 miles"}


def test_links_on_most_pages_are_a_plugins_though_feeds_hold_them() -> None:
    assert {name for name in MODEL.plugins if name.startswith("p:")} == {
        "p:like the rain join the readers of these notes"
    }
