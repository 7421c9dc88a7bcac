"""What trees are asked of a block: its layout, place, the boxes around it, its row, its neighbours, others' votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from blogsieve.cleaners.extraction.dense import MOSTLY_TEXT, PROSE
from blogsieve.cleaners.trained.layout import BOX, TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from blogsieve.cleaners.trained.layout import Columns, Layout
    from blogsieve.cleaners.trained.lexicons import Lexicons

    Flags = Sequence[bool] | NDArray[np.bool_]

LEVELS = 3  # boxes around a block that are looked at one by one
FAR = 99
# Of the title's words a heading that is the title has nearly all, and hardly others.
IS_TITLE = 0.8
NEAR = (3, 8)
BEFORE = "linked label phrase named down vote taken".split()
BEHIND = (*BEFORE, "tag")
# Words of a line that is a label.
LABEL = 12
NAMED = ("named", "named around", "named sum", "named least", "named most")
PHRASE = ("phrase", "phrase least", "phrase sum")


def features(
    layout: Layout, lexicons: Lexicons, votes: Flags, taken: Flags, tails: Flags
) -> tuple[NDArray[np.float32], list[str]]:
    """Return a row of numbers for each block of a page, and what the columns are called.

    `votes` says which blocks the extractor takes, `taken` which those around them make the body, `tails` which have a
    phrase that ends posts.
    """
    columns = dict(layout.own)
    for name, own in (("vote", votes), ("taken", taken), ("tail", tails)):
        columns[name] = np.array(own, dtype=np.float32)
    add_boxes(columns, layout)
    add_rows(columns, layout)
    add_names(columns, layout, lexicons)
    add_words(columns, layout, lexicons)
    add_places(columns)
    add_headings(columns)
    add_neighbours(columns)
    rows = np.concatenate(list(columns.values()), dtype=np.float32, casting="same_kind").reshape(len(columns), -1)
    return np.ascontiguousarray(rows.T), list(columns)


def add_boxes(columns: Columns, layout: Layout) -> None:
    """Add what the boxes around each block hold, and how far it stands from the one with most of the prose."""
    box, sums = layout.box, layout.sums
    page = max(1.0, float(sums[0, 0]))
    around = layout.holder
    for level in range(1, LEVELS + 1):
        held = sums[:, around]
        columns[f"share {level}"] = held[0] / page
        columns[f"links {level}"] = held[1] / np.maximum(held[0], 1)
        columns |= {f"{name} {level}": own for name, own in zip(BOX[2:], held[2:], strict=True)}
        around = layout.around[around]
    columns["twins"] = np.array(layout.twins, np.float32)[box]
    columns |= zip(("up", "down", "depth"), distances(layout)[:, box], strict=True)
    columns["page"] = np.full(len(box), page, np.float32)


def add_rows(columns: Columns, layout: Layout) -> None:
    """Add what the blocks have in common that are made alike, and how much of its box the body has."""
    columns["row"] = np.bincount(layout.row)[layout.row].astype(np.float32)
    for name in ("size", "linked", "taken"):
        columns[f"row {name}"] = layout.mean_of_row(columns[name])
    counts = np.maximum(np.bincount(layout.holder), 1)
    columns["box taken"] = (np.bincount(layout.holder, columns["taken"]) / counts)[layout.holder]


def distances(layout: Layout) -> NDArray[np.float32]:
    """Return of each box how far up from the flow the one stands that holds both, how far it is below, and its depth.

    The flow is the box in which most of the prose stands right.
    """
    flow: dict[int, int] = {}
    place = int(np.argmax(layout.direct))
    while place not in flow:
        flow[place] = len(flow)
        place = layout.parents[place]
    ups, downs, depths = [flow[0]], [0], [0]
    for own, parent in enumerate(layout.parents[1:], 1):
        is_above = own in flow
        ups.append(flow[own] if is_above else ups[parent])
        downs.append(0 if is_above else downs[parent] + 1)
        depths.append(depths[parent] + 1)
    return np.array((ups, downs, depths), np.float32)


def add_names(columns: Columns, layout: Layout, lexicons: Lexicons) -> None:
    """Add what the names of each block's element, of the box around it, and of all boxes around it tell."""
    own, least, most = np.array([lexicons.named(names) for names in layout.names]).T
    around, sums = own[layout.around], own.tolist()
    around[0] = 0
    lowest, highest = least.tolist(), most.tolist()
    for box, parent in enumerate(layout.parents[1:], 1):
        sums[box] += sums[parent]
        if (low := lowest[parent]) < lowest[box]:
            lowest[box] = low
        if (high := highest[parent]) > highest[box]:
            highest[box] = high
    told = np.array((own, around, sums, lowest, highest), np.float32)
    columns |= zip(NAMED, told[:, layout.box], strict=True)


def add_words(columns: Columns, layout: Layout, lexicons: Lexicons) -> None:
    """Add what the words of each short line tell, and the first ones of each block, alone and two in a row."""
    count = len(layout.tokens)
    labels, line, odds = lexicons.vocabulary.said(layout.tokens)
    columns["label"] = np.where([len(own) <= LABEL for own in layout.tokens], labels, 0)
    sums, least = np.bincount(line, odds, count).astype(np.float64), np.zeros(count)
    np.minimum.at(least, line, odds)
    columns |= zip(PHRASE, (sums / np.maximum(np.bincount(line, minlength=count), 1), least, sums), strict=True)


def add_places(columns: Columns) -> None:
    """Add where each block stands: on the page, among the prose, from the title, and how much of it is near."""
    size, linked = columns["size"], columns["linked"]
    count, total = len(size), max(1.0, float(size.sum()))
    place = np.arange(count, dtype=np.float32)
    prose = (size >= PROSE) & (linked <= MOSTLY_TEXT) & (columns["code"] == 0)
    flow = prose & (columns["up"] <= 2) & (columns["down"] <= LEVELS)
    places = np.flatnonzero(flow)
    columns["from first"] = place - places[0] if len(places) else np.full_like(place, FAR)
    columns["from last"] = place - places[-1] if len(places) else np.full_like(place, FAR)
    own = np.flatnonzero(columns["taken"])
    columns["from taken"] = place - own[0] if len(own) else np.full_like(place, FAR)
    columns["to taken"] = place - own[-1] if len(own) else np.full_like(place, FAR)
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
    tag = columns["tag"]
    place = np.arange(len(tag))
    last = np.maximum.accumulate(np.where((tag >= TAGS["h1"]) & (tag <= TAGS["h6"]), place, -1))
    is_under = last >= 0
    columns["under"] = (place - last).astype(np.float32)
    columns["heading"] = np.where(is_under, columns["label"][last], 0)
    columns["heading tag"] = np.where(is_under, tag[last], 0)
    columns["heading from last"] = np.where(is_under, columns["from last"][last], 0)


def add_neighbours(columns: Columns) -> None:
    """Add what is told of the blocks before and behind each; -1 where there is none."""
    before, behind = (np.full((len(names), len(columns["tag"])), -1, np.float32) for names in (BEFORE, BEHIND))
    before[:, 1:] = [columns[name][:-1] for name in BEFORE]
    behind[:, :-1] = [columns[name][1:] for name in BEHIND]
    columns |= {f"{name} -1": own for name, own in zip(BEFORE, before, strict=True)}
    columns |= {f"{name} +1": own for name, own in zip(BEHIND, behind, strict=True)}
