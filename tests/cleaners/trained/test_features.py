"""What trees are asked of a block: each row tells what stands on the page."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from stepping import document_of, page_of

from blogsieve.cleaners.text import words
from blogsieve.cleaners.trained.features import features
from blogsieve.cleaners.trained.layout import Layout
from blogsieve.cleaners.trained.lexicons import Lexicons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.dom.blocks import Block

PROSE = "The ferry came in at noon, and nobody was on it but the dog, who looked as if he had paid for the trip."
PAGE = f"""<main class="postText"><h1>Noon at the pier</h1><p>{PROSE}</p><p>{PROSE} <a href=/a>He had</a>.</p>
<h2>Related posts</h2><ul class=relatedList><li class=card><a href=/b>Dawn</a></li>
<li class=card><a href=/c>Dusk</a></li></ul></main>"""
LEXICONS = Lexicons(
    names={"related": -3.0, "post": 1.0, "main": 2.0},
    labels={"related": -2.0, "posts": -1.0},
    phrases={"related posts": -4.0, "ferry": 1.0, "came in": 2.0},
)


def layout_of(blocks: Sequence[Block], title: str) -> Layout:
    return Layout(blocks, [words(block.text) for block in blocks], title)


def table(source: str, title: str = "Noon at the pier") -> tuple[list[str], dict[str, list[float]]]:
    blocks = document_of(page_of(source)).blocks
    layout = layout_of(blocks, title)
    votes = [block.text.startswith("The") for block in blocks]
    rows, names = features(layout, LEXICONS, votes, votes, [False] * len(blocks))
    assert rows.shape == (len(blocks), len(names))
    assert np.isfinite(rows).all()
    return [block.text for block in blocks], {name: column.tolist() for name, column in zip(names, rows.T, strict=True)}


def test_each_column_tells_of_its_block() -> None:
    texts, columns = table(PAGE)
    dawn = texts.index("Dawn")
    told: dict[str, Any] = {name: values[dawn] for name, values in columns.items()}
    assert (told["size"], told["linked"], told["words"], told["twins"]) == (4, 1, 1, 2)
    assert (told["named sum"], told["named least"], told["named around"]) == (0.0, -3.0, -3.0)
    assert (told["under"], told["heading"], told["vote -1"], columns["vote +1"][0]) == (1, -3, 0, 1)
    assert (told["from title"], told["from last"], told["since prose"]) == (4, 2, 2)
    assert columns["title"][0] == columns["of_title"][0] == 1
    assert columns["links 1"][dawn] == 1


def test_first_words_of_a_block_tell_what_it_is() -> None:
    texts, columns = table(PAGE)
    related, first = texts.index("Related posts"), 1
    assert [columns[f"phrase{name}"][related] for name in ("", " least", " sum")] == [-4, -4, -4]
    assert [columns[f"phrase{name}"][first] for name in ("", " least", " sum")] == [1.5, 0, 3]
    assert columns["phrase +1"][texts.index("Dawn") - 2] == -4


def test_row_is_what_is_made_alike() -> None:
    texts, columns = table(PAGE)
    first, dawn = 1, texts.index("Dawn")
    assert [columns[name][first] for name in ("row", "row taken", "from taken", "to taken")] == [2, 1, 0, -1]
    assert [columns[name][dawn] for name in ("row", "row size", "row linked", "row taken", "box taken")] == [
        2,
        4,
        1,
        0,
        0,
    ]


def test_flow_is_where_most_prose_stands() -> None:
    texts, columns = table(f"<div id=a><p>{PROSE}</p><p>{PROSE}</p></div><aside><p>{PROSE}</p></aside>")
    assert columns["up"] == [0, 0, 1]
    assert columns["down"] == [1, 1, 2]
    assert len(texts) == 3


@pytest.mark.parametrize("source", ["<p>A</p>", "<p>犬は着いた。</p>", "<pre>a\nb</pre>", f"<p>{PROSE}</p>"])
def test_pages_of_one_line_have_numbers_too(source: str) -> None:
    table(source, title="")


def test_boxes_stand_behind_those_that_hold_them() -> None:
    layout = layout_of(document_of(page_of(PAGE)).blocks, "")
    assert layout.parents[0] == 0
    assert all(parent < place for place, parent in enumerate(layout.parents) if place)


def test_layout_holds_no_elements() -> None:
    blocks = document_of(page_of(PAGE)).blocks
    assert pickle.loads(pickle.dumps(layout_of(blocks, ""))).twins == layout_of(blocks, "").twins
