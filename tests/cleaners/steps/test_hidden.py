"""What no reader sees goes; what a script shows later, and signs that an author wrote, stay."""

from __future__ import annotations

import pytest
from stepping import document_of, gone, page_of

from blogsieve.cleaners.steps import hidden

LONG = "The tide table hung beside the door, and nobody had changed it since the spring. " * 4


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<div hidden>Menu</div>", [("hidden/not-shown", "Menu")]),
        ("<div style='color:red; display: none'>Menu</div>", [("hidden/not-shown", "Menu")]),
        ("<p style='VISIBILITY:hidden'>Menu</p>", [("hidden/not-shown", "Menu")]),
        ("<a href=#><span class=sr-only>opens a window</span>Map</a>", [("hidden/screen-reader", "opens a window")]),
        ("<table><tr><td class=gutter>12</td><td><pre>x = 1</pre></td></tr></table>", [("hidden/line-numbers", "12")]),
        ("<h2>Mud<a class=headerlink href=#mud>¶</a></h2>", [("hidden/anchor", "¶")]),
    ],
)
def test_hidden_text_goes(html: str, wanted: list[tuple[str, str]]) -> None:
    assert gone(hidden, document_of(page_of(f"<p>Low water.</p>{html}"))) == wanted


@pytest.mark.parametrize(
    "html",
    [
        f"<div style='display:none'>{LONG}</div>",
        f"<div hidden>{LONG}</div>",
        "<p style='display:inline; --display:nonesuch'>Shown.</p>",
        "<h2>Mud<a class=headerlink href=#mud>and more</a></h2>",
        "<p>The class sr-only hides text.</p>",
        "<table><tr><td class=total>12</td></tr></table>",
    ],
)
def test_what_is_shown_stays(html: str) -> None:
    assert gone(hidden, document_of(page_of(html))) == []
