"""Measures how fast a big blog is cleaned and crawled, beside what others do, on the same machine in one run.

    python -m benchmarks.speed [--posts 600] [--folder FOLDER] [--only NAME …] [--base REVISION]

The blog is made by `benchmarks.make_blog`, in a temporary folder unless one is named, which is kept. F1 stands in the
table so that nobody wins by losing text; MB/1000 is how much the memory still grows with 1,000 pages. With --base, ours
races against itself as it was in a revision.
docs/performance.md explains the figures.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.datasets import read_truth
from benchmarks.make_blog import HOME, make_blog
from benchmarks.measuring import compile_sources
from benchmarks.racers import PYTHON, archive_racers, crawlers, earlier_racers
from benchmarks.racing import Course, choose, race
from benchmarks.same_records import ROOT, checked_out
from benchmarks.scoring import url_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.racing import Racer

PORT = "8712"
WANTED = 6.0


@contextmanager
def serving(archive: Path) -> Iterator[None]:
    """Serve the blog while the context lasts."""
    command = [*PYTHON, "benchmarks.fast_server", str(archive), PORT]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        server.stdout.readline()
        try:
            yield
        finally:
            server.terminate()


def run(folder: Path | None, posts: int, racers: Sequence[Racer]) -> None:
    """Make the blog where its folder does not hold it yet, serve it, and race."""
    with tempfile.TemporaryDirectory() as temporary:
        place = (folder or Path(temporary)).resolve()
        if not (place / "truth.jsonl").exists():
            make_blog(place, posts)
        course = Course(place, read_truth(place / "truth.jsonl"), lambda row: url_key(row["url"]))
        size = course.place("pages.warc").stat().st_size / 1000 / len(course.truth)
        print(f"\nA blog of {len(course.truth):,} posts, {size:.0f} kB each")
        with serving(course.place("pages.warc")):
            race(course, racers)


def main() -> None:
    """Race all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=600)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help='only these, as "plain spider"')
    parser.add_argument("--base", metavar="REVISION", help="race against this revision of ours alone")
    asked = parser.parse_args()
    compile_sources(ROOT)
    if asked.base:
        with checked_out(asked.base) as version:
            run(asked.folder, asked.posts, earlier_racers(HOME, version.command, asked.base[:7]))
        return
    run(asked.folder, asked.posts, choose([*archive_racers(WANTED), *crawlers(HOME, WANTED)], asked.only))


if __name__ == "__main__":
    main()
