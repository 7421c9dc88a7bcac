"""What words tell of a block: those of names, of short lines, and those that blocks begin with."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

# Names of boxes that are remembered.
CACHED = 4096
# So many ends of numbers that few of some thousand pairs share one.
ENDINGS = 1 << 17


@dataclass(frozen=True)
class Lexicons:
    """What words tell of a block, in log odds that it is the author's."""

    names: Mapping[str, float] = field(default_factory=dict)  # words of ids and classes
    labels: Mapping[str, float] = field(default_factory=dict)  # words of short lines
    phrases: Mapping[str, float] = field(default_factory=dict)  # words that a block begins with, and two in a row

    @cached_property
    def named(self) -> Callable[[tuple[str, ...]], tuple[float, float, float]]:
        """What the names of a box tell, remembered: most boxes share theirs with others."""
        return lru_cache(maxsize=CACHED)(partial(tell, self.names))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Labels and phrases, to look up those of all lines of a page at once."""
        return Vocabulary(self.labels, self.phrases)


class Vocabulary:
    """Words, and each two in a row, with what they tell: as numbers, of which two make the number of a pair."""

    def __init__(self, labels: Mapping[str, float], phrases: Mapping[str, float]) -> None:
        words = dict.fromkeys(chain(labels, chain.from_iterable(phrase.split(" ") for phrase in phrases)))
        self.numbers = {word: number for number, word in enumerate(words, 1)}
        self.size = len(words) + 1
        self.labels = np.array([0.0, *(labels.get(word, 0.0) for word in words)])
        self.odds = np.array([np.nan, *(phrases.get(word, np.nan) for word in words)])  # NaN where it tells nothing
        pairs = {self.size**2: np.nan}  # greater than that of any pair
        for phrase, score in phrases.items():
            first, _, second = phrase.partition(" ")
            if second:
                pairs[self.numbers[first] * self.size + self.numbers[second]] = score
        self.pairs = np.array(sorted(pairs), np.int64)
        # Most words in a row are no pair, which a look at the end of their number tells.
        self.may_be_pair = np.zeros(ENDINGS, np.bool_)
        self.may_be_pair[self.pairs % ENDINGS] = True
        self.pair_odds = np.array([pairs[pair] for pair in sorted(pairs)])

    def said(
        self, tokens: Sequence[Sequence[str]]
    ) -> tuple[NDArray[np.float64], NDArray[np.intp], NDArray[np.float64]]:
        """Return of each line the sum of what its words tell as labels, and what is known of them as phrases.

        That is of which line a word, or two in a row, is, and the odds.

        >>> vocabulary = Vocabulary({"up": -1.0}, {"up": 0.5, "sign up": -2.0})
        >>> [found.tolist() for found in vocabulary.said([["sign", "up"], ["sign"], ["up"]])]
        [[-1.0, 0.0, -1.0], [0, 2, 0], [0.5, 0.5, -2.0]]
        """
        numbers = np.fromiter(map(self.numbers.get, chain.from_iterable(tokens), repeat(0)), np.int64)
        line = np.repeat(np.arange(len(tokens)), [len(own) for own in tokens])
        alone = np.flatnonzero(~np.isnan(self.odds[numbers]))
        asked = numbers[:-1] * self.size + numbers[1:]
        row = np.flatnonzero(self.may_be_pair.take(asked % ENDINGS) & (line[:-1] == line[1:]))
        asked = asked.take(row)
        place = np.searchsorted(self.pairs, asked)
        known = self.pairs[place] == asked
        lines = np.concatenate((line[alone], line[row[known]]))
        odds = np.concatenate((self.odds[numbers[alone]], self.pair_odds[place[known]]))
        labels = np.bincount(line, self.labels[numbers], len(tokens)).astype(np.float64)
        return labels, lines, odds


def tell(scores: Mapping[str, float], words: Iterable[str]) -> tuple[float, float, float]:
    """Return the sum, the least and the most of what words tell; 0 where nothing is known.

    >>> tell({"post": 1.0, "related": -3.0}, ("div", "post", "related"))
    (-2.0, -3.0, 1.0)
    """
    found = [scores[word] for word in words if word in scores]
    return sum(found), min(0.0, *found, 0.0), max(0.0, *found, 0.0)


def phrases_of(tokens: Sequence[str]) -> list[str]:
    """Return words, and each two in a row.

    >>> phrases_of(["sign", "up"])
    ['sign', 'up', 'sign up']
    """
    return [*tokens, *map(" ".join, pairwise(tokens))]
