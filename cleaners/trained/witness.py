"""How likely each block of a page is its author's, as the trees say, and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from blogsieve.cleaners.rules.rule import match_line
from blogsieve.cleaners.trained.features import features
from blogsieve.cleaners.trained.forest import Forest
from blogsieve.cleaners.trained.look import Look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document

TABLE = "trees.npz"
# Characters of a line that may end a post.
LONGEST_TAIL = 60
# So many features are named as the reasons of a verdict.
MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Trained:
    """The trees, and what words of names and of short lines tell them."""

    forest: Forest
    names: Mapping[str, float]
    labels: Mapping[str, float]


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
        names, labels = (
            dict(zip(table[f"{kind}s"].tolist(), table[f"{kind}_odds"].tolist(), strict=True))
            for kind in ("name", "label")
        )
    return Trained(forest, names, labels)


def tails_of(blocks: Sequence[Block]) -> list[bool]:
    """Return of each block whether it has a phrase that ends posts."""
    return [len(b.text) <= LONGEST_TAIL and not b.code and match_line(b.text, "tail") is not None for b in blocks]


def doubtful(document: Document, threshold: float) -> list[Opinion]:
    """Return the blocks of a document's body that are hardly the author's: their probability is below a threshold."""
    trained, body = load_trained(), set(document.blocks)
    look = Look(document.lines, document.facts.title)
    rows, _ = features(look, trained.names, trained.labels, document.votes, tails_of(document.lines))
    places = [place for place, block in enumerate(document.lines) if block in body]
    rows = rows[places]
    found = trained.forest.predict(rows)
    below = np.flatnonzero(found < threshold)
    weights = trained.forest.weights(rows[below])
    return [
        Opinion(document.lines[places[place]], float(found[place]), reasons(trained.forest.features, own.tolist()))
        for place, own in zip(below.tolist(), weights, strict=True)
    ]


def reasons(names: Sequence[str], weights: Sequence[float]) -> str:
    """Return the features that weighed most against a block, the heaviest first.

    >>> reasons(["size", "vote", "label"], [-0.5, -2.0, 1.0])
    'vote -2.0, size -0.5'
    """
    against = sorted(zip(weights, names, strict=True))[:MOST_REASONS]
    return ", ".join(f"{name} {weight:.1f}" for weight, name in against if weight < 0)
