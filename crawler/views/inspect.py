"""One post under the lamp: its page with what was removed shaded by reason, its text, and its record beside them."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from blogsieve.crawler.views.groups import WORDS, group_of, hue
from blogsieve.crawler.views.markup import Html, document, el, link
from blogsieve.crawler.views.page import PageView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.metadata.dates import DateCandidate
    from blogsieve.cleaners.model import Record
    from blogsieve.cleaners.pipeline.trace import Trace

METHODS = {
    "wrapper": "in the element that the blog's pages have in common",
    "selector": "in the element that the platform names",
    "page": "on this page alone: no other pages of the blog were given to compare",
    "text": "in a text dump, by its lines",
}
VIEWS = ("page", "text", "markdown")
SHEETS = ("base.css", "inspect.css")
NO_TEXT = "No text of a post is left of this page: a crawl writes no record for it."


def render(trace: Trace) -> Html:
    """Return the page about a page."""
    title = trace.record.title if trace.record else ""
    language = trace.record.language if trace.record else "und"
    main = el(
        "main",
        el("section", PageView().boxes(trace.lines), class_="page", lang=language, aria_label="The page, line by line"),
        el("section", text_of(trace.record), class_="text", lang=language, aria_label="The text of the record"),
        el("section", markdown_of(trace), class_="markdown", lang=language, aria_label="The body as Markdown"),
        el("aside", beside(trace.record), votes(trace.dates), aria_label="The record"),
    )
    return document(f"{title or trace.page.url} · blogsieve inspect", SHEETS, header(trace, title), main)


def header(trace: Trace, title: str) -> Html:
    """Return the head: what page it is, how much of it is left, and the switches."""
    sizes: Counter[str] = Counter()
    for line in trace.lines:
        for piece in line.pieces:
            sizes[group_of(piece.finding.reason) if piece.finding else ""] += len(piece.text)
    kept = sizes.pop("", 0)
    total = sizes.total()
    share = f"{100 * kept / max(1, kept + total):.0f} %"
    return el(
        "header",
        el("p", "blogsieve inspect", class_="brand"),
        el("h1", title or "No title", dir="auto"),
        el("p", link(trace.page.url), class_="url"),
        el(
            "p", el("b", share), f" of the page is the post: {kept:,} characters kept, {total:,} removed.", class_="sum"
        ),
        bar(kept, sizes),
        el("div", switch(), legend(sizes), class_="controls"),
    )


def bar(kept: int, sizes: Counter[str]) -> Html:
    """Return a bar of what was kept and what was removed, by group."""
    parts = [el("span", class_="kept", style=f"flex-grow:{kept}")] if kept else []
    parts += [el("span", style=f"{hue(group)};flex-grow:{size}") for group, size in sizes.most_common()]
    return el("div", parts, class_="bar", aria_hidden="true")


def switch() -> Html:
    """Return the switch between page, text and Markdown."""
    choices = [
        el("label", el("input", type="radio", name="view", id=f"view-{view}", checked=view == "page"), view.title())
        for view in VIEWS
    ]
    return el("fieldset", el("legend", "Show"), choices, class_="switch")


def legend(sizes: Counter[str]) -> Html:
    """Return the groups with a box each, by which their blocks are shown or not."""
    boxes = [
        el(
            "label",
            el("input", type="checkbox", id=f"show-{group}", checked=True),
            f"{group} ",
            el("small", f"{size:,}"),
            style=hue(group),
            title=WORDS.get(group, ""),
        )
        for group, size in sizes.most_common()
    ]
    return el("fieldset", el("legend", "Removed"), boxes or "nothing", class_="legend")


def text_of(record: Record | None) -> Html:
    """Return the lines of a record's text."""
    if record is None:
        return el("p", NO_TEXT, class_="note")
    return el("ol", [el("li", line, dir="auto") for line in record.text.split("\n")])


def markdown_of(trace: Trace) -> Html:
    """Return the body as Markdown, as it is written."""
    return el("pre", trace.markdown, dir="auto", tabindex=0) if trace.record else el("p", NO_TEXT, class_="note")


def beside(record: Record | None) -> list[Html]:
    """Return the record: what a reader asks first in words, all of it as JSON."""
    if record is None:
        return [el("h2", "No record"), el("p", NO_TEXT, class_="note")]
    data = el("pre", json.dumps(record.to_dict(), ensure_ascii=False, indent=2), tabindex=0)
    rows = [[el("dt", name), el("dd", value or "–", dir="auto")] for name, value in facts(record).items()]
    return [el("h2", "Record"), el("dl", rows), el("details", el("summary", "All of it, as JSON"), data)]


def votes(dates: Sequence[DateCandidate]) -> list[Html]:
    """Return the table of all that names a date of the post, the most trusted first; nothing where nothing does."""
    rows = [
        el(
            "tr",
            el("td", one.source),
            el("td", one.value),
            el("td", "of a change" if one.modified else ""),
            el("td", f"{one.trust:.2f}"),
        )
        for one in dates
    ]
    head = el("tr", [el("th", name, scope="col") for name in ("source", "date", "", "trust")])
    table = el("table", el("thead", head), el("tbody", rows), class_="votes")
    return [el("details", el("summary", f"What names its date: {len(rows)}"), table)] if rows else []


def facts(record: Record) -> dict[str, str]:
    """Return what is said of a record, by the names of its keys."""
    more = record.metadata
    shares = ", ".join(f"{share.language} {share.share:.0%}" for share in more.languages)
    source = f" (from {more.date_source})" if more.date_source else ""
    return {
        "title": record.title,
        "author": record.author,
        "date": f"{record.date}{source}",
        "language": f"{record.language}, score {record.language_score:.2f}" + (f"; {shares}" if shares else ""),
        "words": f"{record.word_count:,}",
        "tags": ", ".join(more.tags),
        "blog": more.sitename or record.source,
        "platform": more.platform,
        "body found": f"{more.method}: {METHODS.get(more.method, '')}",
    }
