"""How likely each block of a page is its author's, as the trees say, and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from blogsieve.cleaners.rules.rule import match_line
from blogsieve.cleaners.text import words
from blogsieve.cleaners.trained.choice import doubted, overlooked
from blogsieve.cleaners.trained.features import features
from blogsieve.cleaners.trained.forest import Forest
from blogsieve.cleaners.trained.layout import Layout
from blogsieve.cleaners.trained.lexicons import Lexicons

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document

TABLE = "trees.npz"
# Its lists of words, each a text with a line a word.
KINDS, SEPARATOR = ("name", "label", "phrase"), "\n"
# Characters of a line that may end a post.
LONGEST_TAIL = 60
# So many features are named as the reasons of a verdict.
MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Trained:
    """The trees, and what words tell them."""

    forest: Forest
    lexicons: Lexicons


@dataclass(frozen=True, slots=True)
class Judged:
    """What the trees say of the lines of a page."""

    layout: Layout
    rows: NDArray[np.float32]
    probabilities: NDArray[np.float32]  # that a line is the author's


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the trees say of a block."""

    block: Block
    probability: float  # that it is the author's
    reasons: str = ""  # the features that weighed most against it


@cache
def load_trained() -> Trained:
    """Return what `benchmarks.training` wrote."""
    with files(__package__).joinpath(TABLE).open("rb") as file, np.load(file, allow_pickle=False) as table:
        arrays = {name: table[name] for name in ("threshold", "value")}
        # Numbers that are taken as places are turned into such each time where they are not.
        arrays |= {name: table[name].astype(np.intp) for name in ("roots", "feature", "children")}
        forest = Forest(features=tuple(table["features"].tolist()), depth=int(table["depth"]), **arrays)
        words_of = {
            f"{kind}s": dict(zip(str(table[f"{kind}s"]).split(SEPARATOR), table[f"{kind}_odds"].tolist(), strict=True))
            for kind in KINDS
        }
    return Trained(forest, Lexicons(**words_of))


def tails_of(blocks: Sequence[Block]) -> list[bool]:
    """Return of each block whether it has a phrase that ends posts."""
    return [len(b.text) <= LONGEST_TAIL and not b.code and match_line(b.text, "tail") is not None for b in blocks]


def judge(document: Document) -> Judged:
    """Return what the trees say of a document's lines; they are asked once."""
    if document.judged is None:
        trained, lines = load_trained(), document.lines
        tokens = document.words or [words(block.text) for block in lines]
        layout = Layout(lines, tokens, document.facts.title)
        rows, _ = features(layout, trained.lexicons, document.votes, mask_of(document, document.taken), tails_of(lines))
        document.judged = Judged(layout, rows, trained.forest.predict(rows))
    return document.judged


def mask_of(document: Document, blocks: Collection[Block]) -> NDArray[np.bool_]:
    """Return of each line of a document whether it is one of some blocks."""
    return np.array([block in blocks for block in document.lines], np.bool_)


def foreign(document: Document, told: Collection[Block]) -> list[Opinion]:
    """Return the blocks of a document's body that are hardly the author's, without those of which others have told."""
    judged, forest, body = judge(document), load_trained().forest, mask_of(document, set(document.blocks))
    places = np.flatnonzero(doubted(judged.layout, judged.probabilities, body, mask_of(document, told)))
    return [
        Opinion(document.lines[place], float(judged.probabilities[place]), reasons(forest.features, own.tolist()))
        for place, own in zip(places.tolist(), forest.weights(judged.rows[places]), strict=True)
    ]


def missed(document: Document) -> set[Block]:
    """Return the lines that the extractor did not take and that surely are the author's, or are made like his."""
    judged, texts = judge(document), [block.text for block in document.lines]
    found = overlooked(judged.layout, judged.probabilities, mask_of(document, document.taken), texts)
    return {document.lines[place] for place in np.flatnonzero(found)}


def reasons(names: Sequence[str], weights: Sequence[float]) -> str:
    """Return the features that weighed most against a block, the heaviest first.

    >>> reasons(["size", "vote", "label"], [-0.5, -2.0, 1.0])
    'vote -2.0, size -0.5'
    """
    against = sorted(zip(weights, names, strict=True))[:MOST_REASONS]
    return ", ".join(f"{name} {weight:.1f}" for weight, name in against if weight < 0)
