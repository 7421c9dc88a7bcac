"""How likely each block of a page is its author's, as the trees say, and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from blogsieve.cleaners.rules.rule import match_line
from blogsieve.cleaners.text import words
from blogsieve.cleaners.trained.features import features
from blogsieve.cleaners.trained.forest import Forest
from blogsieve.cleaners.trained.layout import Layout
from blogsieve.cleaners.trained.lexicons import Lexicons

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        arrays = {name: table[name] for name in ("roots", "feature", "threshold", "children", "value")}
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
        rows, _ = features(layout, trained.lexicons, document.votes, tails_of(lines))
        document.judged = Judged(rows, trained.forest.predict(rows))
    return document.judged


def probabilities(document: Document) -> dict[Block, float]:
    """Return of each line of a document how likely it is the author's."""
    return dict(zip(document.lines, judge(document).probabilities.tolist(), strict=True))


def doubtful(document: Document, threshold: float) -> list[Opinion]:
    """Return the blocks of a document's body that are hardly the author's: their probability is below a threshold."""
    judged, forest, body = judge(document), load_trained().forest, set(document.blocks)
    below = [place for place in np.flatnonzero(judged.probabilities < threshold) if document.lines[place] in body]
    return [
        Opinion(document.lines[place], float(judged.probabilities[place]), reasons(forest.features, own.tolist()))
        for place, own in zip(below, forest.weights(judged.rows[below]), strict=True)
    ]


def reasons(names: Sequence[str], weights: Sequence[float]) -> str:
    """Return the features that weighed most against a block, the heaviest first.

    >>> reasons(["size", "vote", "label"], [-0.5, -2.0, 1.0])
    'vote -2.0, size -0.5'
    """
    against = sorted(zip(weights, names, strict=True))[:MOST_REASONS]
    return ", ".join(f"{name} {weight:.1f}" for weight, name in against if weight < 0)
