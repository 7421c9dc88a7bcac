"""One post under the lamp: the page with all that was removed shaded by reason, the text, and the record beside them."""

from __future__ import annotations

import json
from collections import Counter
from itertools import count, groupby
from typing import TYPE_CHECKING

from cleaners.blocks import Block
from cleaners.rule import load_rules
from crawler.views.groups import WORDS, group_of, hue
from crawler.views.markup import Html, document, el, link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaners.model import Finding, Record
    from cleaners.trace import Line, Piece, Trace

METHODS = {
    "wrapper": "in the element that the blog's pages have in common",
    "selector": "in the element that the platform names as the body",
    "page": "on this page alone, with no other page of the blog to compare",
    "text": "in a text dump, by its lines",
}
SHEETS = ("base.css", "inspect.css")


def render(trace: Trace) -> Html:
    """Return the page about a page."""
    record, title = trace.record, trace.record.title if trace.record else ""
    main = el(
        "main",
        el("section", Page(trace.lines).render(), class_="page", aria_label="The page, line by line"),
        el("section", text_of(record), class_="text", aria_label="The text of the record"),
        el("aside", beside(record), aria_label="The record"),
    )
    return document(f"{title or trace.page.url} · blogsieve inspect", SHEETS, header(trace, title), main)


def header(trace: Trace, title: str) -> Html:
    """Return the head: what post it is, how much of the page is left, and the switches."""
    sizes: Counter[str] = Counter()
    for line in trace.lines:
        for piece in line.pieces:
            sizes[group_of(piece.finding.reason) if piece.finding else ""] += len(piece.text)
    kept, total = sizes.pop("", 0), sum(sizes.values())
    share = round(100 * kept / max(1, kept + total))
    return el(
        "header",
        el("p", "blogsieve inspect", class_="brand"),
        el("h1", title or "(no title)", dir="auto"),
        el("p", link(trace.page.url), class_="url"),
        el("p", el("b", f"{share} %"), f" of the page's text is the post: {kept:,} characters kept, {total:,} removed"),
        bar(kept, sizes),
        el("div", switch(), legend(sizes), class_="controls"),
    )


def bar(kept: int, sizes: Counter[str]) -> Html:
    """Return a bar of what was kept and what was removed, by group."""
    parts = [el("span", class_="kept", style=f"flex-grow:{kept}")] if kept else []
    parts += [el("span", style=f"{hue(group)};flex-grow:{size}") for group, size in sizes.most_common()]
    return el("div", parts, class_="bar", aria_hidden="true")


def switch() -> Html:
    """Return the switch between page and text."""
    choices = [
        el("label", el("input", type="radio", name="view", id=f"view-{view}", checked=view == "page"), view.title())
        for view in ("page", "text")
    ]
    return el("fieldset", el("legend", "Show"), choices, class_="switch")


def legend(sizes: Counter[str]) -> Html:
    """Return the groups with a box each, by which their blocks are shown or not."""
    boxes = [
        el(
            "label",
            el("input", type="checkbox", id=f"show-{group}", checked=True),
            el("span", class_="swatch"),
            f"{group} ",
            el("small", f"{size:,}"),
            style=hue(group),
            title=WORDS.get(group, ""),
        )
        for group, size in sizes.most_common()
    ]
    return el("fieldset", el("legend", "Removed"), boxes or "nothing", class_="legend")


class Page:
    """The lines of a page, those that were removed as one in one box."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.numbers = count(1)

    def render(self) -> Iterator[Html]:
        """Yield the boxes and the lines that were kept."""
        for finding, lines in groupby(self.lines, key=lambda line: only_finding(line)):
            for key, run in groupby(lines, key=lambda line: one_box(line)):
                yield self.cut(key, list(run)) if finding and key else join_lines(run, self.piece)

    def cut(self, key: Finding, lines: Sequence[Line]) -> Html:
        """Return the box of lines that were removed together."""
        group, number = group_of(key.reason), next(self.numbers)
        return el(
            "section",
            el("button", key.reason, type="button", class_="why", aria_describedby=f"tip-{number}"),
            tip(key, number),
            el("div", join_lines(lines, plain), class_="gone"),
            class_=f"cut of-{group}",
            style=hue(group),
        )

    def piece(self, piece: Piece) -> Child:
        """Return a piece of a line that was kept in part."""
        if piece.finding is None:
            return piece.text
        number, group = next(self.numbers), group_of(piece.finding.reason)
        words = el("del", piece.text, tabindex=0, aria_describedby=f"tip-{number}")
        return el("span", words, tip(piece.finding, number), class_=f"bit of-{group}", style=hue(group))
