"""What is to be fetched, and what is known of it: the types that all share, and what a store of them can do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Protocol

from blogsieve.crawler.frontier.states import Trait, states_with

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Container, Iterable, Iterator
    from contextlib import AbstractContextManager

    from blogsieve.cleaners.model import FeedEntry

# Pages of these kinds list posts; they have no canonical address of their own.
SOURCES = ("home", "feed", "api", "sitemap", "nowhere")
STANDS = states_with(Trait.STANDS)
# So many pages of one blog are asked for at once, at most: they must not fill all of Scrapy's places while they wait
# for its slow host.
MOST_UNDER_WAY = 12


class Rank(IntEnum):
    """What goes first: what names the posts, then the sample to learn from, then lists, then the posts."""

    PARKED = 0  # not fetched before all sources have answered
    MAYBE = 5
    POST = 10
    LIST = 20
    SAMPLE = 30
    SOURCE = 40
    HOME = 50


@dataclass(frozen=True, slots=True)
class Target:
    """A page to fetch: its address, what it is taken for, and what is said of it elsewhere."""

    id: int
    url: str
    blog: str
    kind: str  # one of SOURCES, or "page"
    source: str  # who says that it is there, with spaces between: feed, api, post (a sitemap of posts), sitemap, link
    entry: FeedEntry | None
    stamps: str  # what each source says of its last change, as JSON


@dataclass(frozen=True, slots=True)
class Owner:
    """The page that has an address."""

    id: int
    state: str

    @property
    def is_waiting(self) -> bool:
        """Whether it is not known yet what it comes to."""
        return self.state == "waiting"

    @property
    def is_lost(self) -> bool:
        """Whether it gives no record, so that another page with its text is not needless."""
        return not self.is_waiting and self.state not in STANDS


@dataclass(frozen=True, slots=True)
class Part:
    """A post at an anchor of a page, and what is said of it elsewhere."""

    id: int
    state: str
    sources: frozenset[str]
    entry: FeedEntry | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that may be a post, as the sources tell of it."""

    number: int
    url: str
    sources: frozenset[str]


@dataclass(frozen=True, slots=True)
class Account:
    """What became of a page."""

    url: str
    state: str  # "waiting", "written", or why it gave no record
    why: str  # in words, "" where the state says all
    sources: frozenset[str]


class Accounts(Protocol):
    """What became of the pages of a crawl, and why; some were left out, and may have to be fetched after all."""

    def leave_out(self, blog: str, url: str, why: str) -> None:
        """Note a page that is not to be fetched, and why; one that is known stays as it is."""

    def left_out(self, blog: str, why: str) -> list[Listed]:
        """Return the pages of a blog that were left out for a reason."""

    def reopen(self, blog: str, numbers: Iterable[int], rank: int) -> None:
        """Let pages be fetched that were left out."""

    def reopen_all(self, state: str) -> None:
        """Let the pages of all blogs be fetched again that came to a state."""

    def of_blog(self, blog: str) -> Iterator[Account]:
        """Yield what became of each page of a blog."""

    def of_page(self, url: str) -> Account | None:
        """Return what became of the page of an address, None where nothing ever named it."""

    def tally(self, blog: str) -> Counter[str]:
        """Return how many of a blog's pages came to what, the sources left out."""


