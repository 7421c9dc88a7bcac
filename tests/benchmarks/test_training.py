"""What the trees are trained with: which blocks a truth has, what words tell, and the table that they become."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.aligning import held_by
from benchmarks.odds import shares, table
from benchmarks.training import fold_of, table_of
from blogsieve.cleaners.trained.forest import Forest
from blogsieve.cleaners.trained.lexicons import Lexicons

LONG = "They lay on the bar in a row and the smallest of them sang until the water had them back"


@pytest.mark.parametrize(
    ("texts", "truth", "held"),
    [
        (["Home", LONG, "Home"], LONG, [False, True, False]),
        # Of two places the one in order is meant.
        (["Seals", LONG, "Seals", "They lay on the bar"], f"{LONG}\n\nSeals", [False, True, True, False]),
        # A word that the truth has lost is no reason to lose the block.
        ([LONG], LONG.replace("smallest of them", "smallest one of them"), [True]),
        # What the truth has elsewhere counts once.
        (["A lead", LONG, "Seals on the bar", LONG], f"Seals on the bar\n{LONG}", [False, False, True, True]),
        ([], LONG, []),
        (["—", LONG], LONG, [False, True]),
    ],
)
def test_blocks_that_a_truth_has(texts: list[str], truth: str, held: list[bool]) -> None:
    assert held_by(texts, truth) == held


def test_odds_count_each_host_once_and_leave_out_what_few_have() -> None:
    hosts = [shares([({"share"}, False)] * 100), shares([({"share"}, True), ({"entry"}, True)])]
    assert table(hosts, 2) == {"share": 0.0}
    assert table(hosts, 1)["entry"] > 0


def test_hosts_are_spread_over_all_folds() -> None:
    assert len({fold_of(f"{number}.example", 5) for number in range(50)}) == 5


def test_table_gives_what_the_trees_give() -> None:
    lightgbm = pytest.importorskip("lightgbm")
    random = np.random.default_rng(7)
    rows = random.normal(size=(400, 4)).astype(np.float32)
    held = (rows[:, 0] + rows[:, 1] * rows[:, 2] > 0).astype(int)
    booster = lightgbm.train(
        {"objective": "binary", "num_leaves": 7, "verbose": -1, "num_threads": 1, "min_data_in_leaf": 5},
        lightgbm.Dataset(rows, held),
        12,
    )
    packed = table_of(booster, Lexicons({"a": 1.0}, {}, {}), ["one", "two", "three", "four"])
    arrays = {name: packed[name] for name in ("roots", "feature", "threshold", "children", "value")}
    forest = Forest(tuple(packed["features"]), depth=packed["depth"], **arrays)
    assert np.allclose(forest.predict(rows), booster.predict(rows), atol=1e-4)
    base = packed["value"][packed["roots"]].sum()
    odds = np.log(forest.predict(rows) / (1 - forest.predict(rows)))
    assert np.allclose(forest.weights(rows).sum(axis=1) + base, odds, atol=1e-3)
