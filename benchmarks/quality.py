"""Measures how well blogs are crawled and cleaned, beside trafilatura alone, and fails where a floor is not reached.

    python -m benchmarks.quality [FOLDER] [--blogs NAME …] [--only blogs|pages] [--bad N]

FOLDER, or the environment variable BLOGSIEVE_DATASETS, names the data sets; docs/datasets.md has their format. Each
blog is served on loopback and crawled by a real Scrapy process, with all it offers, with feeds of ten entries, and
without feeds and APIs; posts that nothing names then are not asked for. `kept` is the share of the truth's lines that
are lines of the texts, `foreign` that of the texts' lines which are none of the truth's. The single pages are cleaned
one by one, with captions and without. The floors are in floors.toml.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from benchmarks.crawling import crawl, named_truth
from benchmarks.datasets import blog_truth, blogs_of, find_datasets, page_sets_of, read_answers, read_page, read_truth
from benchmarks.peers import trafilatura_alone
from benchmarks.scoring import Score, score, url_key
from blogsieve import CleaningError, Page, clean_page
from blogsieve.cleaners.options import Options, chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from benchmarks.datasets import Answer, Row

FLOORS = Path(__file__).with_name("floors.toml")
WORKERS = 2
MODES = ("trafilatura", "page", "feeds", "ten", "consensus")
COLUMNS = ("F1", "P", "R", "leaked", "kept", "foreign", "date", "title", "lang")
# What real feeds hold.
ENTRIES = 10
CRAWLED = ("feeds", "ten", "consensus")


@dataclass(slots=True)
class Result:
    """What came out for a blog or a set of pages in one mode."""

    name: str
    mode: str
    score: Score
    failures: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return the figures that floors are set for."""
        own = self.score
        return {
            "F1": own.f1,
            "P": own.precision,
            "R": own.recall,
            "leaked": own.leaked_share,
            "kept": own.kept,
            "foreign": own.foreign_share,
            "date": own.exact("date"),
            "title": own.exact("title"),
            "lang": own.exact("language"),
        }


def clean_alone(page: Page) -> Row | None:
    """Return the record of a page that stands alone, None where it has no text."""
    try:
        return clean_page(page).record.to_dict()
    except CleaningError:
        return None


def clean_without_captions(page: Page) -> Row | None:
    """Return the same without what stands under pictures, which sets of news pages do not count as text."""
    with chosen(Options(captions="drop")):
        return clean_alone(page)


CLEANERS: dict[str, Callable[[Page], Row | None]] = {
    "trafilatura": trafilatura_alone,
    "page": clean_alone,
    "no captions": clean_without_captions,
}


def measure_blog(path: Path, mode: str) -> Result:
    """Return how well a recorded blog comes out: its truth's pages one by one, or the blog crawled."""
    name, truth = path.name.removesuffix(".warc.gz"), blog_truth(path)
    if mode in CLEANERS:
        wanted = {url_key(row["url"]) for row in truth}
        pages: dict[tuple[str, str, str], Answer] = {}
        for answer in read_answers(path):
            if (key := url_key(answer.url)) in wanted and answer.content_type.startswith("text/html"):
                pages.setdefault(key, answer)
        rows = [CLEANERS[mode](Page(a.url, a.body, a.content_type)) for a in pages.values()]
        output = [row for row in rows if row]
    else:
        without = frozenset(("feed", "api")) if mode == "consensus" else frozenset()
        entries = ENTRIES if mode == "ten" else 0
        truth = named_truth(path, without, entries)
        output = crawl(path, without, entries=entries) if truth else []
    return Result(name, mode, score(truth, output, lambda row: url_key(row["url"])))


def measure_pages(folder: Path, mode: str) -> Result:
    """Return how well the single pages of a set come out."""
    truth = read_truth(folder / "truth.jsonl")
    output: list[Row] = []
    for row in truth:
        cleaned = CLEANERS[mode](
            Page(row.get("url") or f"https://example.org/{row['id']}", read_page(folder, row["id"]))
        )
        if cleaned:
            output.append(cleaned | {"id": row["id"]})
    return Result(folder.name, mode, score(truth, output, lambda row: str(row["id"])))


def run(folder: Path, names: Sequence[str], only: str | None) -> Iterator[Result]:
    """Yield the results as they come, two at a time."""
    blogs = blogs_of(folder)
    if unknown := sorted(set(names) - set(blogs)):
        sys.exit(f"{unknown[0]}: no such blog; there are {', '.join(blogs)}")
    with ProcessPoolExecutor(WORKERS) as pool:
        jobs = []
        if only != "pages":
            jobs += [pool.submit(measure_modes, measure_blog, blogs[name], MODES) for name in names or blogs]
        if only != "blogs":
            jobs += [
                pool.submit(measure_modes, measure_pages, one, (mode,))
                for one in page_sets_of(folder)
                for mode in CLEANERS
            ]
        for job in jobs:
            yield from job.result()


