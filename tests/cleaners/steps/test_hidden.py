"""What hides for good goes, what a reader can open stays: markup, and the lines that come of it."""

from __future__ import annotations

import pytest
from stepping import document_of, gone, page_of

from blogsieve.cleaners.dom.tree import parse_text
from blogsieve.cleaners.steps import hidden
from blogsieve.cleaners.steps.hidden import read_shown

LONG = "The tide table hung beside the door, and nobody had changed it since the spring. " * 4


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<div hidden>Menu</div>", [("hidden/not-shown", "Menu")]),
        (
            "<span class=hidden><span class=av-structured-data itemprop=image><i itemprop=width>80</i></span></span>",
            [("hidden/not-shown", "80")],
        ),
        ("<div style='color:red; display: none'>Menu</div>", [("hidden/not-shown", "Menu")]),
        ("<p style='VISIBILITY:hidden'>Menu</p>", [("hidden/not-shown", "Menu")]),
        ("<a href=#><span class=sr-only>opens a window</span>Map</a>", [("hidden/screen-reader", "opens a window")]),
        ("<table><tr><td class=gutter>12</td><td><pre>x = 1</pre></td></tr></table>", [("hidden/line-numbers", "12")]),
        (
            "<table><tr><td><pre>1\n2\n</pre></td><td><pre>x = 1\ny = 2\n</pre></td></tr></table>",
            [("hidden/line-numbers", "1\n2")],
        ),
        (
            "<pre>" + "".join(f"<div><span>{n}</span><span>tar {n}</span></div>" for n in (7, 8, 9)) + "</pre>",
            [("hidden/line-numbers", "7"), ("hidden/line-numbers", "8"), ("hidden/line-numbers", "9")],
        ),
        (
            "<pre><span><span style='color:#7f7f7f;user-select:none'><a href=#l1>1</a></span>x = 1</span></pre>",
            [("hidden/line-numbers", "1")],
        ),
        ("<a href=#>Map<span> <span class=sr-only>opens</span></span></a>", [("hidden/screen-reader", "opens")]),
        ("<h2>Mud<a class=headerlink href=#mud>¶</a></h2>", [("hidden/anchor", "¶")]),
        ("<h2>Mud<button>Copy link to section</button></h2>", [("hidden/anchor", "Copy link to section")]),
        ("<p>The <b>groyne<i role=tooltip>a low wall</i></b> broke.</p>", [("hidden/not-shown", "a low wall")]),
        ("<p class=print-only>Printed from a.example</p>", [("hidden/print-only", "Printed from a.example")]),
        ("<div class=input_prompt>In [3]:</div><pre>x = 1</pre>", [("hidden/prompt", "In [3]:")]),
        (
            "<h2><b aria-hidden=true><i>M</i><i>u</i><i>d</i></b><b class=sr-only>Mud</b></h2>",
            [("hidden/screen-reader", "Mud")],
        ),
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
        "<table><tr><td><pre>1\n3\n</pre></td><td><pre>x = 1\ny = 2\n</pre></td></tr></table>",
        "<pre><span><span>1</span> + 2</span>\n<span><span>2</span> + 3</span>\n<span><span>9</span> + 3</span></pre>",
        "<h2><a class=header-anchor href=#faq>FAQ</a></h2>",
        f"<div class=print-only><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p></div>",
        f"<div class=visually-hidden-focusable><a href=/>Menu</a><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p></div>",
    ],
)
def test_what_is_shown_stays(html: str) -> None:
    assert gone(hidden, document_of(page_of(html))) == []


Q, A = "Can it be mended?", "Yes, with hot tar."

