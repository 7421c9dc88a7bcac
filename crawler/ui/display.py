"""A table of how far a run has come, drawn anew in its place on a terminal; the only file that imports rich."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from blogsieve.crawler.ui.progress import counts_in_words, span

if TYPE_CHECKING:
    from rich.console import RenderableType

    from blogsieve.crawler.ui.progress import Progress, Row

# More blogs than this do not fit on a screen: those that are under way are shown.
MOST_ROWS = 12
# Characters of a bar, and of a number: what a blog has, to a million less one.
BAR, NUMBER = 14, 7


class Display:
    """Shows progress on a terminal's standard error, and lets log lines pass above it."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True)
        # Drawn when there is news, and by nobody else: a thread would draw while a line is written.
        self.live = Live(console=self.console, auto_refresh=False, redirect_stdout=False, transient=True)
        self.handlers: list[tuple[Any, Any]] = []

    def start(self) -> None:
        """Begin to draw."""
        before = sys.stderr
        self.live.start()
        for handler in logging.root.handlers:
            if isinstance(handler, logging.StreamHandler) and handler.stream is before:
                self.handlers.append((handler, before))
                handler.setStream(sys.stderr)

    def show(self, progress: Progress) -> None:
        """Draw how far it has come."""
        self.live.update(picture(progress), refresh=True)

    def stop(self, progress: Progress) -> None:
        """Draw the end in place of all else, for good."""
        for handler, stream in self.handlers:
            handler.setStream(stream)
        self.live.update("")
        self.live.stop()
        self.console.print(picture(progress, is_end=True))


def picture(progress: Progress, *, is_end: bool = False) -> RenderableType:
    """Return the table, with a line about all of it."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    # Of a narrow terminal the names lose their ends; numbers stay whole.
    table.add_column(progress.title, max_width=44)
    for name in ("found", "fetched", "written"):
        table.add_column(name, justify="right", min_width=NUMBER, no_wrap=True)
    dropped: Any = {"max_width": 30} if is_end else {"justify": "right", "no_wrap": True}
    table.add_column("dropped", style="yellow", min_width=NUMBER, **dropped)
    if not is_end:
        table.add_column("", width=BAR, no_wrap=True)
    rows = sorted(progress.rows.values(), key=lambda row: (not row.left, row.name))
    for row in rows if is_end else rows[:MOST_ROWS]:
        title = Text(row.name, overflow="ellipsis", no_wrap=True)
        cells: list[RenderableType] = [title, *(f"{n:,}" for n in (row.found, row.fetched, row.written))]
        table.add_row(*cells, *([counts_in_words(row.dropped)] if is_end else [f"{row.dropped.total():,}", bar(row)]))
    hidden = len(rows) - MOST_ROWS
    more = [Text(f"and {hidden} more blogs", style="dim")] if hidden > 0 and not is_end else []
    note = [Text(progress.note, style="bold yellow")] if progress.note else []
    return Group(table, *more, total(progress, is_end=is_end), *note)


def bar(row: Row) -> RenderableType:
    """Return how much of a blog is done, where that is known."""
    if not row.is_counted:
        return Text(row.doing, style="dim")
    return ProgressBar(total=max(1, row.found), completed=row.found - row.left, width=BAR)


def total(progress: Progress, *, is_end: bool) -> Text:
    """Return the line about all of it."""
    pages, posts = progress.rates
    gained, before = progress.gained, progress.written - progress.gained
    parts = [f"{gained:,} {'post' if gained == 1 else 'posts'} in {span(progress.seconds)}"]
    if before:
        parts[0] += f", {before:,} before"
    if not is_end:
        parts.append(f"{pages:.1f} pages/s, {posts:.1f} posts/s")
    if progress.languages:
        parts.append(counts_in_words(progress.languages, 6))
    if (left := progress.seconds_left) and not is_end:
        parts.append(f"about {span(left)} left")
    return Text(" · ".join(parts), style="bold" if is_end else "")
