"""Work on pages in this very process: no page travels, and one that is late, or crashes, ends the process."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.dom import tree
from blogsieve.cleaners.engine.memory import give_back
from blogsieve.cleaners.engine.tasks import CLOCK_TIMES, Learned, check_size, places_of_fitting
from blogsieve.cleaners.errors import CleaningError, broken
from blogsieve.cleaners.site.study import study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from blogsieve.cleaners.engine.tasks import Learn, Limits
    from blogsieve.cleaners.model import Page

# What compares the pages that were read may take as long as so many of them.
LAST_STEP = 3


class InPlace:
    """Works on pages in this process, which the system ends over a page that is late."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    @property
    def parses(self) -> int:
        """How many times this process has parsed a page."""
        return tree.parsed.pages

    def call(self, function: Callable[..., Any], page: Page, known: object, *arguments: Any, seconds: float = 0) -> Any:
        """Return `function(page, known, *arguments)`; raise CleaningError where there is no result."""
        check_size(page, self.limits)
        set_alarm(seconds or self.limits.seconds)
        return self._within_limits(lambda: function(page, known, *arguments))

    def learn(self, task: Learn) -> Learned:
        """Return what pages have in common, those left out that are too large, and what becomes of them if wanted."""
        places = places_of_fitting(task.pages, self.limits)
        fitting = task._replace(pages=[task.pages[place] for place in places])
        model, *results = self._within_limits(lambda: list(self._studied(fitting)))
        give_back(fitting.pages)
        return Learned(model, dict(zip(places, results, strict=False)))

    def close(self) -> None:
        """Do nothing: nothing is held."""

    def _studied(self, task: Learn) -> Iterator[Any]:
        for value in study(timed(task.pages, task.seconds), task.known, task.wanted if task.cleans else None):
            yield value
            set_alarm(task.seconds)

    def _within_limits(self, call: Callable[[], Any]) -> Any:
        """Return what a call returns before the alarm; a fault of ours costs the page."""
        try:
            return call()
        except CleaningError:
            raise
        except Exception as error:
            raise broken(error) from error
        finally:
            set_alarm(0)


def set_alarm(seconds: float) -> None:
    """Have the system end this process when it has kept the processor for so many seconds, 0 for never."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * CLOCK_TIMES)


def timed(pages: Sequence[Page], seconds: float) -> Iterator[Page]:
    """Yield the pages to learn from, each with its own time; all together have as much as LAST_STEP of them."""
    for page in pages:
        set_alarm(seconds)
        yield page
    set_alarm(seconds * LAST_STEP)
