"""Close languages that no detector tells surely: the words that one of them has and the other lacks decide."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from blogsieve.cleaners.text import words
from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

# One word may be a name or a quotation; two different ones are not by chance in the same text.
FEWEST_WORDS = 2
# A text in one of two languages has words of the other in names and quotations, less than half as many.
CLEARLY = 2
# The detectors' opinions belong to a family together before its words are counted.
LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Family:
    """Languages that are taken for each other: each one's own words, and what else detectors take them for."""

    words: Mapping[str, frozenset[str]]
    taken_for: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Return all codes that stand for a member of the family."""
        return (*self.words, *self.taken_for)


@cache
def load_families() -> tuple[Family, ...]:
    """Return the families of the table."""
    table = load_toml(__package__, "relatives.toml")
    return tuple(
        Family({code: frozenset(text.split()) for code, text in row["words"].items()}, tuple(row.get("taken_for", ())))
        for row in table["family"]
    )


@cache
def has_own_words(code: str) -> bool:
    """Tell whether a language is known by its words, though it may have no code of two letters."""
    return any(code in family.words for family in load_families())


def tell_apart(weights: Mapping[str, float], text: str, wanted: frozenset[str]) -> Mapping[str, float]:
    """Return probabilities with those of a family of languages given to the one whose words the text has.

    Where the words do not tell, the page's own word does.

    >>> tell_apart({"id": 0.7, "ms": 0.3}, "kerana filem itu", frozenset())
    {'ms': 1.0}
    """
    for family in load_families():
        total = sum(weights.get(code, 0.0) for code in family.codes)
        if total >= LIKELY:
            code = by_words(family, text) or next(iter(sorted(wanted & family.words.keys())), "")
            if code:
                rest = {other: share for other, share in weights.items() if other not in family.codes}
                return {code: total, **rest}
    return weights


def by_words(family: Family, text: str) -> str:
    """Return the language of a family whose own words a text clearly has, `""` where none stands out."""
    found = set(words(text))
    counts = Counter({code: len(found & own) for code, own in family.words.items()})
    (best, most), *others = counts.most_common()
    second = max((count for _, count in others), default=0)
    return best if most >= FEWEST_WORDS and most >= CLEARLY * second else ""


def is_undecided(code: str, text: str, wanted: frozenset[str]) -> bool:
    """Tell whether a text can as well be in a relative of its language: neither words nor the page tell."""
    return any(code in family.words and not by_words(family, text) and code not in wanted for family in load_families())
