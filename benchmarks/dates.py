"""How often the dates of posts are right: by source, beside htmldate alone, with feeds and from the page alone.

Usage: python -m benchmarks.dates [FOLDER OF DATA SETS]     (or BLOGSIEVE_DATASETS; the format: docs/datasets.md)
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import htmldate

from benchmarks.datasets import blog_truth, blogs_of, find_datasets, page_sets_of, read_answers, read_page, read_truth
from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.metadata.dates import find_date
from blogsieve.cleaners.model import Page
from blogsieve.crawler import sources
from blogsieve.crawler.sources.feed import Feed
from blogsieve.crawler.urls import url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from benchmarks.datasets import Answer
    from blogsieve.cleaners.model import FeedEntry

    Sample = tuple[Page, str]  # a page, and its date or ""
    Way = Callable[[Page, Index], tuple[str, str]]  # gives the date and its source

# The data sets' pages were fetched before this; without it the tests of "not in the future" would change with the day.
FETCHED = "2026-12-31T00:00:00+00:00"
FEEDS = ("rss", "atom", "feed+json")


@dataclass
class Tally:
    """How often one way of finding dates was right, wrong and silent."""

    right: int = 0
    wrong: int = 0
    silent: int = 0
    invented: int = 0  # given where the truth has none
    seconds: float = 0.0
    sources: Counter[str] = field(default_factory=Counter)
    right_by_source: Counter[str] = field(default_factory=Counter)

    def add(self, truth: str, found: str, source: str) -> None:
        """Count one page."""
        if not truth:
            self.invented += bool(found)
            return
        self.sources[source] += 1
        self.right_by_source[source] += found == truth
        self.right += found == truth
        self.silent += not found
        self.wrong += bool(found) and found != truth

    def row(self, name: str) -> str:
        """Return a row of the table."""
        dated = self.right + self.wrong + self.silent
        given = self.right + self.wrong
        return (
            f"| {name} | {self.right / max(1, dated):.3f} | {self.right / max(1, given):.3f} | {self.wrong} | "
            f"{self.silent} | {self.invented} | {1000 * self.seconds / max(1, dated + self.invented):.1f} |"
        )


def ours(page: Page, index: Index) -> tuple[str, str]:
    """Return our date; the tree and its index serve the whole cleaning and are not counted."""
    found = find_date(index, page)
    return found.date, found.source


def ours_alone(page: Page, index: Index) -> tuple[str, str]:
    """Return our date from the page without its feed entry."""
    return ours(replace(page, entry=None), index)


def theirs(original: bool = False, extensive: bool = True) -> Way:
    """Return htmldate with its options as a way to find dates."""

    def find(page: Page, index: Index) -> tuple[str, str]:
        found = htmldate.find_date(page.body, url=page.url, original_date=original, extensive_search=extensive)
        return found or "", "htmldate"

    return find


HTMLDATE: dict[str, Way] = {
    "htmldate, as it comes": theirs(),
    "htmldate, original_date, no extensive search": theirs(original=True, extensive=False),
    "htmldate, original_date": theirs(original=True),
}


def measure(samples: Iterable[Sample], ways: dict[str, Way]) -> dict[str, Tally]:
    """Return the tallies of ways to find the dates of pages."""
    tallies = {name: Tally() for name in ways}
    for page, truth in samples:
        index = Index(parse(page))
        for name, way in ways.items():
            start = time.perf_counter()
            found, source = way(page, index)
            tallies[name].seconds += time.perf_counter() - start
            tallies[name].add(truth, found, source or "none")
    return tallies


def of_blogs(folder: Path) -> Iterator[Sample]:
    """Yield the posts of recorded blogs, each with what the blog's feeds say of it."""
    for path in blogs_of(folder).values():
        pages: dict[str, Answer] = {}
        entries: dict[str, FeedEntry] = {}
        for answer in read_answers(path):
            if any(kind in answer.content_type for kind in FEEDS):
                asked = sources.Answer(answer.url, answer.body, {"content-type": answer.content_type})
                for entry in Feed().read(asked).entries:
                    entries.setdefault(url_key(entry.url), entry)
            elif answer.status == 200:
                pages.setdefault(url_key(answer.url), answer)
        for row in blog_truth(path):
            answer = pages[url_key(row["url"])]
            page = Page(row["url"], answer.body, answer.content_type, FETCHED, entries.get(url_key(row["url"])))
            yield page, row["date"]


def of_pages(folder: Path) -> Iterator[Sample]:
    """Yield the pages of a set of single pages."""
    for row in read_truth(folder / "truth.jsonl"):
        yield Page(row["url"], read_page(folder, row["id"]), fetched=FETCHED), row["date"]


def show(name: str, tallies: dict[str, Tally]) -> None:
    """Print a set's tables: the ways, then our sources."""
    print(f"\n{name}\n")
    print("| | right of all | right of given | wrong | silent | given where the truth has none | ms |")
    print("|---|---|---|---|---|---|---|")
    for way, tally in tallies.items():
        print(tally.row(way))
    print("\n| source | pages | right |\n|---|---|---|")
    for source, count in next(iter(tallies.values())).sources.most_common():
        print(f"| {source} | {count} | {next(iter(tallies.values())).right_by_source[source] / count:.3f} |")


def main() -> None:
    """Measure on all data sets of a folder."""
    folder = find_datasets(sys.argv[1] if len(sys.argv) > 1 else None)
    if folder is None:
        return
    if blogs_of(folder):
        show("blogs", measure(of_blogs(folder), {"with feeds": ours, "the page alone": ours_alone, **HTMLDATE}))
    for pages in page_sets_of(folder):
        show(pages.name, measure(of_pages(pages), {"the page alone": ours_alone, **HTMLDATE}))


if __name__ == "__main__":
    main()
