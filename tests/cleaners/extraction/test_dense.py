"""Pages of which an extractor takes a box beside the body: the body is found by its prose."""

from __future__ import annotations

import pytest

from blogsieve import Page, clean_page
from blogsieve.cleaners.extraction.dense import MUCH

BOX = "Try our app for free today, and see how easy it is to use with all of your friends on board of any ship."
# trafilatura takes an element with "comments" in its id for comments.
HTML = """<html><head><title>Boats</title></head><body><h1>Boats</h1><div><p>{box}</p></div>
<div id="{name}"><h2>Out</h2>{text}</div></body></html>"""


def paragraphs(characters: int) -> list[str]:
    """Return as many paragraphs as it takes."""
    lines: list[str] = []
    while sum(map(len, lines)) < characters:
        lines.append(
            f"Boat number {len(lines)} left at seven with the tide, and nobody on the quay thought of its return."
        )
    return lines


def text_of_page(name: str, lines: list[str]) -> str:
    """Return the text of a page with a box, and these lines in an element of that name."""
    html = HTML.format(box=BOX, name=name, text="".join(f"<p>{line}</p>" for line in lines))
    return clean_page(Page("https://a.example/boats", html.encode(), "text/html")).record.text


@pytest.mark.parametrize("name", ["comments-off", "post-without-comments"])
def test_a_body_that_the_extractor_misses_is_found(name: str) -> None:
    lines = paragraphs(MUCH)
    assert text_of_page(name, lines).splitlines()[-len(lines) :] == lines


def test_much_less_than_a_body_is_not_taken_for_one() -> None:
    assert text_of_page("comments-off", paragraphs(MUCH // 3)) == BOX
