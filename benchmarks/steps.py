"""Tells where the time of a page goes that is cleaned with a learned model: milliseconds of each step.

python -m benchmarks.steps [--posts 200]
"""

from __future__ import annotations

import argparse
import gc
import importlib
import time
from collections import defaultdict
from functools import wraps
from types import ModuleType
from typing import TYPE_CHECKING, Any

from benchmarks.make_blog import HOME, make_answers
from blogsieve import Page, clean_page, learn
from blogsieve.cleaners.pipeline.clean import AROUND_TEXT, ON_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SAMPLE = 20
LINES = "steps over the lines"
# Where a page's way calls the steps, in order: the module, the name in it, and what it is.
STEPS = (
    ("blogsieve.cleaners.pipeline.clean", "parse", "parse"),
    ("blogsieve.cleaners.steps.template_boxes", "find", "boxes of the template"),
    ("blogsieve.cleaners.pipeline.clean", "Index", "index of the tree"),
    ("blogsieve.cleaners.pipeline.clean", "read_facts", "title, author, tags"),
    ("blogsieve.cleaners.pipeline.clean", "candidates", "date"),
    ("blogsieve.cleaners.steps.hidden", "find", "hidden elements"),
    ("blogsieve.cleaners.steps.rules", "find", "rules"),
    ("blogsieve.cleaners.steps.cards", "find", "cards"),
    ("blogsieve.cleaners.pipeline.clean", "locate", "body, and its lines"),
    *((step.__name__, "find", LINES) for step in (*AROUND_TEXT, *ON_BLOCKS) if isinstance(step, ModuleType)),
    ("blogsieve.cleaners.pipeline.record", "detect", "language"),
)


class Clock:
    """How long each step took, in seconds."""

    def __init__(self) -> None:
        self.times: defaultdict[str, float] = defaultdict(float)

    def timed(self, call: Callable[..., Any], label: str) -> Callable[..., Any]:
        """Return a call that notes its time; what yields is read to its end."""

        @wraps(call)
        def run(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            result = call(*args, **kwargs)
            if hasattr(result, "__next__"):
                result = iter(list(result))
            self.times[label] += time.perf_counter() - start
            return result

        return run

    def watch(self) -> None:
        """Put timed calls in the places of the steps."""
        for name, attribute, label in STEPS:
            module = importlib.import_module(name)
            setattr(module, attribute, self.timed(getattr(module, attribute), label))


def main() -> None:
    """Measure, and print a line a step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=200)
    pages = list(make_pages(parser.parse_args().posts))
    model = learn(pages[:: max(1, len(pages) // SAMPLE)])
    clock = Clock()
    clock.watch()
    # As in a worker: all is loaded, and the collector does not look at it.
    clean_page(pages[0], model)
    gc.collect()
    gc.freeze()
    clock.times.clear()
    start = time.perf_counter()
    for page in pages:
        clean_page(page, model)
    whole = time.perf_counter() - start
    rest = whole - sum(clock.times.values())
    for label in dict.fromkeys(label for *_, label in STEPS):
        print(f"{label:<24}{1000 * clock.times[label] / len(pages):6.2f}")
    print(f"{'the rest':<24}{1000 * rest / len(pages):6.2f}\n{'all':<24}{1000 * whole / len(pages):6.2f}")


def make_pages(posts: int) -> Iterator[Page]:
    """Yield the pages of a blog's posts."""
    for url, kind, text in make_answers(posts, HOME):
        if "/post-" in url:
            yield Page(url, text.encode(), kind)


if __name__ == "__main__":
    main()
