"""Reads thousands of broken inputs, and counts what is not caught, slow or large.

python -m benchmarks.fuzz [--seed WORD] [--share 0.1] [--only KIND …] [--jobs N]
python -m benchmarks.fuzz --only pages --show 1234 > page.html     writes one input, to look into what it does
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, repeat
from typing import TYPE_CHECKING

from benchmarks.fuzz.sandbox import ERROR, LARGE, SLOW, Outcome, read_all
from benchmarks.fuzz.targets import KINDS, inputs

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED = "1"


def main() -> int:
    """Read the inputs that are wanted; return 1 where one did what none may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", default=SEED, help="another word gives other inputs")
    parser.add_argument("--share", type=float, default=1.0, help="of the inputs of each kind")
    parser.add_argument("--only", choices=KINDS, nargs="+", default=list(KINDS), help="kinds of inputs")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--show", type=int, metavar="N", help="write input N of a kind to standard output")
    opts = parser.parse_args()
    if opts.show is not None:
        ((body, _),) = inputs(KINDS[opts.only[0]], opts.seed, [opts.show])
        sys.stdout.buffer.write(body)
        return 0
    found: Counter[str] = Counter()
    for name in opts.only:
        number = max(1, round(KINDS[name].number * opts.share))
        outcomes = run(name, opts.seed, number, opts.jobs)
        found.update(outcome.trouble for outcome in outcomes)
        print(f"{name}: {number:,} inputs, the slowest {max(one.seconds for one in outcomes):.1f} s", flush=True)
        for outcome in outcomes:
            if outcome.trouble:
                print(f"  {outcome.number}: {outcome.trouble}: {outcome.detail}", flush=True)
    print(", ".join(f"{found[trouble]} {trouble}" for trouble in (ERROR, SLOW, LARGE)))
    return 1 if found[ERROR] + found[SLOW] + found[LARGE] else 0


def run(kind: str, seed: str, number: int, jobs: int) -> list[Outcome]:
    """Return what became of the inputs of a kind, read in so many processes."""
    shares = [range(start, number, jobs) for start in range(jobs)]
    # Each of these processes forks others; one with threads could not.
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as processes:
        done = processes.map(read_share, repeat(kind), repeat(seed), shares)
        return sorted(chain.from_iterable(done), key=lambda outcome: outcome.number)


def read_share(kind: str, seed: str, numbers: Sequence[int]) -> list[Outcome]:
    """Return what became of some of the inputs."""
    return list(read_all(kind, seed, numbers))


if __name__ == "__main__":
    sys.exit(main())
