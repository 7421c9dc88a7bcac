"""What words of names, of short lines and of beginnings tell of the blocks that they stand with."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from blogsieve.cleaners.trained.features import LABEL, Lexicons, phrases_of
from blogsieve.cleaners.trained.look import OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.samples import Sample
    from blogsieve.cleaners.trained.look import Look

# On how many hosts a word of a class, of a short line, or of a beginning has to stand before it tells of others.
FEWEST_NAMES, FEWEST_LABELS, FEWEST_PHRASES = 10, 6, 8
# A phrase with odds so near to those of all phrases tells nothing.
LEAST_TOLD = 0.6


def lexicons(samples: Sequence[Sample]) -> Lexicons:
    """Return what words tell: the log of the odds that a block is the author's."""
    names, labels, phrases = Odds(), Odds(), Odds()
    by_host: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        by_host[sample.host].append(sample)
    for own in by_host.values():
        names.add(
            (words, held) for sample in own for words, held in zip(names_around(sample.look), sample.held, strict=True)
        )
        labels.add((set(words), held) for words, held in lines_of(own) if len(words) <= LABEL)
        phrases.add((set(phrases_of(words)), held) for words, held in lines_of(own))
    return Lexicons(names.table(FEWEST_NAMES), labels.table(FEWEST_LABELS), phrases.table(FEWEST_PHRASES, LEAST_TOLD))


def lines_of(samples: Iterable[Sample]) -> Iterator[tuple[Sequence[str], bool]]:
    """Yield the first words of each block of some pages, and whether it is the author's."""
    return (line for one in samples for line in zip(one.look.tokens, one.held.tolist(), strict=True))


class Odds:
    """How often words stand with the author's blocks and with others; each host counts once."""

    def __init__(self) -> None:
        self.counts: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])

    def add(self, blocks: Iterable[tuple[Iterable[str], bool]]) -> None:
        """Add the blocks of a host."""
        own: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for words, is_held in blocks:
            for word in words:
                own[word][int(is_held)] += 1
        for word, (others, held) in own.items():
            total = self.counts[word]
            total[0] += others / (others + held)
            total[1] += held / (others + held)
            total[2] += 1

    def table(self, fewest: int, least: float = 0.0) -> dict[str, float]:
        """Return the log of the odds of the words that stand on so many hosts, if it is so far from that of all."""
        sums = [sum(counts) for counts in zip(*self.counts.values(), strict=True)] or [1.0, 1.0, 0.0]
        mean = log_odds(sums[1], sums[0])
        odds = {
            word: log_odds(held, others)
            for word, (others, held, hosts) in sorted(self.counts.items())
            if hosts >= fewest
        }
        return {word: value for word, value in odds.items() if abs(value - mean) >= least}


def log_odds(held: float, others: float) -> float:
    """Return the log of the odds of counts, to two places.

    >>> log_odds(9.5, 0.5), log_odds(0, 0)
    (2.3, 0.0)
    """
    return round(math.log((held + 0.5) / (others + 0.5)), 2)


def names_around(look: Look) -> Iterator[set[str]]:
    """Yield the words of all names around each block."""
    around: list[set[str]] = []
    for place, (parent, names) in enumerate(zip(look.parents, look.names, strict=True)):
        around.append({*names, *(around[parent] if place else ())})
    box = OWN.index("box")
    return (around[int(row[box])] for row in look.rows)
