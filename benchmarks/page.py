"""Measures what one page costs that is cleaned with a learned model, beside trafilatura on the same page, in turns.

python -m benchmarks.page [--posts 60]
"""

from __future__ import annotations

import argparse
import gc
import time
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from trafilatura import bare_extraction

from benchmarks.steps import make_pages
from blogsieve import clean_page, learn

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = 20


def main() -> None:
    """Measure, and print a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=60)
    posts = parser.parse_args().posts
    pages = list(make_pages(posts))
    model = learn(pages[:: max(1, posts // SAMPLE)])
    # As in a worker: all is loaded, and the collector does not look at it.
    clean_page(pages[0], model)
    bare_extraction(pages[0].body, with_metadata=True)
    gc.collect()
    gc.freeze()
    ours, theirs = [], []
    for page in pages:
        ours.append(seconds(partial(clean_page, page, model)))
        theirs.append(seconds(partial(bare_extraction, page.body, url=page.url, with_metadata=True)))
    share = median(own / other for own, other in zip(ours, theirs, strict=True))
    print(f"with a learned model {1000 * median(ours):.1f} ms, trafilatura {1000 * median(theirs):.1f} ms: {share:.2f}")


def seconds(call: Callable[[], object]) -> float:
    """Return the processor's time that a call takes."""
    start = time.process_time()
    call()
    return time.process_time() - start


if __name__ == "__main__":
    main()
