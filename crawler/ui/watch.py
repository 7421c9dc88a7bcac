"""Shows how far an offline run has come, as the crawl's extension does for a crawl."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Self

from blogsieve.crawler.ui.conclusion import sum_up
from blogsieve.crawler.ui.progress import WAITING, Progress, line_of
from blogsieve.crawler.ui.saying import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

TICK, LINES = 0.5, 60.0


class Watch:
    """Counts records and what was passed over, of so many pages; `mode` is the setting BLOGSIEVE_PROGRESS."""

    def __init__(self, name: str, mode: str, pages: int = 0, clock: Callable[[], float] = time.monotonic) -> None:
        self.progress = Progress(clock, "input")
        self.row = self.progress.row(name)
        self.row.tally[WAITING], self.row.is_counted, self.row.doing = pages, bool(pages), "cleaning"
        self.mode = "live" if mode == "auto" and sys.stderr.isatty() else mode
        self.clock, self.shown = clock, clock()
        self.display: Any = None

    def __enter__(self) -> Self:
        if self.mode == "live":
            from blogsieve.crawler.ui.display import Display

            self.display = Display()
            self.display.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self.display:
            self.progress.look()
            self.display.stop(self.progress)

    def conclude(self) -> None:
        """Say what it came to where no table has said it."""
        if not self.display and self.mode != "none":
            say(sum_up(self.row.name, self.row.tally, nothing="nothing new"))

    def add(self, record: dict[str, Any], state: str = "written") -> None:
        """Count a record."""
        self.progress.languages[record["language"]] += 1
        self.count(state)

    def add_part(
        self, posts: int, languages: Mapping[str, int], left_out: Mapping[str, int], refused: Iterable[str]
    ) -> None:
        """Count the posts of a site, and say what of it was passed over."""
        self.progress.languages.update(languages)
        for line in refused:
            self.refuse(line)
        for state, size in {"written": posts, **left_out}.items():
            for _ in range(size):
                self.count(state)

    def take_back(self, posts: int, state: str) -> None:
        """Count so many posts that were written, and are taken out again, as what they are."""
        self.row.tally["written"] -= posts
        self.row.tally[state] += posts

    def refuse(self, line: str) -> None:
        """Say what was passed over, and count it."""
        say(line)
        self.count("passed over")

    def count(self, state: str) -> None:
        """Count a page, and show it if it is time."""
        self.row.tally[state] += 1
        self.row.tally[WAITING] = max(0, self.row.left - 1)
        self.row.fetched += 1
        pause = TICK if self.display else LINES
        if self.mode == "none" or self.clock() - self.shown < pause:
            return
        self.shown = self.clock()
        self.progress.look()
        if self.display:
            self.display.show(self.progress)
        else:
            say(line_of(self.progress))
