"""The crawl of one blog: what a fault of ours costs where many pages are dealt with at once."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any

import faulty
import pytest
from running import config

from blogsieve.cleaners.model import Page
from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.crawler.blogs.blog import Blog, Candidate
from blogsieve.crawler.blogs.context import Arrival, Context
from blogsieve.crawler.blogs.crawl import BlogCrawl
from blogsieve.crawler.blogs.selection import Selection
from blogsieve.crawler.blogs.visit import Visit
from blogsieve.crawler.frontier.frontier import Rank
from blogsieve.crawler.frontier.sqlite import SQLiteFrontier
from blogsieve.crawler.frontier.state import Seen
from blogsieve.crawler.output.finishing import Finishing
from blogsieve.crawler.pages.features import PageFeatures

HOME = "https://blog.example/"


class Work:
    """Who sees on each page that it names no other address and has nothing in common with the others."""

    async def visit(self, page: Page, *_: object) -> Visit:
        """Return what is seen."""
        features = PageFeatures(page.url, "", frozenset(), (), 900, 900, 0, (), dated=False)
        return Visit(features, page.url, named(GENERIC))


class Recorder:
    """Makes a record of each page but for one, over which something fails."""

    def __init__(self, fail: Callable[[], object]) -> None:
        self.fail = fail

    async def finish(self, candidate: Candidate, _: object) -> dict[str, Any]:
        """Return the record of a page."""
        if candidate.page.url.endswith("1"):
            self.fail()
        return {"url": candidate.page.url}


def crawl_of(size: int, recorder: Recorder, lost: list[str], *, ready: bool = True) -> BlogCrawl:
    """Return the crawl of a blog that is learned, or not yet, whose pages have come and wait."""
    frontier, blog = SQLiteFrontier(), Blog(HOME, ready=ready)
    settings = config("keep")
    shared: Any = (settings, frontier, Selection(), Work(), None, Finishing(settings), lost.append)
    crawl = BlogCrawl("blog", blog, Context(*shared))
    crawl.recorder = recorder  # type: ignore[assignment]
    for number in range(size):
        frontier.add("blog", f"{HOME}{number}", "page", Rank.POST)
        target = frontier.take()
        assert target
        crawl.intake.waiting.append(Arrival(target.id, Page(target.url, b""), frozenset({"link"}), Seen(target.url)))
    return crawl


async def records_of(crawl: BlogCrawl) -> list[str]:
    """Return the addresses of the records that the pages which wait give."""
    return [record["url"] async for record in crawl.release(is_last=True)]


def test_a_fault_of_ours_costs_one_page_and_not_those_that_came_with_it() -> None:
    lost: list[str] = []
    crawl = crawl_of(4, Recorder(faulty.fail), lost)
    assert asyncio.run(records_of(crawl)) == [f"{HOME}{number}" for number in (0, 2, 3)]
    assert lost == [f"{HOME}1"]
    assert crawl.shared.frontier.accounts.tally("blog")["failed"] == 1


@pytest.mark.parametrize("part", ["learn", "to_dict"])
def test_a_fault_over_what_pages_have_in_common_costs_none_of_them(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Blog, part, lambda *_: faulty.fail())
    crawl = crawl_of(9, Recorder(lambda: None), [], ready=False)
    assert asyncio.run(records_of(crawl)) == [f"{HOME}{number}" for number in range(9)]
    assert crawl.blog.ready
    assert not crawl.blog.held


def test_what_cannot_be_written_ends_all() -> None:
    def fail() -> None:
        raise sqlite3.OperationalError("database or disk is full")

    lost: list[str] = []
    with pytest.raises(sqlite3.OperationalError):
        asyncio.run(records_of(crawl_of(4, Recorder(fail), lost)))
    assert not lost
