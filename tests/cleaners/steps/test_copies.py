"""Of two boxes beside each other with one text the second goes, and what is hidden and shown; a refrain stays."""

from __future__ import annotations

import pytest
from stepping import document_of, gone, lines, page_of

from blogsieve.cleaners.steps import copies

LONG = (
    "Two lamps stand on the mole, a red one and a green one, and for a hundred years nobody had asked which is left. "
)
SHORT = "And the lamp went round."


def test_text_for_phone_and_desktop_stands_once() -> None:
    document = document_of(page_of(f"<div class=phone>{lines(LONG * 2)}</div><div class=desk>{lines(LONG * 2)}</div>"))
    assert [reason for reason, _ in gone(copies, document)] == ["hidden/copy"]
    assert [block.text for block in document.read()] == [(LONG * 2).strip()]


@pytest.mark.parametrize("hidden", ["style='display:none'", "hidden"])
def test_of_a_hidden_box_and_its_shown_copy_the_shown_one_stays(hidden: str) -> None:
    document = document_of(page_of(f"<div {hidden}>{lines(LONG * 2)}</div><div class=desk>{lines(LONG * 2)}</div>"))
    assert {reason for reason, _ in gone(copies, document)} == {"hidden/copy"}
    assert [block.element.getparent().get("class") for block in document.read()] == ["desk"]


def test_refrains_and_other_texts_stay() -> None:
    refrains = f"<div>{lines(SHORT)}</div>" * 2
    others = f"<div>{lines(LONG * 2, 'one')}</div><div>{lines(LONG * 2, 'two')}</div>"
    assert gone(copies, document_of(page_of(refrains + others))) == []


SOURCE = f"# The lamps\n\n{LONG}**Nobody** asked [the keeper](https://a.example/keeper).\n\n{SHORT}"
TEXT = f"<p>{LONG}<b>Nobody</b> asked <a href=/keeper>the keeper</a>.</p>{lines(SHORT)}"


@pytest.mark.parametrize("names", ["hidden", "aria-hidden=true", "style='display: none'"])
def test_the_hidden_source_of_the_text_goes(names: str) -> None:
    document = document_of(page_of(f"<article>{TEXT}</article><pre {names}>{SOURCE}</pre>"))
    assert [reason for reason, _ in gone(copies, document)] == ["hidden/copy"]


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{LONG[:60]}…</p><div hidden>{TEXT}</div>",
        f"<pre>{SOURCE}</pre><article>{TEXT}</article>",
        f"<pre style='color: red' aria-hidden=false>{SOURCE}</pre><article>{TEXT}</article>",
        f"<article>{TEXT}</article><p hidden>{'At last the harbour master found it out. ' * 5}</p>",
    ],
)
def test_what_is_hidden_and_nowhere_else_stays(html: str) -> None:
    assert gone(copies, document_of(page_of(html))) == []
