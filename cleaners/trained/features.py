"""What trees are asked of a block: its layout, its place, the boxes around it, its neighbours, the extractor's vote."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from blogsieve.cleaners.extraction.dense import MOSTLY_TEXT, PROSE
from blogsieve.cleaners.trained.layout import BOX, HEADINGS, OWN, TAGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from blogsieve.cleaners.trained.layout import Layout

    Columns = dict[str, NDArray[np.floating]]

LEVELS = 3  # boxes around a block that are looked at one by one
FAR = 99
# Of the title's words a heading that is the title has nearly all, and hardly others.
IS_TITLE = 0.8
NEAR = (3, 8)
BESIDE = {1: ("linked", "tag", "label", "phrase", "phrase worst", "named", "down", "vote"), 2: ("label", "vote")}
# Words of a line that is a label.
LABEL = 12
PHRASE = ("phrase", "phrase least", "phrase most", "phrase worst", "phrase against", "phrase sum")
# So many of a block's words that speak most against it are summed up; from these odds on a word speaks against it.
WORST, AGAINST = 4, -1.5


@dataclass(frozen=True, slots=True)
class Lexicons:
    """What words tell of a block, in log odds that it is the author's."""

    names: Mapping[str, float] = field(default_factory=dict)  # words of ids and classes
    labels: Mapping[str, float] = field(default_factory=dict)  # words of short lines
    phrases: Mapping[str, float] = field(default_factory=dict)  # words that a block begins with, and two in a row
    pairs: Mapping[str, Mapping[str, float]] = field(init=False)  # the latter by the first word, and by the second

    def __post_init__(self) -> None:
        """Part the pairs: to look two words up one by one takes half as long as to join all that stand in a row."""
        pairs: dict[str, dict[str, float]] = {}
        for phrase, score in self.phrases.items():
            first, space, second = phrase.partition(" ")
            if space:
                pairs.setdefault(first, {})[second] = score
        object.__setattr__(self, "pairs", pairs)

    def scores(self, tokens: Sequence[str]) -> list[float]:
        """Return what is known of words, and of each two in a row, the least first.

        >>> Lexicons(phrases={"up": 0.5, "sign up": -2.0}).scores(["sign", "up"])
        [-2.0, 0.5]
        """
        phrases, pairs = self.phrases, self.pairs
        found = [phrases[word] for word in tokens if word in phrases]
        found += [
            second[two] for one, two in pairwise(tokens) if (second := pairs.get(one)) is not None and two in second
        ]
        return sorted(found)


def features(
    layout: Layout, lexicons: Lexicons, votes: Sequence[bool], tails: Sequence[bool]
) -> tuple[NDArray[np.float32], list[str]]:
    """Return a row of numbers for each block of a page, and what the columns are called.

    `votes` says which blocks the extractor takes, `tails` which have a phrase that ends posts.
    """
    rows = np.array(layout.rows, dtype=np.float32)
    columns: Columns = dict(zip(OWN, rows.T, strict=True))
    box = columns.pop("box").astype(np.int32)
    columns["vote"] = np.array(votes, dtype=np.float32)
    columns["tail"] = np.array(tails, dtype=np.float32)
    add_boxes(columns, layout, box)
    add_names(columns, layout, box, lexicons.names)
    add_labels(columns, layout, lexicons.labels)
    add_phrases(columns, layout, lexicons)
    add_places(columns)
    add_headings(columns)
    for distance, wanted in BESIDE.items():
        for name in wanted:
            columns[f"{name} -{distance}"] = shifted(columns[name], distance)
            columns[f"{name} +{distance}"] = shifted(columns[name], -distance)
    return np.column_stack(list(columns.values())).astype(np.float32), list(columns)


def add_boxes(columns: Columns, layout: Layout, box: NDArray[np.int32]) -> None:
    """Add what the boxes around each block hold, and how far it stands from the one with most of the prose."""
    parents = np.array(layout.parents, dtype=np.int32)
    sums = np.array(layout.sums, dtype=np.float32)
    page = max(1.0, float(sums[0, 0]))
    around = box
    for level in range(1, LEVELS + 1):
        around = parents[around]
        held = sums[around]
        columns[f"share {level}"] = held[:, 0] / page
        columns[f"links {level}"] = held[:, 1] / np.maximum(held[:, 0], 1)
        for name in BOX[2:]:
            columns[f"{name} {level}"] = held[:, BOX.index(name)]
    twins = np.array(layout.twins, dtype=np.float32)
    columns["twins 0"], columns["twins 1"] = twins[box], twins[parents[box]]
    up, down, depth = distances(layout)
    columns["up"], columns["down"], columns["depth"] = up[box], down[box], depth[box]
    columns["page"] = np.full(len(box), page, dtype=np.float32)
    columns["lines"] = np.full(len(box), len(box), dtype=np.float32)


def distances(layout: Layout) -> tuple[NDArray[np.float32], ...]:
    """Return of each box how far up from the flow the one stands that holds both, how far it is below, and its depth.

    The flow is the box in which most of the prose stands right.
    """
    size = len(layout.parents)
    up, down, depth = (np.zeros(size, dtype=np.float32) for _ in range(3))
    flow: dict[int, int] = {}
    place = int(np.argmax(layout.direct))
    while place not in flow:
        flow[place] = len(flow)
        place = layout.parents[place]
    for own, parent in enumerate(layout.parents):
        depth[own] = depth[parent] + 1 if own else 0
        if own in flow:
            up[own] = flow[own]
        else:
            up[own], down[own] = up[parent], down[parent] + 1
    return up, down, depth


