"""The table that is shipped can be read, is small, and tells a menu from a paragraph."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
from stepping import document_of, page_of

from blogsieve.cleaners import trained
from blogsieve.cleaners.trained.features import features
from blogsieve.cleaners.trained.layout import Layout
from blogsieve.cleaners.trained.lexicons import Lexicons
from blogsieve.cleaners.trained.witness import TABLE, load_trained

MOST_BYTES = 300_000


def test_table_is_small() -> None:
    assert len(files(trained).joinpath(TABLE).read_bytes()) < MOST_BYTES


def test_table_is_of_the_features_that_there_are() -> None:
    blocks = document_of(page_of("<p>A</p>")).blocks
    layout = Layout(blocks, [()], "")
    rows, names = features(layout, Lexicons(), [False], [False], [False])
    forest = load_trained().forest
    assert forest.features == tuple(names)
    assert 0 < forest.predict(rows)[0] < 1


def test_words_have_their_odds() -> None:
    lexicons = load_trained().lexicons
    assert lexicons.names["sidebar"] < 0 < lexicons.phrases["because"]
    assert lexicons.phrases["sign up"] < 0


def test_trees_are_whole() -> None:
    forest = load_trained().forest
    nodes = np.arange(len(forest.children))
    is_leaf = forest.children == nodes
    assert np.isinf(forest.threshold[is_leaf]).all()
    assert (forest.children[~is_leaf] > nodes[~is_leaf]).all()
    assert forest.children.max() < len(nodes)
    assert forest.feature.max() < len(forest.features)