FOLDED = [
    f"<h2><button>{Q}</button></h2><div hidden><p>{A}</p></div>",
    f"<details><summary>{Q}</summary><p>{A}</p></details>",
    f'<h3><button aria-expanded="false" aria-controls="a1">{Q}</button></h3>'
    f'<div id="a1" role="region" hidden>{A}</div>',
    f'<div class="accordion-item"><div><button class="accordion-button collapsed" data-bs-toggle="collapse" '
    f'data-bs-target="#c1">{Q}</button></div><div id="c1" class="collapse" style="display:none"><p>{A}</p></div></div>',
    f'<button class="accordion">{Q}</button><div class="panel" style="display:none"><p>{A}</p></div>',
    f'<div class="schema-faq-section"><strong class="schema-faq-question">{Q}</strong>'
    f'<p class="schema-faq-answer" style="display: none">{A}</p></div>',
    f'<div class="rank-math-list-item"><h3 class="rank-math-question">{Q}</h3>'
    f'<div class="rank-math-answer" hidden>{A}</div></div>',
    f'<div class="uagb-faq-item" role="tab" tabindex="0"><div class="uagb-faq-questions-button"><span>{Q}</span></div>'
    f'<div class="uagb-faq-content" style="display:none"><p>{A}</p></div></div>',
    f'<div class="elementor-tab-title" role="button" aria-controls="e1" aria-expanded="false"><a>{Q}</a></div>'
    f'<div id="e1" class="elementor-tab-content" role="region" style="display: none"><p>{A}</p></div>',
    f'<div class="su-spoiler"><div class="su-spoiler-title" tabindex="0" role="button">{Q}</div>'
    f'<div class="su-spoiler-content" style="display:none">{A}</div></div>',
    f'<p class="toggle-title"><a href="#">{Q}</a></p><div class="toggle-content" style="display:none">{A}</div>',
    f'<div class="spoiler"><p>{Q}</p><button>Show</button><div style="display:none">{A}</div></div>',
    f'<dl><dt><button aria-expanded="false">{Q}</button></dt><dd hidden>{A}</dd></dl>',
    f"<p>{Q} <a href=\"#\" onclick=\"show('s1')\">Show</a></p><p>Well.</p><div id='s1' style='display:none'>{A}</div>",
    f'<div role="tabpanel">{Q}</div><div role="tabpanel" hidden>{A}</div>',
    f'<p>{Q}<sup><a href="#n1">1</a></sup></p><div id="n1" class="popup" style="display: none"><p>{A}</p></div>',
    f'<div class="callout is-collapsed"><div class="callout-title"><div>{Q}</div></div>'
    f'<div class="callout-content" style="display: none;"><p>{A}</p></div></div>',
    f'<input type="checkbox" id="t1"><label for="t1">{Q}</label><div style="display:none">{A}</div>',
    f'<style>.panel{{display:none}}</style><h3><button aria-controls="p1">{Q}</button></h3>'
    f'<div class="panel" id="p1">{A}</div>',
]  # fmt: skip
HIDDEN = [
    "<p>Text.</p><div hidden>Your trial has ended.</div>",
    '<p>Text.</p><div style="display: none">Your trial has ended.</div>',
    "<style>.gate { color: red; display: none }</style><p>Text.</p><div class='gate'><p>Your trial has ended."
    "</p></div>",
    "<style>#gate, .x{visibility:hidden}</style><p>Text.</p><div id='gate'>Your trial has ended.</div>",
    '<p>Text.</p><div class="w-condition-invisible">Your trial has ended.</div>',
    '<p>Text.</p><span class="sr-only">Opens in a new tab</span>',
    '<p>Text.</p><button aria-expanded="false" aria-controls="m">Menu</button><ul id="m" hidden><li>'
    '<a href="/a">A</a></li></ul>',
    '<p>Text.</p><button aria-expanded="false">Share</button><div hidden><a href="/x">Post on X</a></div>',
    '<p>Text.</p><button aria-controls="d">Sign in</button><div id="d" role="dialog" hidden>Enter your name.</div>',
    '<p>Text.</p><form><input type="checkbox"><input type="email"></form><div style="display:none">Thank you!</div>',
    '<p>Text.</p><p aria-hidden="true">Text.</p>',
    '<p>Text.</p><div class="material-icons">local_fire_department</div>',
]
SHOWN = [
    "<style>@media print{.note{display:none}}</style><p class='note'>Text.</p>",
    "<style>.note{display:none}.open .note{display:block}</style><p class='note'>Text.</p>",
    "<noscript><style>.note{display:none}</style></noscript><p class='note'>Text.</p>",
    '<p aria-hidden="true">Text.</p>',
]


@pytest.mark.parametrize("html", FOLDED)
def test_what_a_reader_can_open_stays(html: str) -> None:
    text = read_shown(parse_text(f"<article>{html}<p>After.</p></article>"))
    assert Q in text
    assert A in text.splitlines()


@pytest.mark.parametrize("html", [*HIDDEN, *SHOWN])
def test_what_is_hidden_for_good_goes(html: str) -> None:
    assert read_shown(parse_text(f"<article>{html}</article>")).splitlines() == ["Text."]
