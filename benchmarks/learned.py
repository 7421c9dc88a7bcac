"""What a page costs with a learned model, beside trafilatura with its metadata on the same page.

    python -m benchmarks.learned [FOLDER] [--blogs NAME …]

FOLDER, or the environment variable BLOGSIEVE_DATASETS, names the data sets; docs/datasets.md has their format. The two
take turns page by page, so that what else the machine does costs both the same; the figures are CPU time.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from statistics import fmean
from time import process_time
from typing import TYPE_CHECKING

from trafilatura import bare_extraction

from benchmarks.datasets import Answer, blog_truth, blogs_of, find_datasets, read_answers
from benchmarks.scoring import url_key
from blogsieve import CleaningError, Page, clean_page, learn
from blogsieve.cleaners.language import detect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SAMPLE = 20
WANTED = 0.5  # of what trafilatura costs


def pages_of(path: Path) -> list[Page]:
    """Return the pages of a recorded blog's posts."""
    wanted = {url_key(row["url"]) for row in blog_truth(path)}
    answers: dict[tuple[str, str, str], Answer] = {}
    for answer in read_answers(path):
        if url_key(answer.url) in wanted and answer.content_type.startswith("text/html"):
            answers.setdefault(url_key(answer.url), answer)
    return [Page(answer.url, answer.body, answer.content_type) for answer in answers.values()]


def cost(work: Callable[[], object]) -> float:
    """Return the CPU milliseconds of a piece of work; a page without text costs as much as any."""
    start = process_time()
    try:
        work()
    except CleaningError as error:
        print(error, file=sys.stderr)
    return (process_time() - start) * 1000


def measure(pages: list[Page]) -> tuple[float, float, int]:
    """Return the mean milliseconds a page of ours and of trafilatura, and the size of the model in bytes."""
    model = learn(pages[:SAMPLE])
    clean_page(pages[0], model)
    detect(["Yes."])  # of so little text the slow detector is asked, which reads its profiles
    bare_extraction(pages[0].body, with_metadata=True)  # both have loaded now what they load once
    ours, theirs = [], []
    for page in pages:
        ours.append(cost(partial(clean_page, page, model)))
        theirs.append(cost(partial(bare_extraction, page.body, include_comments=False, with_metadata=True)))
    return fmean(ours), fmean(theirs), len(model.to_json().encode())


def main() -> int:
    """Print a line a blog; return 1 where ours costs more than is wanted over all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--blogs", nargs="*", default=[], metavar="NAME")
    arguments = parser.parse_args()
    folder = find_datasets(arguments.folder)
    if folder is None:
        return 0
    print(f"{'':<20}{'ours ms':>9}{'trafilatura ms':>16}{'ratio':>7}{'model bytes':>13}")
    sums = [0.0, 0.0]
    for name, path in blogs_of(folder).items():
        if not arguments.blogs or name in arguments.blogs:
            ours, theirs, size = measure(pages_of(path))
            sums = [sums[0] + ours, sums[1] + theirs]
            print(f"{name:<20}{ours:>9.1f}{theirs:>16.1f}{ours / theirs:>7.2f}{size:>13}", flush=True)
    if not sums[1]:
        sys.exit(f"no such blog; there are {', '.join(blogs_of(folder))}")
    print(f"over all: {sums[0] / sums[1]:.2f} of trafilatura's cost, wanted is {WANTED} at most")
    return int(sums[0] > WANTED * sums[1])


if __name__ == "__main__":
    sys.exit(main())
