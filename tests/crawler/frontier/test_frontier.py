"""Everything that is a frontier does the same as a plain list of pages does, whatever is asked of it, in any order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.frontier.frontier import MOST_UNDER_WAY, Frontier, Rank, Target
from blogsieve.crawler.frontier.sqlite import SQLiteFrontier

BLOGS = ("a.example", "b.example", "c.example")
URLS = tuple(f"https://{blog}/{number}" for blog in BLOGS for number in range(6))
SAID = ("link", "feed", "sitemap")
blogs, urls, ranks = st.sampled_from(BLOGS), st.sampled_from(URLS), st.sampled_from(Rank)


@dataclass
class Row:
    """A page of the reference."""

    id: int
    key: str
    blog: str
    kind: str
    rank: int
    sources: list[str]
    entry: FeedEntry | None
    state: str = "waiting"
    record: str = ""
    stamps: dict[str, str] = field(default_factory=dict)
    is_away: bool = False


class Reference:
    """A frontier as its protocol says, in a list; its rows are looked through for each question."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def row(self, key: str) -> Row | None:
        """Return the page of that address."""
        return next((row for row in self.rows if row.key == key), None)

    def add(self, blog: str, url: str, kind: str, rank: int, source: str, entry: FeedEntry | None) -> bool:
        """Note a page; say whether that is news."""
        key = url if kind == "page" else f"{kind} {url}"
        if (row := self.row(key)) is None:
            self.rows.append(Row(len(self.rows) + 1, key, blog, kind, rank, [source], entry))
            return True
        row.rank = max(row.rank, rank)
        row.sources += [source] * (source not in row.sources)
        if is_fuller := len(entry.html if entry else "") > len(row.entry.html if row.entry else ""):
            row.entry = entry
        return is_fuller

    def waiting(self, blog: str) -> list[Row]:
        """Return the pages of a blog that may be taken, first the one that comes first."""
        found = [row for row in self.rows if row.blog == blog and row.state == "waiting" and row.rank > 0]
        return sorted((row for row in found if not row.is_away), key=lambda row: (-row.rank, row.id))


def entry_of(url: str, size: int) -> FeedEntry | None:
    """Return a feed's entry with so much text, None for no text."""
    return FeedEntry(url=url, title="One", html="x" * size) if size else None