class Frontier(Protocol):
    """The pages of a crawl, each known by its canonical address; a crawl that was killed finds in it what is undone."""

    @property
    def accounts(self) -> Accounts:
        """What became of the pages."""

    def close(self) -> None:
        """Let go of what is kept elsewhere."""

    def transaction(self) -> AbstractContextManager[None]:
        """Return a context in which all changes are made, or none."""

    def add(
        self, blog: str, url: str, kind: str, rank: int, source: str = "link", entry: FeedEntry | None = None
    ) -> bool:
        """Note a page; say whether that is news. A source, a fuller entry, a better rank are added to what is known.

        What is no address of the web is nowhere to go to, and not noted.
        """

    def add_part(self, blog: str, url: str, source: str, entry: FeedEntry | None = None) -> Part:
        """Note a post at an anchor of a page, which is never fetched by itself; return what is known of it."""

    def take(self, resting: Container[str] = ()) -> Target | None:
        """Return the page that is to be fetched next, None where there is none now; the blogs take turns, some rest."""

    def has_waiting(self) -> bool:
        """Say whether any page waits that is not under way."""

    def has_more(self, blog: str, but: Container[int]) -> bool:
        """Say whether any page of a blog waits or is under way, besides some."""

    def landed(self, number: int) -> None:
        """Note that a page has come, and still is to be dealt with."""

    def done(self, number: int, state: str = "done", why: str = "") -> None:
        """Note that a page is dealt with, and how: "done", "written" or a reason, and by what."""

    def claim(self, url: str, number: int) -> bool:
        """Note that the page of this number stands at url; say False where another page has that address."""

    def owner(self, url: str) -> Owner | None:
        """Return the page that has an address, None where none has."""

    def readdress(self, blog: str, address: Callable[[str], str]) -> None:
        """Give a blog's pages the addresses that it is now known to have; of several at one the others wait no more."""

    def fold(self, number: int, owner: int) -> None:
        """Note that a page is left for another: it waits again when that gives no record."""

    def unfold(self, numbers: Iterable[int]) -> None:
        """Let pages that were left wait again."""

    def ask_again(self, blog: str) -> None:
        """Let the sources of a blog be asked again."""

    # Records, which are not written when they are made.

    def name_record(self, number: int, record: str) -> None:
        """Note the id of the record that is about to be written for a page."""

    def record_done(self, record: str, state: str) -> set[str]:
        """Note what became of a record; return the names of the blogs that it is of."""

    def reconcile(self, written: Iterable[str]) -> None:
        """Believe the output: what it holds is written, what it lacks is to be written again."""

    def is_written(self, record: str) -> bool:
        """Say whether the output held a record of an id when it was reconciled with."""

    # What is known of pages.

    def knows(self, url: str) -> bool:
        """Say whether there is a page of that address."""

    def sources_of(self, url: str) -> frozenset[str]:
        """Return who says that there is a page of that address."""

    def stamp(self, url: str, source: str, stamp: str) -> None:
        """Note what a source says of a page's last change, if it says so."""

    def stamps_of(self, number: int) -> str:
        """Return what sources have said of a page by now, as JSON: more may have come since it was taken."""

    def said_days(self, blog: str) -> Iterator[tuple[str, str]]:
        """Yield for pages that a sitemap dates when the post was published by its entry, "" without one, and that."""

    def count(self, blog: str, kinds: tuple[str, ...]) -> int:
        """Return how many of a blog's pages of some kinds wait or are under way."""

    # What is settled when all sources have answered.

    def listed(self, blog: str) -> Iterator[Listed]:
        """Yield the pages of a blog that may be posts and wait, as they were found; they may be changed meanwhile."""

    def choose(self, blog: str, rank: int, most: int) -> list[int]:
        """Return some pages of a rank, spread evenly over the days of their publication."""

    def promote(self, numbers: Iterable[int], rank: int) -> None:
        """Let some pages be fetched at another rank."""

    def skip(self, numbers: Iterable[int], state: str, why: str = "") -> None:
        """Let some pages not be fetched, and note why."""

    def skip_rest(self, blog: str, state: str) -> None:
        """Let none of a blog's pages be fetched that waits."""

    def skip_unasked(self, blog: str, state: str) -> None:
        """Let none of a blog's pages be fetched that is not under way; its sources still are."""

    # What is kept for a blog.

    def note(self, blog: str, name: str, value: Any) -> None:
        """Keep a value for a blog, as JSON."""

    def noted(self, blog: str, name: str) -> Any:
        """Return the value kept for a blog, None where there is none."""
