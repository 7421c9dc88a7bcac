"""What words of names, and of short lines, tell of the blocks that they stand with."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from blogsieve.cleaners.trained.look import OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.samples import Sample
    from blogsieve.cleaners.trained.look import Look

# On how many hosts a word of a class, or of a short line, has to stand before it tells anything of others.
FEWEST_NAMES, FEWEST_LABELS = 10, 6


def lexicons(samples: Sequence[Sample]) -> tuple[dict[str, float], dict[str, float]]:
    """Return what the words of names, and those of short lines, tell: the log of the odds that it is the author's."""
    names, labels = Odds(), Odds()
    by_host: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        by_host[sample.host].append(sample)
    for own in by_host.values():
        names.add(
            (words, held) for sample in own for words, held in zip(names_around(sample.look), sample.held, strict=True)
        )
        labels.add(
            (set(words), held) for sample in own for words, held in zip(sample.look.tokens, sample.held, strict=True)
        )
    return names.table(FEWEST_NAMES), labels.table(FEWEST_LABELS)


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

    def table(self, fewest: int) -> dict[str, float]:
        """Return the log of the odds of the words that stand on so many hosts."""
        return {
            word: round(math.log((held + 0.5) / (others + 0.5)), 2)
            for word, (others, held, hosts) in sorted(self.counts.items())
            if hosts >= fewest
        }


def names_around(look: Look) -> Iterator[set[str]]:
    """Yield the words of all names around each block."""
    around: list[set[str]] = []
    for place, (parent, names) in enumerate(zip(look.parents, look.names, strict=True)):
        around.append({*names, *(around[parent] if place else ())})
    box = OWN.index("box")
    return (around[int(row[box])] for row in look.rows)
