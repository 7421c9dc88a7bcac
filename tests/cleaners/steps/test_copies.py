"""Of two boxes beside each other with one text the second goes; a refrain stays."""

from __future__ import annotations

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


def test_refrains_and_other_texts_stay() -> None:
    refrains = f"<div>{lines(SHORT)}</div>" * 2
    others = f"<div>{lines(LONG * 2, 'one')}</div><div>{lines(LONG * 2, 'two')}</div>"
    assert gone(copies, document_of(page_of(refrains + others))) == []
