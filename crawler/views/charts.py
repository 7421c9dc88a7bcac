"""Plots as HTML: bars in tables that can be read without seeing them, and columns over time."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from blogsieve.crawler.views.groups import hue
from blogsieve.crawler.views.markup import Html, el

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# More rows than this are summed up in the last.
MOST_ROWS = 13
# Years that can be named below a plot before the names run into each other on a narrow screen.
MOST_LABELS = 8


def figure(title: str, plot: Html, note: str = "") -> Html:
    """Return a plot with its title."""
    return el("figure", el("figcaption", el("h2", title), el("p", note, class_="note") if note else ""), plot)


def bars(rows: Sequence[tuple[str, int]], head: tuple[str, str], *, colours: bool = False) -> Html:
    """Return a table with a bar in each row, drawn against the highest; the last may sum up the rest."""
    most, total = max((size for _, size in rows), default=0), sum(size for _, size in rows)
    body = [bar_row(name, size, (most, total), hue(name) if colours else "") for name, size in rows[:MOST_ROWS]]
    if rest := rows[MOST_ROWS:]:
        body.append(bar_row(f"{len(rest):,} more", sum(size for _, size in rest), (most, total), kind="rest"))
    names = el("tr", [el("th", name, scope="col") for name in (*head, "share", "bar")])
    return el("table", el("thead", names, class_="unseen"), el("tbody", body), class_="bars")


def bar_row(name: str, size: int, scale: tuple[int, int], style: str = "", kind: str = "") -> Html:
    """Return a row: name, number, share, bar; the scale is the highest number, and the sum of all."""
    most, total = scale
    width = f"{style};--part:{size / max(1, most):.4f}".strip(";")
    return el(
        "tr",
        el("th", name, scope="row", dir="auto", title=name),
        el("td", f"{size:,}", class_="number"),
        el("td", f"{size / max(1, total):.1%}", class_="number"),
        el("td", el("span", style=width, class_="of" if style else False), class_="plot", aria_hidden="true"),
        class_=kind or False,
    )


def columns(rows: Sequence[tuple[str, int]], said: str) -> Html:
    """Return columns side by side with a label below each; `said` is what a reader who cannot see them hears."""
    most = max((size for _, size in rows), default=0)
    shown = [el("span", column(name, size, most), el("small", name), class_="step") for name, size in rows]
    return el("div", shown, class_="columns", role="img", aria_label=said)


def months(counts: Mapping[str, int], said: str) -> Html:
    """Return a column for each month from the first to the last, by years."""
    first, last = min(counts), max(counts)
    named = [f"{year}-{month:02}" for year in range(int(first[:4]), int(last[:4]) + 1) for month in range(1, 13)]
    most = max(counts.values())
    years = [(year, list(group)) for year, group in groupby(named, key=lambda month: month[:4])]
    step = -(-len(years) // MOST_LABELS)
    shown = [
        el(
            "span",
            el("span", [column(month, counts.get(month, 0), most) for month in group], class_="year"),
            el("small", year if place % step == 0 else "\xa0"),
            class_="step",
        )
        for place, (year, group) in enumerate(years)
    ]
    return el("div", shown, class_="columns years", role="img", aria_label=said)


def column(name: str, size: int, most: int) -> Html:
    """Return one column."""
    return el("span", class_="column", style=f"--part:{size / max(1, most):.4f}", title=f"{name}: {size:,}")
