"""Trains the trees that judge the blocks of a page which stands alone, and says in folds by host how well they do.

    python -m benchmarks.training [FOLDER] [--write]

FOLDER, or the environment variable BLOGSIEVE_DATASETS, names the data sets; docs/datasets.md has their format. Needs
LightGBM, `pip install -e '.[train]'`. Each page is taken twice: as rules have left it, and as it was before them, for
what rules miss on other sites is what the trees are to know. `--write` trains on all pages and writes the table.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import sys
from collections import defaultdict
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.datasets import find_datasets
from benchmarks.odds import count_hosts, lexicons
from benchmarks.samples import read_samples
from blogsieve.cleaners import trained
from blogsieve.cleaners.trained.choice import doubted, overlooked
from blogsieve.cleaners.trained.features import features
from blogsieve.cleaners.trained.lexicons import Lexicons
from blogsieve.cleaners.trained.witness import KINDS, SEPARATOR, TABLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lightgbm import Booster
    from numpy.typing import NDArray

    from benchmarks.odds import Host
    from benchmarks.samples import Sample

PLACE = Path(trained.__file__).with_name(TABLE)
FOLDS, INNER = 5, 3
ROUNDS = 200
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 31,
    "max_depth": 7,
    "learning_rate": 0.07,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "num_threads": 1,
    "seed": 1,
    "verbose": -1,
}


def fold_of(host: str, folds: int, salt: str = "") -> int:
    """Return the fold of a host."""
    return int(hashlib.md5((salt + host).encode(), usedforsecurity=False).hexdigest(), 16) % folds


def matrices(samples: Sequence[Sample], hosts: Mapping[str, Host]) -> list[NDArray[np.float32]]:
    """Return the features of samples to train on: what words tell is from other hosts."""
    found = [np.empty(0, np.float32)] * len(samples)
    for fold in range(INNER):
        tables = lexicons([own for host, own in hosts.items() if fold_of(host, INNER, "inner") != fold])
        for place, one in enumerate(samples):
            if fold_of(one.host, INNER, "inner") == fold:
                found[place] = features(one.layout, tables, one.votes, one.taken, one.tails)[0]
    return found


def names_of(samples: Sequence[Sample]) -> list[str]:
    """Return what the features are called."""
    return features(samples[0].layout, Lexicons(), samples[0].votes, samples[0].taken, samples[0].tails)[1]


def train(samples: Sequence[Sample], hosts: Mapping[str, Host]) -> tuple[Booster, Lexicons]:
    """Return trees that are trained on samples, and what words tell, both from the hosts of the samples."""
    hosts = {host: hosts[host] for host in sorted({one.host for one in samples})}
    rows, held = np.concatenate(matrices(samples, hosts)), np.concatenate([one.held for one in samples])
    names = names_of(samples)
    # It is no part of the tools that everyone installs.
    import lightgbm

    data = lightgbm.Dataset(
        rows,
        held,
        weight=np.concatenate([one.weights for one in samples]),
        feature_name=[n.replace(" ", "_") for n in names],
    )
    return lightgbm.train(PARAMETERS, data, ROUNDS), lexicons(list(hosts.values()))


def table_of(booster: Booster, lexicons: Lexicons, names: Sequence[str]) -> dict[str, Any]:
    """Return the table that `cleaners.trained.witness` reads."""
    nodes: list[tuple[int, float, int, float]] = []
    roots: list[int] = []
    depth = 0
    for tree in booster.dump_model()["tree_info"]:
        roots.append(len(nodes))
        nodes.append((0, math.inf, 0, 0.0))
        waiting = [(roots[-1], tree["tree_structure"], 0)]
        while waiting:
            place, node, level = waiting.pop()
            depth = max(depth, level)
            if "leaf_value" in node:
                nodes[place] = (0, math.inf, place, node["leaf_value"])
                continue
            nodes[place] = (node["split_feature"], node["threshold"], len(nodes), node["internal_value"])
            waiting += [
                (len(nodes) + side, node[child], level + 1) for side, child in enumerate(("left_child", "right_child"))
            ]
            nodes += [(0, math.inf, 0, 0.0)] * 2
    feature, threshold, children, value = zip(*nodes, strict=True)
    table = {"features": names, "depth": depth, "roots": np.array(roots, np.int32)}
    table |= {"feature": np.array(feature, np.uint8), "threshold": np.array(threshold, np.float32)}
    table |= {"children": np.array(children, np.int32), "value": np.array(value, np.float32)}
    for kind in KINDS:
        odds: Mapping[str, float] = getattr(lexicons, f"{kind}s")
        table |= {f"{kind}s": np.array(SEPARATOR.join(odds)), f"{kind}_odds": np.array(list(odds.values()), np.float16)}
    return table


def kept_by(sample: Sample, found: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which blocks of a sample are kept by the pipeline as the trees change it."""
    more = overlooked(sample.layout, found, sample.taken, sample.texts)
    return (sample.kept & ~doubted(sample.layout, found, sample.kept, sample.told)) | more


def measure(samples: Sequence[Sample]) -> None:
    """Print how well pages come out of the folds, of trees that have seen no page of their host."""
    hosts = count_hosts(samples)
    results: dict[tuple[bool, bool], list[tuple[float, float]]] = defaultdict(list)
    for fold in range(FOLDS):
        booster, words = train([one for one in samples if fold_of(one.host, FOLDS) != fold], hosts)
        for one in samples:
            if fold_of(one.host, FOLDS) == fold:
                found = np.asarray(booster.predict(features(one.layout, words, one.votes, one.taken, one.tails)[0]))
                results[one.is_single, one.is_ruled].append((one.f1(one.kept), one.f1(kept_by(one, found))))
    print(f"{'':<34}{'pages':>6}{'before':>8}{'with trees':>12}")
    for (is_single, is_ruled), pairs in sorted(results.items(), reverse=True):
        name = ("single pages" if is_single else "posts of blogs") + (
            ", after rules" if is_ruled else ", without rules"
        )
        before, after = (fmean(values) for values in zip(*pairs, strict=True))
        print(f"{name:<34}{len(pairs):>6}{before:>8.4f}{after:>12.4f}")


def main() -> int:
    """Measure in folds, or train on all pages and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", help="data sets; default: the environment variable BLOGSIEVE_DATASETS")
    parser.add_argument("--write", action="store_true", help="train on all pages, and write the table")
    arguments = parser.parse_args()
    folder = find_datasets(arguments.folder)
    if folder is None:
        return 0
    samples = read_samples(folder)
    if not arguments.write:
        measure(samples)
        return 0
    booster, words = train(samples, count_hosts(samples))
    names = names_of(samples)
    np.savez_compressed(PLACE, **table_of(booster, words, names))
    print(f"{PLACE}: {PLACE.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