def measure_modes(measure: Callable[[Path, str], Result], path: Path, modes: Sequence[str]) -> list[Result]:
    """Return the results of one blog in several modes, one after the other: it is served on one port.

    A mode in which nothing names any of its posts has no result.
    """
    results = [measure(path, mode) for mode in modes]
    return [result for result in results if result.score.posts]


def print_row(name: str, mode: str, figures: dict[str, float], note: str = "") -> None:
    """Print a line of the table."""
    print(f"{name:<20} {mode:<12}" + "".join(f"{figures[column]:8.4f}" for column in COLUMNS) + note, flush=True)


def describe(score: Score, bad: int) -> str:
    """Return what is odd about a crawl: posts missing, pages that are no posts, and what leaked by kind."""
    leaks = {kind: round(pair[0] / pair[1], 4) for kind, pair in score.leaked.items() if pair[0]}
    text = f"  {score.found}/{score.posts} found, {score.others} others, {score.twice} twice"
    return text + (f", leaked {leaks}" if leaks else "") + "".join(f"\n    {f1} {url}" for f1, url in score.worst[:bad])


def means(results: Sequence[Result]) -> dict[str, dict[str, float]]:
    """Return the means over the blogs by mode."""
    found: dict[str, dict[str, float]] = {}
    for mode in MODES:
        rows = [result.figures() for result in results if result.mode == mode]
        if rows:
            found[mode] = {column: fmean(row[column] for row in rows) for column in COLUMNS}
    return found


def date_sources(results: Sequence[Result]) -> Iterator[str]:
    """Yield a line for each source of dates: how many it gave, and how many of them are right, by mode."""
    for mode in MODES[1:]:
        counts: dict[str, list[int]] = {}
        for result in results:
            for source, (right, all_of_it) in (result.score.dates if result.mode == mode else {}).items():
                own = counts.setdefault(source, [0, 0])
                own[0], own[1] = own[0] + right, own[1] + all_of_it
        found = sorted(counts.items(), key=lambda item: -item[1][1])
        if found:
            yield f"dates, {mode}: " + ", ".join(f"{source} {right}/{of}" for source, (right, of) in found)


def others(results: Sequence[Result]) -> Iterator[str]:
    """Yield a line for each result whose truth knows authors: how many are right, and titles but for their quotes."""
    for result in results:
        right = result.score.right
        if result.mode in MODES[1:] and (pair := right.get("author")):
            yield f"authors, {result.name}, {result.mode}: {pair[0]}/{pair[1]}"
            same, of = right["title as spelled"]
            yield f"titles with quotes and dashes as typed, {result.name}, {result.mode}: {same}/{of}"


def below_floors(results: Sequence[Result], page_sets: Sequence[Result]) -> Iterator[str]:
    """Yield a line for each figure that is worse than its floor."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    measured = {f"blogs.{mode}": figures for mode, figures in means(results).items()}
    measured |= {f"{result.name}.{result.mode}": result.figures() for result in page_sets}
    for result in results:
        own = result.score
        if result.mode in CRAWLED and (own.found < own.posts or own.others or own.twice):
            yield f"{result.name}, {result.mode}:{describe(own, 0)}"
        yield from missed(f"{result.name}, {result.mode}", result.figures(), floors["each"].get(result.mode, {}))
    for name in sorted(floors.keys() & measured.keys()):
        yield from missed(name, measured[name], floors[name])


def missed(name: str, figures: Mapping[str, float], wanted: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for each floor that is not reached; of what leaks and what is foreign it is the most."""
    for column, floor in wanted.items():
        # As the table shows it.
        value = round(figures[column], 4)
        if (value > floor) if column in ("leaked", "foreign") else (value < floor):
            yield f"{name}: {column} {value:.4f}, the floor is {floor}"


def main() -> int:
    """Print the table; return 1 where a floor is not reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", help="data sets; default: the environment variable BLOGSIEVE_DATASETS")
    parser.add_argument("--blogs", nargs="*", default=[], metavar="NAME", help="only these blogs")
    parser.add_argument("--only", choices=("blogs", "pages"), help="leave the single pages, or the blogs, out")
    parser.add_argument("--bad", type=int, default=0, metavar="N", help="show the N worst posts of each blog")
    arguments = parser.parse_args()
    folder = find_datasets(arguments.folder)
    if folder is None:
        return 0
    print(f"{'':<33}" + "".join(f"{column:>8}" for column in COLUMNS))
    blogs: list[Result] = []
    pages: list[Result] = []
    for result in run(folder, arguments.blogs, arguments.only):
        is_blog = result.name in blogs_of(folder)
        (blogs if is_blog else pages).append(result)
        crawled = result.mode in CRAWLED
        print_row(result.name, result.mode, result.figures(), describe(result.score, arguments.bad) if crawled else "")
    for mode, figures in means(blogs).items():
        print_row("mean of the blogs", mode, figures)
    print(*date_sources([*blogs, *pages]), *others([*blogs, *pages]), sep="\n")
    if arguments.blogs or arguments.only:
        print("floors: not looked at, they are those of all data sets")
        return 0
    failures = list(below_floors(blogs, pages))
    print(*failures, sep="\n")
    print("floors: " + ("not reached" if failures else "reached"))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
