"""Which blocks are a site's template: those that stand on many of its pages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# On a sample of 20 pages, one in ten is the least that is no chance: at 5 % the headings of two posts of a series
# would go, at 20 % boxes of one category would stay.
SHARE_OF_PAGES = 0.1
FEWEST_PAGES = 3
# With fewer pages than this no share is telling; a block must then stand on most of them.
SMALL_SITE = 12
SHARE_OF_SMALL_SITE = 0.5
# Of a model that is read by people and kept for years only the most frequent blocks are worth their bytes.
MOST_BLOCKS = 500


def count_repeated(pages: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return the keys of blocks that stand on so many pages that they are template, most frequent first."""
    counts: Counter[str] = Counter()
    total = 0
    for keys in pages:
        counts.update(set(keys))
        total += 1
    least = max(FEWEST_PAGES, SHARE_OF_PAGES * total) if total >= SMALL_SITE else max(2, SHARE_OF_SMALL_SITE * total)
    # Of equals the alphabet decides: the order of a set is another one in every process.
    frequent = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_BLOCKS]
    return {key: count for key, count in frequent if count >= least}
