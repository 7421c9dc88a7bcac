"""What goes to a worker and comes back, and what can go wrong on the way."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.forms import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from blogsieve.cleaners.engine.executor import Executor
    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.cleaners.site.model import SiteModel


# What a page does not let the processor do is only waiting, and on a busy machine all pages wait: many times as long as
# a page may keep the processor it may take by the clock.
CLOCK_TIMES = 30


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page may cost, and after how many pages a worker is renewed."""

    seconds: float = 10.0  # of processor time; by the clock CLOCK_TIMES of them
    max_bytes: int = 10_000_000  # of HTML, the other pages of a split post included
    # Parsers and extractors keep some memory of every page; a new worker costs as much as one page.
    renew_after: int = 1000


class OverLimits(CleaningError):
    """The page costs more than the limits allow; with higher ones, or on a better day, it may have a record."""


class TooLarge(OverLimits):
    """The page has more bytes than the limit allows."""


class TooSlow(OverLimits):
    """Cleaning the page took longer than the limit allows; its worker was ended."""


class WorkerDied(OverLimits):
    """The worker crashed, or was killed, over the page."""


class Remember(NamedTuple):
    """Keep what is known of a site under a number, or forget it where there is nothing."""

    number: int
    known: object


class Work(NamedTuple):
    """Call a function of a module with a page and with what is known under a number (0 is None), in so many seconds."""

    function: Callable[..., Any]
    page: Page
    number: int
    arguments: tuple[Any, ...]
    seconds: float


class Learn(NamedTuple):
    """Learn a site from its pages, in so many seconds a page; then clean them, if that is wanted."""

    pages: Sequence[Page]
    seconds: float
    known: SiteModel | None = None  # a model that grows
    cleans: bool = False
    wanted: Wanted = Wanted()  # of the records


class Task(NamedTuple):
    """Call a function of a module with an argument, and with an executor for the pages that it comes upon."""

    function: Callable[[Any, Executor], Any]
    argument: Any
    limits: Limits
    wanted: Wanted
    is_careful: bool = False  # its pages are worked on in another process, which they may end


class Answer(NamedTuple):
    """A part of what came of a task: a value, or why there is none."""

    value: Any
    parses: int  # of pages, since the answer before
    is_last: bool = True


@dataclass(frozen=True, slots=True)
class Learned:
    """What the pages of a site have in common, and what became of those that were cleaned at once."""

    model: SiteModel | None = None
    results: Mapping[int, Cleaned | CleaningError] = field(default_factory=dict)  # by the page's place among them


def check_size(page: Page, limits: Limits) -> None:
    """Raise TooLarge where a page has more bytes than it may."""
    size = len(page.body) + sum(len(part.body) for part in page.parts)
    if size > limits.max_bytes:
        raise TooLarge(f"has {size} bytes, more than {limits.max_bytes}")


def places_of_fitting(pages: Sequence[Page], limits: Limits) -> list[int]:
    """Return the places of the pages that are not too large."""
    fitting = []
    for place, page in enumerate(pages):
        with suppress(TooLarge):
            check_size(page, limits)
            fitting.append(place)
    return fitting
