"""Commands that do the same work, run one after the other, and a line for each: how fast, how dear, how well."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

from benchmarks.datasets import read_truth
from benchmarks.measuring import Cost, measure
from benchmarks.plain_script import pages
from benchmarks.scoring import score

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from pathlib import Path

    from benchmarks.datasets import Row

QUARTERS = 4  # of a run: its growth is that of one
COLUMNS = {
    "pages/s": 9,
    "CPU ms": 8,
    "main %": 8,
    "MB": 6,
    "MB/1000": 9,
    "found": 8,
    "F1": 8,
    "as fast": 9,
    "per CPU": 9,
}


@dataclass(frozen=True, slots=True)
class Course:
    """What is raced over: a folder with the pages in `pages.warc`, their truth, and what two rows of one page share."""

    folder: Path
    truth: Sequence[Row]
    key: Callable[[Row], object]

    def place(self, name: str) -> Path:
        """Return where a file or a folder of it is."""
        return self.folder / name

    def output(self, racer: Racer) -> Path:
        """Return where a racer writes to."""
        return self.folder / f"{racer.name.replace(' ', '-')}.jsonl"


def read_output(course: Course, racer: Racer) -> list[Row]:
    """Return the rows of a file of JSON Lines, none where it is not there."""
    output = course.output(racer)
    return read_truth(output) if output.exists() else []


@dataclass(frozen=True, slots=True)
class Racer:
    """A command, and what it is compared with.

    In the command stand `{archive}`, `{pages}` (a folder of the same as files), `{urls}` (a list), `{output}` and
    `{parts}`, a folder to write to.
    """

    name: str
    command: Sequence[str]
    rival: str = ""  # the racer that it is to beat
    wanted: float = 0.0  # how many times as fast it should be, by the clock and by the CPU
    read: Callable[[Course, Racer], Iterable[Row]] | None = read_output  # its rows; None for one that writes no text

    def filled(self, course: Course) -> list[str]:
        """Return its command over a course."""
        places = {"archive": "pages.warc", "pages": "pages", "urls": "urls.txt"}
        known = {name: course.place(place) for name, place in places.items()}
        output = course.output(self)
        return [part.format(**known, output=output, parts=output.with_suffix("")) for part in self.command]


def race(course: Course, racers: Iterable[Racer]) -> None:
    """Run the racers one after the other and print a line for each."""
    costs: dict[str, Cost] = {}
    print(row("", (*COLUMNS, "   wanted")))
    for racer in racers:
        if not shutil.which(racer.command[0]):
            print(f"{racer.name:<18}  left out: {racer.command[0]} is not installed")
            continue
        make_ready(course, racer)
        costs[racer.name] = measure(racer.filled(course))
        print(line(course, racer, costs[racer.name], costs.get(racer.rival)), flush=True)


def choose(racers: Sequence[Racer], only: Collection[str]) -> list[Racer]:
    """Return the racers of these names, all where none is named; raise SystemExit where there is none of a name."""
    if unknown := sorted(set(only) - {racer.name for racer in racers}):
        raise SystemExit(f"{unknown[0]}: no such racer; there are {', '.join(racer.name for racer in racers)}")
    return [racer for racer in racers if not only or racer.name in only]


def make_ready(course: Course, racer: Racer) -> None:
    """Take away what is left of an earlier race, and lay out the pages as files for a racer that wants files."""
    output = course.output(racer)
    # trafilatura writes a folder, whatever its name.
    for place in (output, output.with_suffix("")):
        if place.is_dir():
            shutil.rmtree(place)
        place.unlink(missing_ok=True)
    if any("{pages}" in part for part in racer.command):
        lay_out(course)


def lay_out(course: Course) -> None:
    """Write the pages of the truth as files, each named after the number of its row, and nothing else."""
    folder = course.place("pages")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    numbers = {course.key(row): number for number, row in enumerate(course.truth)}
    for url, body in pages(str(course.place("pages.warc"))):
        if (number := numbers.get(course.key({"url": url}))) is not None:
            (folder / f"{number:06}.html").write_bytes(body)


def line(course: Course, racer: Racer, cost: Cost, rival: Cost | None) -> str:
    """Return a racer's line of the table."""
    posts = len(course.truth)
    result = score(course.truth, racer.read(course, racer), course.key) if racer.read else None
    cells = (
        f"{posts / cost.seconds:.1f}",
        f"{1000 * cost.cpu / posts:.1f}",
        f"{100 * cost.main / cost.cpu:.0f}",
        f"{cost.memory / 1e6:.0f}",
        # A quarter of the time is a quarter of the pages, but for the start.
        "" if isnan(cost.growth) else f"{cost.growth / 1e6 * QUARTERS * 1000 / posts:.1f}",
        f"{result.found}" if result else "",
        f"{result.f1:.4f}" if result else "",
        f"{rival.seconds / cost.seconds:.1f}" if rival else "",
        f"{rival.cpu / cost.cpu:.1f}" if rival else "",
        f"   >= {racer.wanted:g}" if racer.wanted else "",
        f"   exit {cost.code}" if cost.code else "",
    )
    return row(racer.name, cells)


def row(name: str, cells: Sequence[str]) -> str:
    """Return a line of the table: a name, a cell for each column, and what comes after them.

    >>> row("fetch", ("1.5", "20", "9", "", "", "", "", "", "", "   >= 6"))
    'fetch                   1.5      20       9                                                   >= 6'
    """
    wide = (f"{text:>{width}}" for text, width in zip(cells, COLUMNS.values(), strict=False))
    return f"{name:<18}{''.join(wide)}{''.join(cells[len(COLUMNS) :])}".rstrip()
