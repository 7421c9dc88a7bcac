"""Measures how much a blog's texts hang on the sample that it was learned from.

    python -m benchmarks.stability [FOLDER] [--blogs NAME …] [--samples 6] [--sizes 18 8 4]

FOLDER, or the environment variable BLOGSIEVE_DATASETS, names the data sets; docs/datasets.md has their format. A blog is
learned from random samples of its posts without any feed, and all of its posts are cleaned with what was learned. Printed
is the mean F1 of each size, the spread between the best and the worst sample, and how many blogs move by more than .003.
"""

from __future__ import annotations

import argparse
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from statistics import fmean
from typing import TYPE_CHECKING

from benchmarks.datasets import blog_truth, blogs_of, find_datasets, read_answers
from benchmarks.scoring import compare_words, url_key
from blogsieve import CleaningError, Page, SiteModel, clean_page, learn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WORKERS = 2
SAMPLES, SIZES = 6, (18, 8, 4)
# What a reader of the figures would not see.
MOVES = 0.003


def posts_of(path: Path) -> list[tuple[Page, str]]:
    """Return the pages of a blog's truth with their texts."""
    truth = {url_key(row["url"]): row["text"] for row in blog_truth(path)}
    pages: dict[tuple[str, str, str], tuple[Page, str]] = {}
    for answer in read_answers(path):
        key = url_key(answer.url)
        if key in truth and answer.content_type.startswith("text/html"):
            pages.setdefault(key, (Page(answer.url, answer.body, answer.content_type), truth[key]))
    return list(pages.values())


def text_of(page: Page, site: SiteModel) -> str:
    """Return the text of a page, `""` where there is none."""
    try:
        return clean_page(page, site).record.text
    except CleaningError:
        return ""


def measure(path: Path, samples: int, sizes: Sequence[int]) -> dict[int, list[float]]:
    """Return the mean F1 of a blog's posts for each sample, by the samples' size."""
    posts = posts_of(path)
    found: dict[int, list[float]] = {}
    for size in sizes:
        found[size] = []
        for number in range(samples):
            sample = random.Random(f"{size} {number}").sample(posts, min(size, len(posts)))
            site = learn([page for page, _ in sample])
            found[size].append(fmean(compare_words(text_of(page, site), text)[2] for page, text in posts))
    return found


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", help="data sets; default: the environment variable BLOGSIEVE_DATASETS")
    parser.add_argument("--blogs", nargs="*", default=[], metavar="NAME", help="only these blogs")
    parser.add_argument("--samples", type=int, default=SAMPLES)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    asked = parser.parse_args()
    folder = find_datasets(asked.folder)
    if folder is None:
        return 0
    blogs = blogs_of(folder)
    names = asked.blogs or list(blogs)
    print(f"{'mean F1 and spread':<22}" + "".join(f"{f'{size} pages':>18}" for size in asked.sizes))
    rows = []
    with ProcessPoolExecutor(WORKERS) as pool:
        count = len(names)
        results = pool.map(measure, [blogs[name] for name in names], [asked.samples] * count, [asked.sizes] * count)
        for name, found in zip(names, results, strict=True):
            rows.append(found)
            cells = (f"{fmean(own):.4f} {max(own) - min(own):.4f}" for own in found.values())
            print(f"{name:<22}" + "".join(f"{cell:>18}" for cell in cells), flush=True)
    print(f"{'mean':<22}" + "".join(f"{fmean(fmean(row[size]) for row in rows):>18.4f}" for size in asked.sizes))
    moved = [sum(max(row[size]) - min(row[size]) > MOVES for row in rows) for size in asked.sizes]
    print(f"{f'move by > {MOVES}':<22}" + "".join(f"{f'{number} of {len(rows)}':>18}" for number in moved))
    return 0


if __name__ == "__main__":
    sys.exit(main())
