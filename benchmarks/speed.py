"""Measures how fast a big blog is cleaned and crawled, beside what others do, on the same machine in one run.

    python -m benchmarks.speed [--posts 600] [--folder FOLDER] [--only NAME …]

The blog is made by `benchmarks.make_blog`, in a temporary folder unless one is named, which is kept. F1 stands in the
table so that nobody wins by losing text; MB/1000 is how much the memory still grows with 1,000 pages.
docs/performance.md explains the figures.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.datasets import read_truth
from benchmarks.make_blog import HOME, make_blog
from benchmarks.measuring import Cost, measure
from benchmarks.scoring import score, url_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PYTHON = [sys.executable, "-m"]
BLOGSIEVE = [*PYTHON, "crawler.cli"]
PORT = "8712"
# On loopback nobody is to be spared.
FAST = (
    "DOWNLOAD_DELAY=0",
    "AUTOTHROTTLE_ENABLED=0",
    "CONCURRENT_REQUESTS_PER_DOMAIN=16",
    "BLOGSIEVE_PRIVATE_ADDRESSES=1",
)
SCRIPT, SPIDER = "plain script", "plain spider"
FETCH, CLEAN, CRAWL = "fetch", "blogsieve clean", "blogsieve crawl"
CRAWLERS = (FETCH, SPIDER, CRAWL)
SITEMAP = f"{HOME}sitemap.xml"


@dataclass(frozen=True, slots=True)
class Racer:
    """A command, `{archive}` and `{output}` filled in, and what it is compared with."""

    name: str
    command: list[str]
    rival: str = ""  # the racer that it is to beat
    gives_text: bool = True


def racers() -> list[Racer]:
    """Return who races: first over the archive, then from the server."""
    settings = [argument for setting in FAST for argument in ("-s", setting)]
    return [
        Racer("read and parse", [*PYTHON, "benchmarks.parse_only", "{archive}"], SCRIPT, gives_text=False),
        Racer(SCRIPT, [*PYTHON, "benchmarks.plain_script", "{archive}", "{output}"]),
        Racer(CLEAN, [*BLOGSIEVE, "clean", "{archive}", "-O", "{output}"], SCRIPT),
        Racer(
            FETCH,
            [*PYTHON, "benchmarks.plain_spider", SITEMAP, "{output}", "--fetch-only"],
            SPIDER,
            gives_text=False,
        ),
        Racer(SPIDER, [*PYTHON, "benchmarks.plain_spider", SITEMAP, "{output}"]),
        Racer(CRAWL, [*BLOGSIEVE, "crawl", HOME, "-O", "{output}", *settings], SPIDER),
    ]


def race(folder: Path, only: Sequence[str]) -> None:
    """Run the racers, or some of them, one after the other and print a line for each."""
    truth = read_truth(folder / "truth.jsonl")
    posts = len(truth)
    costs: dict[str, Cost] = {}
    print(f"{'':<18}{'pages/s':>9}{'CPU ms':>9}{'MB':>7}{'MB/1000':>9}{'F1':>8}   times {'as fast':>7}{'per CPU':>9}")
    for racer in racers():
        if only and racer.name not in only:
            continue
        output = folder / f"{racer.name.replace(' ', '-')}.jsonl"
        output.unlink(missing_ok=True)
        filled = [part.format(archive=folder / "blog.warc", output=output) for part in racer.command]
        cost = costs[racer.name] = measure(filled)
        line = f"{racer.name:<18}{posts / cost.seconds:9.1f}{1000 * cost.cpu / posts:9.1f}{cost.memory / 1e6:7.0f}"
        # A quarter of the time is a quarter of the pages, but for the start.
        line += f"{cost.growth / 1e6 * 4000 / posts:9.1f}"
        line += f"{f1_of(output, truth):8.4f}" if racer.gives_text else " " * 8
        if rival := costs.get(racer.rival):
            line += f"{rival.seconds / cost.seconds:16.1f}{rival.cpu / cost.cpu:9.1f}"
        print(line + (f"   exit {cost.code}" if cost.code else ""), flush=True)


def f1_of(output: Path, truth: list[dict[str, object]]) -> float:
    """Return the mean F1 over the posts."""
    rows = [json.loads(line) for line in output.read_text("utf-8").splitlines()] if output.exists() else []
    return score(truth, rows, lambda row: url_key(row["url"])).f1


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


def run(folder: Path | None, posts: int, only: Sequence[str]) -> None:
    """Make the blog where its folder does not hold it yet, serve it, and race."""
    with tempfile.TemporaryDirectory() as temporary:
        place = folder or Path(temporary)
        if not (place / "truth.jsonl").exists():
            make_blog(place, posts)
        with serving(place / "blog.warc"):
            race(place, only)


def main() -> None:
    """Race all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=600)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    run(asked.folder, asked.posts, asked.only)


if __name__ == "__main__":
    main()
