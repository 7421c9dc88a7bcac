"""Measures how fast a corpus of many blogs in one archive is cleaned, beside what others do, in one run.

    python -m benchmarks.corpus [--blogs 200] [--posts 20 500] [--folder FOLDER] [--only NAME …]

The blogs are made by `benchmarks.make_corpus`, in a temporary folder unless one is named, which is kept. `main %` is
the share of the processors' time that the process takes which a user has started, and that more cores do not share.
docs/performance.md explains the figures.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.datasets import read_truth
from benchmarks.make_corpus import BLOGS, POSTS, make_corpus
from benchmarks.racers import BLOGSIEVE, PYTHON, SCRIPT, archive_racers
from benchmarks.racing import Course, Racer, choose, race
from benchmarks.scoring import url_key
from blogsieve.cleaners.address import split_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.datasets import Row

WANTED = 3.5
TRAFILATURA = "trafilatura"


def racers() -> list[Racer]:
    """Return who races."""
    datatrove = [*PYTHON, "benchmarks.datatrove_script", "{archive}", "{output}"]
    parts = [*BLOGSIEVE, "clean", "{archive}", "-q", "-O", "{parts}/"]
    return [
        *(one for one in archive_racers(WANTED) if one.name != TRAFILATURA),
        Racer("datatrove", datatrove, SCRIPT),
        Racer("blogsieve parts", parts, SCRIPT, WANTED, read_parts),
    ]


def read_parts(course: Course, racer: Racer) -> list[Row]:
    """Return the rows of a folder of parts."""
    parts = sorted(course.output(racer).with_suffix("").glob("posts/*/*.jsonl"))
    return [json.loads(line) for part in parts for line in part.read_text("utf-8").splitlines()]


def run(folder: Path | None, blogs: int, posts: tuple[int, int], chosen: Sequence[Racer]) -> None:
    """Make the blogs where their folder does not hold them yet, and race."""
    with tempfile.TemporaryDirectory() as temporary:
        place = folder or Path(temporary)
        if not (place / "truth.jsonl").exists():
            make_corpus(place, blogs, posts)
        course = Course(place, read_truth(place / "truth.jsonl"), lambda row: url_key(row["url"]))
        size = course.place("pages.warc").stat().st_size / 1000 / len(course.truth)
        hosts = {split_url(row["url"]).netloc for row in course.truth}
        print(f"\nA corpus of {len(hosts):,} blogs with {len(course.truth):,} posts, {size:.0f} kB each")
        race(course, chosen)


def main() -> None:
    """Race all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--blogs", type=int, default=BLOGS)
    parser.add_argument("--posts", type=int, nargs=2, default=POSTS, metavar=("FEWEST", "MOST"))
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help='only these, as "plain script"')
    asked = parser.parse_args()
    run(asked.folder, asked.blogs, tuple(asked.posts), choose(racers(), asked.only))


if __name__ == "__main__":
    main()
