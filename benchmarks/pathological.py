"""Measures how long cleaners take for pages that are hard on them, and whether the text was there.

python -m benchmarks.pathological [--only WORD …] [--limit 30]

Each page of `benchmarks.heavy_pages` is cleaned in a process of its own, which is ended after so many seconds.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trafilatura import bare_extraction

from benchmarks.heavy_pages import PAGES, POST, page
from blogsieve import CleaningError, Page, clean_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from benchmarks.heavy_pages import HeavyPage

URL = "https://blog.example/2021/05/the-ferry"
WANTED = 1.0  # seconds
LIMIT = 30.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a page: seconds of the processor, its text, and why there is none."""

    seconds: float
    text: str = ""
    trouble: str = ""

    def cell(self, texts: tuple[str, ...]) -> str:
        """Return it as a cell: the seconds, and what is wrong.

        >>> Outcome(0.214, "a b").cell(("a", "b")), Outcome(0.2, "a").cell(("a", "b"))
        ('0.21', '0.20, text lost')
        """
        lost = "" if all(text in self.text for text in texts) else "text lost"
        return f"{self.seconds:.2f}" + (f", {self.trouble or lost}" if self.trouble or lost else "")


def ours(html: bytes) -> str:
    """Return the text that our cleaner leaves of a page that stands alone."""
    try:
        return clean_page(Page(URL, html, "text/html")).record.text
    except CleaningError:
        return ""


def theirs(html: bytes) -> str:
    """Return the text that trafilatura extracts."""
    document = bare_extraction(html, url=URL, with_metadata=True)
    return (getattr(document, "text", "") or "") if document else ""


CLEANERS: dict[str, Callable[[bytes], str]] = {"trafilatura": theirs, "blogsieve": ours}


def clean(name: str, html: bytes, limit: float) -> Outcome:
    """Return what a cleaner makes of a page in a process that is ended after so many seconds."""
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=answer, args=(there, name, html))
    process.start()
    there.close()
    try:
        return here.recv() if here.poll(limit) else Outcome(limit, trouble="not yet through")
    except EOFError:
        process.join()
        return Outcome(0.0, trouble=f"died, exit {process.exitcode}")
    finally:
        process.kill()
        process.join()
        here.close()


def answer(connection: Connection, name: str, html: bytes) -> None:
    """Clean a page and send what became of it."""
    start = time.process_time()
    text, trouble = "", ""
    try:
        text = CLEANERS[name](html)
    except Exception as error:
        trouble = type(error).__name__
    connection.send(Outcome(time.process_time() - start, text, trouble))


def measure(one: HeavyPage, limit: float) -> dict[str, Outcome]:
    """Return what each cleaner makes of a page."""
    html = one.html().encode()
    return {name: clean(name, html, limit) for name in CLEANERS}


def main() -> None:
    """Print a line for each page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--only", nargs="*", default=[], metavar="WORD", help="only pages with such a word in their name"
    )
    parser.add_argument("--limit", type=float, default=LIMIT, metavar="SECONDS", help="longest time of a page")
    asked = parser.parse_args()
    print(f"\nPages that are hard on cleaners: seconds, wanted < {WANTED:g} and all of the text")
    print(f"{'':<40}" + "".join(f"{name:<24}" for name in CLEANERS))
    for cleaner in CLEANERS.values():
        # All that is read when it is first used is loaded before the fork.
        cleaner(page(POST).encode())
    good = 0
    chosen = [one for one in PAGES.values() if not asked.only or any(word in one.name for word in asked.only)]
    for one in chosen:
        outcomes = measure(one, asked.limit)
        cells = {name: outcome.cell(one.texts) for name, outcome in outcomes.items()}
        print(f"{one.name:<40}" + "".join(f"{text:<24}" for text in cells.values()).rstrip(), flush=True)
        good += outcomes["blogsieve"].seconds < WANTED and "," not in cells["blogsieve"]
    print(f"{good} of {len(chosen)} pages as wanted")


if __name__ == "__main__":
    main()
