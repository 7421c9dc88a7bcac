"""Which lines of a page go and which are added to its body, by how likely each is its author's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from blogsieve.cleaners.extraction.dense import MOSTLY_TEXT, PROSE
from blogsieve.cleaners.text import is_cut_off
from blogsieve.cleaners.trained.layout import STOP, TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from blogsieve.cleaners.trained.layout import Layout

    Mask = NDArray[np.bool_]
    Chances = NDArray[np.floating]

# Below this probability a line goes, and from this one on it is the author's though the extractor did not take it; of
# prose that is made like lines of the body HARDLY is enough.
HARDLY, SURELY = 0.4, 0.5
# Who takes so much more than the extractor has found another text.
MOST_ADDED = 2.0
# A body of which they would leave less than this share is one that they do not know.
LEAST_LEFT = 0.5
# A line of so many letters that ends in a full stop is a sentence; titles hardly do.
SHORTEST_SENTENCE = 60
# So many lines that are made alike, in boxes made alike, are a row: entries of a list, lines of a table, paragraphs. It
# stays where it is the author's on the whole, or a list loses each of its entries that has a link; but what is surely
# foreign goes from it: what the first trees are sure of (`forest.SURE`).
FEWEST_OF_A_ROW, FEWEST_ALIKE = 3, 2
LIKELY, DENIED = 0.41, 0.12


def doubted(layout: Layout, chances: Chances, body: Mask, told: Mask) -> Mask:
    """Return which lines of a body go; none of those of which others have told that they are the author's."""
    gone = body & (chances < HARDLY) & ~told & ~in_rows(layout, chances, body)
    gone &= ~amid(layout, body, gone)
    size = layout.own["size"]
    return gone if size[body & ~gone].sum() >= LEAST_LEFT * size[body].sum() else np.zeros_like(gone)


def in_rows(layout: Layout, chances: Chances, body: Mask) -> Mask:
    """Return which lines stand in a row that is the author's on the whole, but for those that surely are not."""
    counts = np.bincount(layout.row, body)[layout.row]
    held: Mask = (counts >= FEWEST_OF_A_ROW) & (layout.mean_of_row(chances, body) >= LIKELY) & (chances >= DENIED)
    return held


def amid(layout: Layout, body: Mask, gone: Mask) -> Mask:
    """Return which paragraphs stand right between two that nobody doubts and that are made alike, in the same box."""
    places = np.flatnonzero(body)
    above, here, below = places[:-2], places[1:-1], places[2:]
    is_alike = is_prose(layout)[places] & (layout.own["tag"][places] == TAGS["p"])
    is_alike = is_alike[:-2] & is_alike[1:-1] & is_alike[2:] & ~gone[above] & ~gone[below]
    for other in (above, below):
        is_alike &= (layout.holder[other] == layout.holder[here]) & (layout.row[other] == layout.row[here])
    return mask_at(here[is_alike], len(body))


def overlooked(layout: Layout, chances: Chances, taken: Mask, texts: Sequence[str]) -> Mask:
    """Return which lines that the extractor did not take surely are the author's, or are prose made like his.

    Copies of those are none of them, nor are excerpts and links, as other posts are called amid a body; but a sentence
    that is made like his is his, though all of it is a link.
    """
    own = layout.own
    is_likely = chances >= HARDLY
    is_made_alike = np.bincount(layout.row, taken & is_likely)[layout.row] >= FEWEST_ALIKE
    found = ((chances >= SURELY) | (is_likely & is_made_alike & is_prose(layout))) & ~taken
    is_sentence = (own["ends"] == STOP) & (own["size"] >= SHORTEST_SENTENCE) & is_made_alike & (chances >= SURELY)
    found &= (own["linked"] <= MOSTLY_TEXT) | is_sentence
    added = mask_at(list(new_texts(texts, found, taken)), len(found))
    size = own["size"]
    return added if size[added].sum() <= MOST_ADDED * size[taken].sum() else np.zeros_like(added)


def new_texts(texts: Sequence[str], found: Mask, taken: Mask) -> Iterator[int]:
    """Yield the places of the lines that were found, each text once, without excerpts and what was taken already."""
    known = {texts[place] for place in np.flatnonzero(taken).tolist()}
    for place in np.flatnonzero(found).tolist():
        if texts[place] not in known and not is_cut_off(texts[place]):
            known.add(texts[place])
            yield place


def mask_at(places: Sequence[int] | NDArray[np.intp], count: int) -> Mask:
    """Return of each of so many lines whether it stands at one of the places."""
    mask = np.zeros(count, np.bool_)
    mask[places] = True
    return mask


def is_prose(layout: Layout) -> Mask:
    """Return which lines are a paragraph's worth of text."""
    own = layout.own
    prose: Mask = (own["size"] >= PROSE) & (own["linked"] <= MOSTLY_TEXT) & (own["code"] == 0)
    return prose
