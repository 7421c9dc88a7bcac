"""Measures how much of a post's structure its Markdown keeps, kind by kind, beside trafilatura's.

    python -m benchmarks.structure [FOLDER] [--blogs NAME …] [--bad N] [--laws]

FOLDER, or the environment variable BLOGSIEVE_DATASETS, names the data sets; docs/datasets.md has their format. Each
recorded blog with a `NAME.markdown.jsonl` is crawled by a real Scrapy process, and its Markdown compared with what its
author wrote; benchmarks/units.py has the kinds. A figure is the F1 of a kind over all posts of a blog, `structure` the
mean of these.
With --laws, of all blogs: the share of posts whose Markdown, read back, is the body, and whose body says the text.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from trafilatura import extract

from benchmarks.crawling import crawl
from benchmarks.datasets import blogs_of, find_datasets, read_answers, read_truth
from benchmarks.scoring import url_key
from benchmarks.units import units
from blogsieve.cleaners.forms import form
from blogsieve.cleaners.forms.reading import read_html, read_markdown
from blogsieve.cleaners.forms.simplified import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.datasets import Row

KINDS = ("heading", "paragraph", "item", "quote", "code", "language", "cell", "image", "link", "span", "note")
# Wanted of the mean over the blogs, and of each kind.
FLOOR, FLOOR_OF_KIND = 0.97, 0.95


@dataclass(slots=True)
class Comparison:
    """The units of a blog: those that are right, those of the truth, and those that were given."""

    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)

    def add(self, url: str, truth: str, output: str) -> None:
        """Compare a post."""
        own, theirs = units(truth, url), units(output, url)
        for counter, found in ((self.right, own & theirs), (self.wanted, own), (self.given, theirs)):
            for (kind, _), number in found.items():
                counter[kind] += number
        for what, found in (("missing", own - theirs), ("extra", theirs - own)):
            self.bad += [f"    {what} {kind} {url}: {str(value)[:160]}" for kind, value in found]

    def f1(self) -> dict[str, float]:
        """Return F1 by kind, of the kinds that the truth has."""
        return {kind: 2 * self.right[kind] / (self.wanted[kind] + self.given[kind]) for kind in self.wanted}


def records_of(warc: Path) -> list[Row]:
    """Return the records of a blog that is crawled, with their forms."""
    return crawl(warc, frozenset(), ("BLOGSIEVE_BODY=markdown,html",))


def of_trafilatura(warc: Path, urls: set[tuple[str, str, str]]) -> Iterator[Row]:
    """Yield what trafilatura gives as Markdown for the pages at some addresses."""
    for answer in read_answers(warc):
        if url_key(answer.url) in urls and answer.content_type.startswith("text/html"):
            found = extract(
                answer.body, url=answer.url, output_format="markdown", include_comments=False, include_links=True,
                include_images=True, include_tables=True,
            )  # fmt: skip
            yield {"url": answer.url, "markdown": found or ""}


def compare(truth: Sequence[Row], rows: Sequence[Row]) -> Comparison:
    """Return how rows compare with the truth; a post that is missing misses all of its units."""
    by_url = {url_key(row["url"]): row["markdown"] for row in rows}
    comparison = Comparison()
    for row in truth:
        comparison.add(row["url"], row["markdown"], by_url.get(url_key(row["url"]), ""))
    return comparison


def broken_laws(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """Return the posts whose Markdown is another body when it is read back, and those whose body says another text."""
    bodies = {row["url"]: read_html(row["html"]) for row in rows}
    back = [row["url"] for row in rows if read_markdown(row["markdown"]) != simplified(bodies[row["url"]])]
    text = [row["url"] for row in rows if form("text").write(bodies[row["url"]]) != row["text"]]
    return back, text


def print_row(name: str, mode: str, figures: dict[str, float]) -> None:
    """Print a line of the table."""
    shown = "".join(f"{figures[kind]:>10.4f}" if kind in figures else " " * 10 for kind in KINDS)
    print(f"{name:<20} {mode:<12}{fmean(figures.values()):>10.4f}{shown}", flush=True)


def print_laws(name: str, rows: Sequence[Row]) -> int:
    """Print which laws a blog's posts break; return how many times they do."""
    back, text = broken_laws(rows)
    print(
        f"{name:<20} {len(rows) - len(back)}/{len(rows)} read back, {len(rows) - len(text)}/{len(rows)} say their text"
    )
    print(*(f"    {url}" for url in (*back, *text)), sep="\n", end="\n" if back or text else "")
    return len(back) + len(text)


def main() -> int:
    """Print the table; return 1 where less is kept than is wanted, or a law is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", help="data sets; default: the environment variable BLOGSIEVE_DATASETS")
    parser.add_argument("--blogs", nargs="*", default=[], metavar="NAME", help="only these blogs")
    parser.add_argument("--bad", type=int, default=0, metavar="N", help="show N units of each blog that differ")
    parser.add_argument("--laws", action="store_true", help="ask the laws of all blogs instead")
    asked = parser.parse_args()
    folder = find_datasets(asked.folder)
    if folder is None:
        return 0
    blogs = {name: warc for name, warc in blogs_of(folder).items() if not asked.blogs or name in asked.blogs}
    if asked.laws:
        return 1 if sum(print_laws(name, records_of(warc)) for name, warc in blogs.items()) else 0
    truths = {name: path for name in blogs if (path := folder / "blogs" / f"{name}.markdown.jsonl").exists()}
    if not truths:
        print("skipped: no blog has a NAME.markdown.jsonl (docs/datasets.md)")
        return 0
    return measure({name: (blogs[name], read_truth(path)) for name, path in truths.items()}, asked.bad)


def measure(blogs: dict[str, tuple[Path, list[Row]]], bad: int) -> int:
    """Print the figures of blogs with their truths, and their means; return 1 where a floor is not reached."""
    print(f"{'':<33}{'structure':>10}" + "".join(f"{kind:>10}" for kind in KINDS))
    all_of_them: dict[str, list[dict[str, float]]] = {"trafilatura": [], "markdown": []}
    for name, (warc, truth) in blogs.items():
        rows = {
            "trafilatura": list(of_trafilatura(warc, {url_key(row["url"]) for row in truth})),
            "markdown": records_of(warc),
        }
        for mode, own in rows.items():
            comparison = compare(truth, own)
            all_of_them[mode].append(comparison.f1())
            print_row(name, mode, comparison.f1())
            print(*(comparison.bad[:bad] if mode == "markdown" else ()), sep="\n", end="\n" if bad else "")
    means: dict[str, float] = {}
    for mode, found in all_of_them.items():
        means = {
            kind: fmean(own[kind] for own in found if kind in own)
            for kind in KINDS
            if any(kind in own for own in found)
        }
        print_row("mean of the blogs", mode, means)
    structure = fmean(fmean(own.values()) for own in all_of_them["markdown"])
    low = [f"{kind} {value:.4f}" for kind, value in means.items() if value < FLOOR_OF_KIND]
    print(f"mean structure {structure:.4f}; kinds below {FLOOR_OF_KIND}: {', '.join(low) or 'none'}")
    return 1 if structure < FLOOR or low else 0


if __name__ == "__main__":
    sys.exit(main())
