"""Measures how fast pages of all different sites are cleaned, with no template to learn, beside what others do.

    python -m benchmarks.strangers [FOLDER] [--only NAME …]

FOLDER, or the environment variable BLOGSIEVE_DATASETS, names the data sets; docs/datasets.md has their format. Each set
of single pages is put in a WARC. Of an archive, `blogsieve clean` judges which pages are posts, and leaves the others
out; `blogsieve files` is the same command over the pages as files, of which all are cleaned.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.archives import write_archive
from benchmarks.datasets import find_datasets, page_sets_of, read_page, read_truth
from benchmarks.racers import BLOGSIEVE, SCRIPT, archive_racers
from benchmarks.racing import Course, Racer, choose, race
from benchmarks.scoring import url_key
from blogsieve.cleaners.address import address_of, split_url
from blogsieve.cleaners.corpus.own_url import own_url
from blogsieve.cleaners.model import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.datasets import Row

WANTED = 2.0
FILES = "blogsieve files"


def racers() -> list[Racer]:
    """Return who races."""
    files = Racer(FILES, [*BLOGSIEVE, "clean", "{pages}", "-q", "-O", "{output}"], SCRIPT, WANTED)
    return [*archive_racers(WANTED), files]


def unlike(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that have an address, one of each address.

    >>> [row["id"] for row in unlike([{"id": 1, "url": "http://a.example/b"}, {"id": 2, "url": ""},
    ...                               {"id": 3, "url": "http://a.example/b/"}])]
    [1]
    """
    first: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        if row.get("url"):
            first.setdefault(url_key(row["url"]), row)
    return list(first.values())


def make_course(pages: Path, folder: Path) -> Course:
    """Return a course over a set of pages; a page is known by its file and by the address that it gives itself, too."""
    truth = unlike(read_truth(pages / "truth.jsonl"))
    bodies = [read_page(pages, row["id"]) for row in truth]
    write_archive(
        folder / "pages.warc", ((row["url"], "text/html", body) for row, body in zip(truth, bodies, strict=True))
    )
    names: dict[tuple[str, str, str], int] = {}
    for number, (row, body) in enumerate(zip(truth, bodies, strict=True)):
        names[url_key(row["url"])] = number
        names[url_key(address_of(Page("file:", body)))] = number
        if url := own_url(Page(row["url"], body, "text/html")):
            names.setdefault(url_key(url), number)
    return Course(folder, truth, lambda row: names.get(url_key(row["url"]), row["url"]))


def describe(pages: Path, course: Course) -> str:
    """Return what a set of pages is, in a line."""
    hosts = {split_url(row["url"]).hostname for row in course.truth}
    size = course.place("pages.warc").stat().st_size / 1000 / len(course.truth)
    return f"\n{pages.name}: {len(course.truth):,} pages of {len(hosts):,} hosts, {size:.0f} kB each"


def main() -> None:
    """Race over each set of pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", help="data sets; default: the environment variable BLOGSIEVE_DATASETS")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help='only these, as "plain script"')
    asked = parser.parse_args()
    chosen = choose(racers(), asked.only)
    print("\nPages of all different sites")
    datasets = find_datasets(asked.folder)
    for pages in page_sets_of(datasets) if datasets else ():
        with tempfile.TemporaryDirectory() as folder:
            course = make_course(pages, Path(folder))
            print(describe(pages, course))
            race(course, chosen)


if __name__ == "__main__":
    main()
