"""What the crawl of a blog is given: pages as they come in, and what the crawls of all blogs share."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from blogsieve.cleaners.errors import CleaningError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from blogsieve.cleaners.engine import Learned
    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.cleaners.site.model import SiteModel
    from blogsieve.crawler.blogs.selection import Selection
    from blogsieve.crawler.blogs.visit import Knowledge, Visit
    from blogsieve.crawler.config import CrawlConfig
    from blogsieve.crawler.frontier.frontier import Frontier
    from blogsieve.crawler.frontier.state import Seen
    from blogsieve.crawler.output.finishing import Finishing
    from blogsieve.crawler.pages.features import PageFeatures

logger = logging.getLogger(__name__)


class Work(Protocol):
    """Who visits, learns and cleans elsewhere."""

    async def visit(self, page: Page, known: Knowledge, sources: frozenset[str]) -> Visit | CleaningError:
        """Return what a page shows, and what became of it, or why nothing can be seen."""

    async def learn(self, pages: Sequence[Page], known: SiteModel | None = None, *, cleans: bool = False) -> Learned:
        """Return what pages have in common, and their records."""

    async def clean(self, page: Page, model: SiteModel | None) -> Cleaned:
        """Return a page's record."""

    def tell_over_limits(self, page: Page, model: SiteModel | None) -> None:
        """Tell of a post that costs more than the limits allow."""

    def tell(self, page: Page, model: SiteModel | None, cleaned: Cleaned) -> None:
        """Tell of a page that was cleaned."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A page that was fetched, and is not looked at yet."""

    number: int  # in the frontier
    page: Page  # at the address where it was found
    sources: frozenset[str]
    seen: Seen  # for the next crawl


@dataclass(frozen=True, slots=True)
class Context:
    """What the crawls of all blogs share."""

    config: CrawlConfig
    frontier: Frontier
    want: Selection
    work: Work
    fetch_rest: Callable[[PageFeatures, str], Awaitable[tuple[Page, ...]]]  # of a post that is split
    finishing: Finishing  # of records
    lost: Callable[[str], None]  # told of a page that a fault of ours costs, by its address
    follows: bool = True  # links may lead to posts

    @contextmanager
    def sparing_others(self, number: int, url: str) -> Iterator[None]:
        """Let a fault of ours cost the page of this number only, and not those that wait with it; it is told of."""
        try:
            yield
        except (OSError, sqlite3.Error):
            # What cannot be written ends the crawl.
            raise
        except Exception:
            logger.exception("%s: could not be dealt with", url)
            self.frontier.done(number, "failed")
            self.lost(url)

    @contextmanager
    def sparing_pages(self, home: str) -> Iterator[None]:
        """Let what goes wrong over a blog cost what is known of it, and no page, which are cleaned one by one then."""
        try:
            yield
        except (OSError, sqlite3.Error):
            raise
        except CleaningError as error:
            logger.warning("%s: nothing was learned of it: %s", home, error)
        except Exception:
            logger.exception("%s: what its pages have in common could not be learned or kept", home)