def add_names(columns: Columns, layout: Layout, box: NDArray[np.int32], names: Mapping[str, float]) -> None:
    """Add what the names of each block's element, of the box around it, and of all boxes around it tell."""
    known: dict[tuple[str, ...], tuple[float, float, float]] = {}  # most boxes share their names with others
    told = [(0.0, 0.0, 0.0, 0.0, 0.0)]  # its own, around it, the sum, the least, the most
    for parent, words in zip(layout.parents, layout.names, strict=True):
        if words not in known:
            scores = [names[word] for word in words if word in names]
            known[words] = (sum(scores), min(0.0, *scores, 0.0), max(0.0, *scores, 0.0))
        (score, least, most), above = known[words], told[parent + 1 if len(told) > 1 else 0]
        told.append((score, above[0], above[2] + score, min(above[3], least), max(above[4], most)))
    table = np.array(told[1:], dtype=np.float32)
    for place, name in enumerate(("named", "named around", "named sum", "named least", "named most")):
        columns[name] = table[box, place]


def add_labels(columns: Columns, layout: Layout, labels: Mapping[str, float]) -> None:
    """Add what the words of each short line tell: their sum, the least and the most."""
    told = [(0.0, 0.0, 0.0)] * len(layout.tokens)
    for place, tokens in enumerate(layout.tokens):
        if len(tokens) <= LABEL and (scores := [labels[word] for word in tokens if word in labels]):
            told[place] = (sum(scores), min(scores), max(scores))
    columns["label"], columns["label least"], columns["label most"] = np.array(told, dtype=np.float32).T


def add_phrases(columns: Columns, layout: Layout, lexicons: Lexicons) -> None:
    """Add what the first words of each block tell, alone and two in a row: "sign up", "is a writer"."""
    told = [(0.0,) * len(PHRASE)] * len(layout.tokens)
    for place, tokens in enumerate(layout.tokens):
        if scores := lexicons.scores(tokens):
            against = sum(score < AGAINST for score in scores) / len(tokens)
            told[place] = (sum(scores) / len(scores), scores[0], scores[-1], sum(scores[:WORST]), against, sum(scores))
    columns |= zip(PHRASE, np.array(told, dtype=np.float32).T, strict=True)


def phrases_of(tokens: Sequence[str]) -> list[str]:
    """Return words, and each two in a row.

    >>> phrases_of(["sign", "up"])
    ['sign', 'up', 'sign up']
    """
    return [*tokens, *map(" ".join, pairwise(tokens))]


def add_places(columns: Columns) -> None:
    """Add where each block stands: on the page, among the prose, from the title, and how much of it is near."""
    size, linked = columns["size"], columns["linked"]
    count, total = len(size), max(1.0, float(size.sum()))
    place = np.arange(count, dtype=np.float32)
    prose = (size >= PROSE) & (linked <= MOSTLY_TEXT) & (columns["code"] == 0)
    flow = prose & (columns["up"] <= 2) & (columns["down"] <= LEVELS)
    places = np.flatnonzero(flow)
    columns["above"] = (np.cumsum(size) - size) / total
    columns["from first"] = place - places[0] if len(places) else np.full_like(place, FAR)
    columns["from last"] = place - places[-1] if len(places) else np.full_like(place, FAR)
    above = np.maximum.accumulate(np.where(prose, place, -FAR))
    below = np.minimum.accumulate(np.where(prose, place, count + FAR)[::-1])[::-1]
    columns["since prose"], columns["until prose"] = place - above, below - place
    inflow = size * flow
    columns["prose below"] = np.cumsum(inflow[::-1])[::-1] / max(1.0, float(inflow.sum()))
    titles = np.flatnonzero((columns["title"] >= IS_TITLE) & (columns["of_title"] >= IS_TITLE))
    titles = titles if len(titles) else np.flatnonzero(columns["tag"] == TAGS["h1"])
    columns["from title"] = place - titles[0] if len(titles) else np.full_like(place, -10 * FAR)
    columns["tails above"] = np.cumsum(columns["tail"] * (columns["from first"] > 0), dtype=np.float32)
    sums = np.concatenate(([0.0], np.cumsum(size * (1 - linked))))
    for width in NEAR:
        near = np.clip(np.arange(count) + width + 1, 0, count), np.clip(np.arange(count) - width, 0, count)
        columns[f"near {width}"] = (sums[near[0]] - sums[near[1]]).astype(np.float32)
    columns["flow share"] = np.full_like(place, inflow.sum() / total)
    votes = columns["vote"]
    columns["vote share"] = np.full_like(place, (votes * size).sum() / total)
    columns["votes above"] = (np.cumsum(votes) - votes) / max(1.0, float(votes.sum()))


def add_headings(columns: Columns) -> None:
    """Add what the heading says under which each block stands, and how far away it is."""
    place = np.arange(len(columns["tag"]))
    last = np.maximum.accumulate(np.where(np.isin(columns["tag"], HEADINGS), place, -1))
    is_under = last >= 0
    columns["under"] = (place - last).astype(np.float32)
    columns["heading"] = np.where(is_under, columns["label"][last], 0)
    columns["heading tag"] = np.where(is_under, columns["tag"][last], 0)
    columns["heading from last"] = np.where(is_under, columns["from last"][last], 0)


def shifted(column: NDArray[np.floating], distance: int) -> NDArray[np.floating]:
    """Return the values of the blocks so far above each, below where it is negative; -1 where there is none.

    >>> shifted(np.array([1.0, 2.0, 3.0]), 1).tolist(), shifted(np.array([1.0, 2.0, 3.0]), -2).tolist()
    ([-1.0, 1.0, 2.0], [3.0, -1.0, -1.0])
    """
    found = np.full_like(column, -1)
    if abs(distance) < len(column):
        kept, moved = (slice(distance, None), slice(None, -distance))
        if distance < 0:
            kept, moved = slice(None, distance), slice(-distance, None)
        found[kept] = column[moved]
    return found
