"""What goes to a worker and comes back, and what can go wrong on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from blogsieve.cleaners.errors import CleaningError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.model import Page
    from blogsieve.cleaners.site.model import SiteModel


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page may cost, and after how many pages a worker is renewed."""

    seconds: float = 10.0
    max_bytes: int = 10_000_000  # of HTML, the other pages of a split post included
    # Parsers and extractors keep some memory of every page; a new worker costs as much as one page.
    renew_after: int = 1000


class TooLarge(CleaningError):
    """The page has more bytes than the limit allows."""


class TooSlow(CleaningError):
    """Cleaning the page took longer than the limit allows; its worker was ended."""


class WorkerDied(CleaningError):
    """The worker crashed, or was killed, over the page."""


class Broken(CleaningError):
    """The cleaners have a fault that the page brings out; the message says where."""


class Remember(NamedTuple):
    """Keep a site's model under a number, or forget it where there is none."""

    number: int
    model: SiteModel | None


class Clean(NamedTuple):
    """Clean a page with the model of that number (0 is none), in so many seconds."""

    page: Page
    number: int
    seconds: float


class Learn(NamedTuple):
    """Learn a site from its pages, in so many seconds a page; a model that is known already grows."""

    pages: Sequence[Page]
    seconds: float
    known: SiteModel | None = None
