"""Measures what licences, signals and duplicates add to the cost of a page: with and without them, in turns.

python -m benchmarks.extras [--posts 60] [--rounds 10] [--archived 600]

One process cleans each page with a learned model, as the workers of a crawl do, finishes its record and makes its line;
milliseconds of the processor a page, and its share, the median over pages and rounds. The last line has what they are
together of all that `blogsieve clean` takes a page of an archive, with one worker: it starts, learns and reads as well.
"""

from __future__ import annotations

import argparse
import gc
from collections import deque
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

from scrapy.settings import Settings

from benchmarks.make_blog import HOME, make_blog
from benchmarks.measuring import compile_sources
from benchmarks.measuring import measure as measure_command
from benchmarks.page import seconds
from benchmarks.racers import BLOGSIEVE
from benchmarks.same_records import ROOT
from benchmarks.steps import SAMPLE, make_pages
from blogsieve import clean_page, learn
from blogsieve.cleaners.corpus.writers import line_of
from blogsieve.cleaners.metadata.licenses import Declared
from blogsieve.crawler import settings
from blogsieve.crawler.config import CrawlConfig
from blogsieve.crawler.output.finishing import FLAG, KEEP, Finishing
from blogsieve.crawler.politeness.host_signals import HostBook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogsieve import Page
    from blogsieve.cleaners.site import SiteModel

# What stands in for each where it is left out: the name, and what it returns.
NONE = {
    "licences": (
        ("blogsieve.cleaners.pipeline.clean.read_statements", ()),
        ("blogsieve.cleaners.pipeline.record.license_of", ""),
        ("blogsieve.cleaners.metadata.facts.declared_license", Declared()),
    ),
    "signals": (
        ("blogsieve.cleaners.metadata.facts.named_signals", ()),
        ("blogsieve.crawler.politeness.host_signals.HostBook.of", ()),
    ),
    "duplicates": (),
}
ALL = "a page with all"
# What is left out in each row.
ROWS: dict[str, tuple[str, ...]] = {ALL: (), **{name: (name,) for name in NONE}, "together": tuple(NONE)}
ROBOTS = b"User-agent: *\nDisallow: /search\nContent-Signal: search=yes, ai-train=no\n"


@contextmanager
def without(names: Sequence[str]) -> Iterator[None]:
    """Leave some of them out."""
    with ExitStack() as stack:
        for target, value in (one for name in names for one in NONE[name]):
            stack.enter_context(patch(target, lambda *_, value=value: value))
        yield


def finishing_for(names: Sequence[str]) -> Finishing:
    """Return who finishes records, without looking for duplicates where these are left out."""
    named = {name: value for name, value in vars(settings).items() if name.isupper()}
    mode = KEEP if "duplicates" in names else FLAG
    return Finishing(CrawlConfig.from_settings(Settings(named | {"BLOGSIEVE_DUPLICATES": mode})))


def make_line(page: Page, model: SiteModel, hosts: HostBook, finishing: Finishing) -> bytes:
    """Return the line of a page's record."""
    record = clean_page(replace(page, signals=hosts.of(page.url)), model).record.to_dict()
    finishing.finish(record)
    return line_of(record)


def measure(pages: Sequence[Page], model: SiteModel, rounds: int) -> dict[str, list[float]]:
    """Return the processor's seconds that each page takes in each row, in each round."""
    hosts, took = HostBook(), {row: list[float]() for row in ROWS}
    hosts.read(f"{HOME}robots.txt", ROBOTS)
    order = deque(ROWS)
    for _ in range(rounds):
        finishings = {row: finishing_for(names) for row, names in ROWS.items()}
        for page in pages:
            # Who is the first with a page has it in no cache yet.
            order.rotate()
            for row in order:
                with without(ROWS[row]):
                    took[row].append(seconds(partial(make_line, page, model, hosts, finishings[row])))
        for row, finishing in finishings.items():
            end = seconds(finishing.settle) / len(pages)
            took[row][-len(pages) :] = [own + end for own in took[row][-len(pages) :]]
    return took


def cost_of_command(posts: int) -> float:
    """Return the processors' seconds that `blogsieve clean` takes a post of a blog's archive, with one worker."""
    compile_sources(ROOT)
    with TemporaryDirectory() as folder:
        archive, output = Path(folder) / "pages.warc", Path(folder) / "posts.jsonl"
        make_blog(Path(folder), posts)
        return measure_command([*BLOGSIEVE, "clean", str(archive), "-q", "--jobs", "1", "-O", str(output)]).cpu / posts


def main() -> None:
    """Measure, and print a line for each, and for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--archived", type=int, default=600, metavar="POSTS", help="posts of the command's archive")
    args = parser.parse_args()
    pages = list(make_pages(args.posts))
    model = learn(pages[:: max(1, len(pages) // SAMPLE)])
    gc.collect()
    gc.freeze()
    took = measure(pages, model, args.rounds)
    all_of_them = took.pop(ALL)
    whole = median(all_of_them)
    print(f"{ALL:<20}{1000 * whole:7.3f} ms")
    for row, less in took.items():
        # Each is compared with the one beside it: on a busy machine both are slower.
        share = median(1 - own / other for own, other in zip(less, all_of_them, strict=True))
        print(f"{row:<20}{1000 * share * whole:7.3f} ms{100 * share:7.1f} %")
    command = cost_of_command(args.archived)
    print(f"{'of a command':<20}{1000 * command:7.3f} ms{100 * share * whole / command:7.1f} %")


if __name__ == "__main__":
    main()
