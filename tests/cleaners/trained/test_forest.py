"""A table of trees gives what the trees give, and says which features weighed most."""

from __future__ import annotations

import numpy as np

from blogsieve.cleaners.trained.forest import FIRST, SURE, Forest

# size <= 5 ? (vote <= 0.5 ? -2 : 1) : 3, and vote <= 0.5 ? -1 : 1
FOREST = Forest(
    ("size", "vote"),
    roots=np.array([0, 5], np.int32),
    feature=np.array([0, 1, 0, 0, 0, 1, 0, 0], np.uint8),
    threshold=np.array([5, 0.5, np.inf, np.inf, np.inf, 0.5, np.inf, np.inf], np.float32),
    children=np.array([1, 3, 2, 3, 4, 6, 6, 7], np.int32),
    value=np.array([0, -1, 3, -2, 1, 0, -1, 1], np.float32),
    depth=2,
)
ROWS = np.array([[4, 0], [4, 1], [5, 1], [6, 0]], np.float32)
ODDS = [-3.0, 2.0, 2.0, 2.0]


def test_probability_is_that_of_the_sum_of_the_leaves() -> None:
    assert np.allclose(FOREST.predict(ROWS), [1 / (1 + np.exp(-odds)) for odds in ODDS])


def test_weights_add_up_to_what_is_added_on_the_way_from_the_roots() -> None:
    weights = FOREST.weights(ROWS)
    assert np.allclose(weights.sum(axis=1), ODDS)
    assert weights[0].tolist() == [-1.0, -2.0]


def test_no_rows_have_no_probabilities() -> None:
    assert FOREST.predict(ROWS[:0]).tolist() == []


def test_of_a_row_that_the_first_trees_are_sure_of_no_other_is_asked() -> None:
    # The first trees give what is large all that makes them sure; one more takes it from all.
    step = 3 * SURE / FIRST
    trees = FIRST + 1
    forest = Forest(
        ("size",),
        roots=np.arange(0, 3 * trees, 3, dtype=np.int32),
        feature=np.zeros(3 * trees, np.uint8),
        threshold=np.tile(np.array([5, np.inf, np.inf], np.float32), trees),
        children=(np.tile([1, 1, 2], trees) + np.repeat(np.arange(0, 3 * trees, 3), 3)).astype(np.int32),
        value=np.array([*[0, 0, step] * FIRST, 0, -9, -9], np.float32),
        depth=1,
    )
    unsure, sure = forest.predict(np.array([[4], [6]], np.float32))
    assert unsure < 0.01
    assert sure > 0.99