class Comparison(RuleBasedStateMachine):
    """Does the same to a frontier and to the reference, and finds the same in both."""

    frontier: Frontier

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.reference = Reference()
        self.asked: dict[int, str] = {}  # what is taken and has not come, with its blog
        self.taken: set[int] = set()
        self.frontier = self.open()

    def open(self) -> Frontier:
        """Return the frontier that is looked at."""
        return SQLiteFrontier()

    def teardown(self) -> None:
        self.frontier.close()
        self.folder.cleanup()

    def number(self, url: str) -> int:
        """Return the number of the page at an address, of one that is there."""
        rows = self.reference.rows
        return rows[URLS.index(url) % len(rows)].id

    @rule(blog=blogs, url=urls, rank=ranks, source=st.sampled_from(SAID), size=st.integers(0, 3))
    def add(self, blog: str, url: str, rank: Rank, source: str, size: int) -> None:
        said = (blog, url, "page", rank, source, entry_of(url, size))
        assert self.frontier.add(*said) == self.reference.add(*said)

    @rule(blog=blogs, kind=st.sampled_from(["feed", "sitemap"]))
    def add_source(self, blog: str, kind: str) -> None:
        said = (blog, f"https://{blog}/", kind, Rank.SOURCE, "link", None)
        assert self.frontier.add(*said) == self.reference.add(*said)

    @rule(resting=st.sets(blogs))
    def take(self, resting: set[str]) -> None:
        full = {blog for blog, size in Counter(self.asked.values()).items() if size >= MOST_UNDER_WAY}
        first = {blog: rows[0] for blog in BLOGS if (rows := self.reference.waiting(blog))}
        target = self.frontier.take(resting)
        if target is None:
            assert not first.keys() - resting - full
            return
        assert target.blog not in resting | full
        row = first[target.blog]
        assert (target.id, target.kind) == (row.id, row.kind)
        assert (target.entry, target.source.split()) == (row.entry, row.sources)
        assert json.loads(target.stamps) == row.stamps
        row.is_away = True
        self.asked[row.id] = row.blog
        self.taken.add(row.id)

    @precondition(lambda self: self.asked)
    @rule(data=st.data())
    def landed(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.asked)))
        self.frontier.landed(number)
        del self.asked[number]

    @precondition(lambda self: self.reference.rows)
    @rule(url=urls, state=st.sampled_from(["done", "duplicate"]))
    def done(self, url: str, state: str) -> None:
        number = self.number(url)
        self.frontier.done(number, state)
        row = self.reference.rows[number - 1]
        row.state, row.is_away = state, False
        self.asked.pop(number, None)

    @precondition(lambda self: self.reference.rows)
    @rule(url=urls, state=st.sampled_from(["written", "dropped"]))
    def write(self, url: str, state: str) -> None:
        number = self.number(url)
        row = self.reference.rows[number - 1]
        row.record, row.state, row.is_away = f"record {number}", state, False
        self.frontier.name_record(number, row.record)
        assert self.frontier.record_done(row.record, state) == {row.blog}
        self.asked.pop(number, None)

    @rule(written=st.sets(st.integers(1, 12)))
    def reconcile(self, written: set[int]) -> None:
        self.frontier.reconcile(f"record {number}" for number in written)
        for row in self.reference.rows:
            is_written = row.record in {f"record {number}" for number in written}
            if row.state == ("waiting" if is_written else "written"):
                row.state = "written" if is_written else "waiting"

    @precondition(lambda self: self.reference.rows)
    @rule(url=urls, other=urls)
    def claim(self, url: str, other: str) -> None:
        row, known = self.reference.rows[self.number(url) - 1], self.reference.row(other)
        said = self.frontier.claim(other, row.id)
        assert said == (known is None or known is row or known.state == "duplicate")
        if known is None:
            row.key = other

    @rule(url=urls, source=st.sampled_from(SAID), stamp=st.sampled_from(["", "2021", "2022"]))
    def stamp(self, url: str, source: str, stamp: str) -> None:
        self.frontier.stamp(url, source, stamp)
        if row := self.reference.row(url):
            row.stamps |= {source: stamp} if stamp else {}
            assert json.loads(self.frontier.stamps_of(row.id)) == row.stamps

    @precondition(lambda self: self.reference.rows)
    @rule(chosen=st.lists(urls, max_size=3), rank=ranks)
    def promote(self, chosen: list[str], rank: Rank) -> None:
        numbers = [self.number(url) for url in chosen]
        self.frontier.promote(iter(numbers), rank)
        for number in numbers:
            self.reference.rows[number - 1].rank = rank

    @precondition(lambda self: self.reference.rows)
    @rule(chosen=st.lists(urls, max_size=3))
    def skip(self, chosen: list[str]) -> None:
        numbers = [self.number(url) for url in chosen]
        self.frontier.skip(numbers, "skipped")
        for number in numbers:
            self.reference.rows[number - 1].state = "skipped"

    @rule(blog=blogs)
    def skip_rest(self, blog: str) -> None:
        self.frontier.skip_rest(blog, "over-limit")
        for row in self.reference.rows:
            if row.blog == blog and row.state == "waiting":
                row.state = "over-limit"

    @precondition(lambda self: self.taken)
    @rule()
    def roll_back(self) -> None:
        with suppress(ZeroDivisionError), self.frontier.transaction():
            self.frontier.add("new.example", "https://new.example/", "page", Rank.POST)
            self.frontier.promote([row.id for row in self.reference.rows], Rank.HOME)
            raise ZeroDivisionError

    @rule(blog=blogs, value=st.integers())
    def note(self, blog: str, value: int) -> None:
        self.frontier.note(blog, "value", [value])
        assert self.frontier.noted(blog, "value") == [value]

    @invariant()
    def knows_the_same(self) -> None:
        rows = self.reference.rows
        for url in URLS[::5]:
            row = self.reference.row(url)
            assert self.frontier.knows(url) == (row is not None)
            assert self.frontier.sources_of(url) == frozenset(row.sources if row else ())
        assert self.frontier.has_waiting() == any(self.reference.waiting(blog) for blog in BLOGS)
        for blog in BLOGS:
            pages = [row for row in rows if row.blog == blog and row.kind == "page"]
            assert self.frontier.accounts.tally(blog) == Counter(row.state for row in pages)
            waiting = [row for row in pages if row.state == "waiting"]
            assert [page.number for page in self.frontier.listed(blog)] == [row.id for row in waiting]
            assert self.frontier.count(blog, ("page",)) == len(waiting)
            assert self.frontier.noted(blog, "nothing") is None


class InFile(Comparison):
    """A frontier in a file, which is killed now and then: what was under way waits again."""

    def open(self) -> Frontier:
        return SQLiteFrontier(Path(self.folder.name) / "frontier.sqlite")

    @rule()
    def begin_again(self) -> None:
        self.frontier.close()
        self.frontier = self.open()
        self.asked.clear()
        for row in self.reference.rows:
            row.is_away = False


@pytest.mark.parametrize("comparison", [Comparison, InFile])
def test_frontier_does_as_the_protocol_says(comparison: type[Comparison]) -> None:
    run_state_machine_as_test(comparison, settings=settings(max_examples=40, stateful_step_count=40))  # type: ignore[no-untyped-call]


