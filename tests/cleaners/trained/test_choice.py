"""Which lines of a page go and which are added, by given chances: each row of a table is a page's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from stepping import document_of, page_of

from blogsieve.cleaners.text import words
from blogsieve.cleaners.trained.choice import doubted, overlooked
from blogsieve.cleaners.trained.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

PROSE = [
    "The ferry came in at noon, and nobody was on it but the dog, who looked as if he had paid for the trip.",
    "We asked the pilot about it, and he said that it had been so for a month: the dog takes the first boat.",
    "In the town they call him the inspector. He has never missed a day, they say, but for the week of the storm.",
    "It was the pilot's brother who found out where he lives, and he has told the whole town of it by now.",
    "On Sundays he stays at home like everybody else, and the ferry is late then, for nobody barks at the pilot.",
]


def read(source: str) -> tuple[list[str], Layout]:
    blocks = document_of(page_of(source)).lines
    return [block.text for block in blocks], Layout(blocks, [words(block.text) for block in blocks], "")


TITLE = "The inspector of the ferry: how a dog came to take the first boat at noon"
EXCERPT = "The ferry came in at noon, and nobody …"


def boxes(names: Sequence[str], lines: Sequence[str] = PROSE) -> str:
    pairs = zip(names, lines, strict=False)
    return "".join(f"<div class='{name}'><p>{line}</p></div>" for name, line in pairs)


def gone(source: str, odds: Sequence[float], told: Sequence[int] = ()) -> set[int]:
    texts, layout = read(source)
    places = np.arange(len(texts))
    return set(np.flatnonzero(doubted(layout, np.array(odds), places >= 0, np.isin(places, told))).tolist())


ITEMS = "".join(f"<li>Stop {place}</li>" for place in range(3))
ONE_BOX = "".join(f"<p>{line}</p>" for line in PROSE)


@pytest.mark.parametrize(
    ("source", "odds", "wanted"),
    [
        (ONE_BOX, (0.9, 0.9, 0.9, 0.9, 0.05), {4}),
        (f"<ul>{ITEMS}</ul><p>{PROSE[0]}", (0.9, 0.3, 0.6, 0.9), set()),
        (f"<ul>{ITEMS}</ul><p>{PROSE[0]}", (0.5, 0.3, 0.2, 0.9), {1, 2}),
        (boxes(["text"] * 3 + ["more"] * 2), (0.9, 0.3, 0.6, 0.9, 0.9), set()),
        (boxes(["text"] * 3 + ["more"] * 2), (0.9, 0.05, 0.6, 0.9, 0.9), {1}),
        (boxes(["card"] * 3 + ["text"] * 2), (0.5, 0.3, 0.3, 0.9, 0.9), {1, 2}),
        (boxes(["text"] * 2 + ["more"] * 3), (0.9, 0.3, 0.9, 0.9, 0.9), {1}),
        (ONE_BOX, (0.9, 0.05, 0.9, 0.9, 0.9), set()),
        (ONE_BOX.replace("<p>We", "<p class=box>We"), (0.9, 0.05, 0.9, 0.9, 0.9), {1}),
        (ONE_BOX, (0.9, 0.05, 0.05, 0.9, 0.9), {1, 2}),
        (ONE_BOX, (0.05, 0.05, 0.05, 0.05, 0.9), set()),
    ],
    ids=[
        "a foreign line",
        "a list of the author's",
        "another's list",
        "boxes of the author's",
        "one of them another's",
        "cards",
        "two are no row",
        "a paragraph amid its like",
        "one that is made otherwise",
        "two of them",
        "most of the body",
    ],
)
def test_lines_that_go(source: str, odds: Sequence[float], wanted: set[int]) -> None:
    assert gone(source, odds) == wanted


def test_line_of_which_others_have_told_stays() -> None:
    assert gone(ONE_BOX, (0.9, 0.9, 0.9, 0.9, 0.05), told=[4]) == set()


@pytest.mark.parametrize(
    ("source", "odds", "wanted"),
    [
        (boxes(["text", "text", "more"]), (0.9, 0.9, 0.6), {2}),
        (boxes(["text", "text", "more"]), (0.9, 0.9, 0.45), set()),
        (boxes(["text"] * 3), (0.9, 0.9, 0.45), {2}),
        (boxes(["text"] * 3, [*PROSE[:2], "Noon"]), (0.9, 0.9, 0.45), set()),
        (boxes(["text", "text", "more"], [*PROSE[:2], PROSE[0]]), (0.9, 0.9, 0.9), set()),
        (boxes(["text", "text", "more", "more"], [*PROSE[:2], PROSE[2], PROSE[2]]), (0.9, 0.9, 0.9, 0.9), {2}),
        (boxes(["text", "text", "more"], [*PROSE[:2], f"<a href=/b>{PROSE[2]}</a>"]), (0.9, 0.9, 0.9), set()),
        (boxes(["text"] * 3, [*PROSE[:2], f"<a href=/b>{PROSE[2]}</a>"]), (0.9, 0.9, 0.9), {2}),
        (boxes(["text"] * 3, [*PROSE[:2], f"<a href=/b>{TITLE}</a>"]), (0.9, 0.9, 0.9), set()),
        (boxes(["text", "text", "more"], [*PROSE[:2], EXCERPT]), (0.9, 0.9, 0.9), set()),
        (boxes(["text", "text", "more"], [*PROSE[:2], " ".join(PROSE) * 2]), (0.9, 0.9, 0.9), set()),
    ],
    ids=[
        "surely the author's",
        "hardly",
        "made like the author's",
        "a label that is",
        "a copy",
        "one of two copies",
        "a link",
        "a sentence that is a link, made like the author's",
        "a title that is a link",
        "an excerpt",
        "another text",
    ],
)
def test_lines_that_are_added(source: str, odds: Sequence[float], wanted: set[int]) -> None:
    texts, layout = read(source)
    taken = np.arange(len(texts)) < 2
    assert set(np.flatnonzero(overlooked(layout, np.array(odds), taken, texts)).tolist()) == wanted
