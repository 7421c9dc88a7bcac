"""What words of names, of short lines and of beginnings tell of the blocks that they stand with."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogsieve.cleaners.trained.features import LABEL
from blogsieve.cleaners.trained.lexicons import Lexicons, phrases_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.samples import Sample
    from blogsieve.cleaners.trained.layout import Layout

# On how many hosts a word of a class, of a short line, or of a beginning has to stand before it tells of others.
FEWEST_NAMES, FEWEST_LABELS, FEWEST_PHRASES = 10, 6, 8
# A phrase with odds so near to those of all phrases tells nothing.
LEAST_TOLD = 0.6


Shares = dict[str, float]  # of each word, how many of its blocks are the author's


@dataclass(frozen=True, slots=True)
class Host:
    """What the words of a host's pages stand with."""

    names: Shares
    labels: Shares
    phrases: Shares


def count_hosts(samples: Iterable[Sample]) -> dict[str, Host]:
    """Return by host what its words stand with, which is counted once for all folds."""
    by_host: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        by_host[sample.host].append(sample)
    return {host: count_host(own) for host, own in by_host.items()}


def count_host(samples: Sequence[Sample]) -> Host:
    """Return what the words of a host's pages stand with."""
    return Host(
        shares(
            (words, held) for one in samples for words, held in zip(names_around(one.layout), one.held, strict=True)
        ),
        shares((set(words), held) for words, held in lines_of(samples) if len(words) <= LABEL),
        shares((set(phrases_of(words)), held) for words, held in lines_of(samples)),
    )


def lexicons(hosts: Sequence[Host]) -> Lexicons:
    """Return what words tell: the log of the odds that a block is the author's."""
    return Lexicons(
        table([host.names for host in hosts], FEWEST_NAMES),
        table([host.labels for host in hosts], FEWEST_LABELS),
        table([host.phrases for host in hosts], FEWEST_PHRASES, LEAST_TOLD),
    )


def lines_of(samples: Iterable[Sample]) -> Iterator[tuple[Sequence[str], bool]]:
    """Yield the first words of each block of some pages, and whether it is the author's."""
    return (line for one in samples for line in zip(one.layout.tokens, one.held.tolist(), strict=True))


def shares(blocks: Iterable[tuple[Iterable[str], bool]]) -> Shares:
    """Return of each word how many of the blocks that it stands with are the author's.

    >>> shares([({"a"}, True), ({"a", "b"}, False)])
    {'a': 0.5, 'b': 0.0}
    """
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for words, is_held in blocks:
        for word in sorted(words):
            counts[word][int(is_held)] += 1
    return {word: held / (others + held) for word, (others, held) in counts.items()}


def table(hosts: Sequence[Shares], fewest: int, least: float = 0.0) -> dict[str, float]:
    """Return the log of the odds of the words that stand on so many hosts, if it is so far from that of all.

    Each host counts once.
    """
    held: dict[str, float] = defaultdict(float)
    count: dict[str, int] = defaultdict(int)
    for host in hosts:
        for word, share in host.items():
            held[word] += share
            count[word] += 1
    mean = log_odds(sum(held.values()), sum(count.values()) - sum(held.values()))
    odds = {word: log_odds(held[word], n - held[word]) for word, n in sorted(count.items()) if n >= fewest}
    return {word: value for word, value in odds.items() if abs(value - mean) >= least}


def log_odds(held: float, others: float) -> float:
    """Return the log of the odds of counts, to two places.

    >>> log_odds(9.5, 0.5), log_odds(0, 0)
    (2.3, 0.0)
    """
    return round(math.log((held + 0.5) / (others + 0.5)), 2)


def names_around(layout: Layout) -> Iterator[set[str]]:
    """Yield the words of all names around each block."""
    around: list[set[str]] = []
    for place, (parent, names) in enumerate(zip(layout.parents, layout.names, strict=True)):
        around.append({*names, *(around[parent] if place else ())})
    return (around[box] for box in layout.box.tolist())