def take_all(frontier: Frontier, most: int = 100, **options: Any) -> list[Target]:
    """Return what is taken until nothing is left, or so many."""
    taken = iter(lambda: frontier.take(**options), None)
    return [target for target, _ in zip(taken, range(most), strict=False)]


def test_blogs_take_turns_and_none_takes_all_places() -> None:
    frontier = SQLiteFrontier()
    for blog in ("a", "b"):
        for number in range(MOST_UNDER_WAY + 3):
            frontier.add(blog, f"https://{blog}.example/{number}", "page", Rank.POST)
    taken = take_all(frontier)
    assert [target.blog for target in taken] == ["a", "b"] * MOST_UNDER_WAY
    frontier.landed(taken[0].id)
    frontier.done(taken[1].id)
    assert {target.blog for target in take_all(frontier)} == {"a", "b"}


def test_sample_is_spread_over_the_years() -> None:
    frontier = SQLiteFrontier()
    for year in (2009, 2003, 2007, 2001, 2005):
        url = f"https://a.example/{year}"
        frontier.add("a", url, "page", Rank.POST, "feed", FeedEntry(url=url, published=f"{year}-01-01"))
    listed = {page.number: page.url[-4:] for page in frontier.listed("a")}
    assert [listed[number] for number in frontier.choose("a", Rank.POST, 2)] == ["2001", "2005"]


# A blog more or less costs no statement: it was 32 ms a page once, with so many that were through.
FINISHED = 5000


def test_blogs_that_are_through_cost_nothing() -> None:
    frontier = SQLiteFrontier()
    with frontier.transaction():
        for number in range(FINISHED):
            frontier.add(f"b{number}", f"https://b{number}.example/", "page", Rank.POST)
        for target in take_all(frontier, FINISHED + 1):
            frontier.done(target.id)
        for number in range(10):
            frontier.add("late", f"https://late.example/{number}", "page", Rank.POST)
    assert not frontier.has_waiting() or frontier.take()
    asked: list[str] = []
    frontier.db.set_trace_callback(asked.append)
    assert len(take_all(frontier)) == 9
    assert len(asked) == 10, "a statement for each page, and one to see that there is no more"


URL = "https://a.example/1"
AGAIN: dict[str, Callable[[Frontier, int], object]] = {
    "another page": lambda frontier, _: frontier.add("a", "https://a.example/2", "page", Rank.POST),
    "a better rank": lambda frontier, _: frontier.add("a", URL, "page", Rank.POST),
    "a better rank, said by another blog": lambda frontier, _: frontier.add("b", URL, "page", Rank.POST),
    "a promotion": lambda frontier, number: frontier.promote([number], Rank.POST),
}


@pytest.mark.parametrize("wake", AGAIN.values(), ids=AGAIN.keys())
def test_blog_that_had_nothing_to_fetch_is_asked_again_after(wake: Callable[[Frontier, int], object]) -> None:
    frontier = SQLiteFrontier()
    frontier.add("a", URL, "page", Rank.PARKED)
    assert frontier.take() is None
    assert not frontier.has_waiting()
    wake(frontier, next(frontier.listed("a")).number)
    assert frontier.has_waiting()
    assert frontier.take()


def test_pages_of_one_address_are_fetched_once() -> None:
    frontier, addresses = (
        SQLiteFrontier(),
        [f"https://a.example/{page}?sid={sid}" for sid in range(2) for page in "xyz"],
    )
    for url in addresses:
        frontier.add("a", url, "page", Rank.POST)
    come, under_way = frontier.take(), frontier.take()
    assert come
    assert under_way
    frontier.done(come.id, "list")
    frontier.readdress("a", lambda url: url.partition("?")[0])
    # The one that has come stays, the one under way too, and of the others the first at each address waits.
    assert [account.state for account in frontier.accounts.of_blog("a")].count("duplicate") == 3
    assert frontier.knows("https://a.example/x")
    assert [page.url for page in frontier.listed("a") if page.number != under_way.id] == ["https://a.example/z"]
    assert frontier.accounts.tally("a")["list"] == 1


def test_page_whose_address_only_loses_what_no_key_has_is_no_duplicate_of_itself() -> None:
    frontier = SQLiteFrontier()
    frontier.add("a", f"{URL}?utm_source=feed", "page", Rank.POST)
    frontier.readdress("a", lambda url: url.partition("?")[0])
    assert [page.url for page in frontier.listed("a")] == [URL]


def test_what_is_undone_waits_again() -> None:
    frontier = SQLiteFrontier()
    frontier.add("a", URL, "page", Rank.POST)
    target = frontier.take()
    assert target
    with suppress(ZeroDivisionError), frontier.transaction():
        frontier.done(target.id)
        assert frontier.take() is None
        raise ZeroDivisionError
    assert frontier.take() == target
