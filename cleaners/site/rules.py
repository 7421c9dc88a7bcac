"""What a sample tells of rules: those that would take its site's posts are off, those that are right elsewhere hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.pipeline.document import Document

# A rule that is wrong on one page may be right on the others.
FEWEST_VETOES = 2
# One that takes a box on so many pages, and on so many more than it is kept from, is right.
FEWEST_PAGES, TIMES_VETOED = 3, 3


def learn_rules_off(documents: Sequence[Document]) -> dict[str, str]:
    """Return the names of the rules that would take the posts of several pages, each with what tells so.

    A box with one text on all pages is no post, however much of the page it is.
    """
    texts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for document in documents:
        for name, (reason, text) in document.vetoed.items():
            texts[name][text] = reason
    return {name: min(found.values()) for name, found in sorted(texts.items()) if len(found) >= FEWEST_VETOES}


def learn_rules_held(documents: Sequence[Document]) -> frozenset[str]:
    """Return the names of the rules that take something on most pages, and would take the post on hardly any."""
    taken = Counter(name for document in documents for name in document.ruled)
    vetoed = Counter(name for document in documents for name in document.vetoed)
    return frozenset(name for name, count in taken.items() if count >= max(FEWEST_PAGES, TIMES_VETOED * vetoed[name]))
