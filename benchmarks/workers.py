"""What a worker of a queue costs, as politely as it crawls by default: for as many blogs at once as are named.

    python -m benchmarks.workers [--at-once 1 10 25] [--posts 40]

Starts a `redis-server`, serves as many blogs as are crawled at once on hosts of loopback, and lets one worker crawl.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.measuring import Cost, measure
from blogsieve.crawler.queue.leases import paced_as
from blogsieve.crawler.queue.redis_queue import BlogQueue
from blogsieve.crawler.settings import DOWNLOAD_DELAY

if TYPE_CHECKING:
    from collections.abc import Iterator

REDIS_PORT, BLOGS_PORT = 8715, 8716
REDIS = ("redis-server", "--bind", "127.0.0.1", "--port", str(REDIS_PORT), "--save", "")
DAY = 86400
# A blog as blogs are: so many posts, and so many requests for its home page, robots.txt, feeds and sitemaps.
TYPICAL_POSTS, SOURCES = 200, 8
HEAD = "blogs at once  requests  seconds  requests/s  of one host  CPU ms  cores    MB"


@dataclass(frozen=True, slots=True)
class Row:
    """What a worker did, and what it cost."""

    blogs: int  # at once
    posts: int  # written
    requests: int
    cost: Cost

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.cost.seconds

    @property
    def cpu(self) -> float:
        """Seconds of a processor a request."""
        return self.cost.cpu / self.requests

    def __str__(self) -> str:
        return (
            f"{self.blogs:13}{self.requests:10}{self.cost.seconds:9.0f}{self.rate:12.1f}{self.rate / self.blogs:13.2f}"
            f"{self.cpu * 1000:8.1f}{self.cost.cpu / self.cost.seconds:7.2f}{self.cost.memory / 1e6:6.0f}"
        )


@contextmanager
def running(command: tuple[str, ...], ready: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """Run a server, and give it with what it said before it was ready."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said: list[str] = []
            while not said or ready not in said[-1]:
                said.append(next(process.stdout).strip())
            yield process, said[:-1]
        finally:
            process.kill()


def crawl(blogs: int, posts: int) -> Row:
    """Return what it costs one worker to crawl so many blogs at once."""
    server = (sys.executable, "-m", "benchmarks.many_hosts", str(blogs), str(posts), str(BLOGS_PORT))
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        stack.enter_context(running((*REDIS, "--dir", folder), "Ready to accept"))
        serving, addresses = stack.enter_context(running(server, "ready"))
        queue = BlogQueue(f"redis://127.0.0.1:{REDIS_PORT}/bench")
        queue.open()
        for address in addresses:
            queue.add(address, paced_as(address, ()))
        command = ["crawl", "--workers", f"redis://127.0.0.1:{REDIS_PORT}/bench", "--blogs-at-once", str(blogs), "-q"]
        places = ["-O", f"{folder}/out", "-s", f"JOBDIR={folder}/job"]
        cost = measure([sys.executable, "-m", "blogsieve", *command, *places])
        serving.terminate()
        assert serving.stdout is not None
        requests = int(serving.stdout.read())
        written = sum(outcome.posts for outcome in queue.status().outcomes.values())
    return Row(blogs, written, requests, cost)


def conclude(first: Row, last: Row, posts: int) -> Iterator[str]:
    """Yield what follows from the rows for blogs as blogs are."""
    growth = (last.cost.memory - first.cost.memory) / max(1, last.blogs - first.blogs) / 1e6
    pages = TYPICAL_POSTS + SOURCES
    polite = last.blogs * DAY / (pages * DOWNLOAD_DELAY)
    cores = pages * last.cpu * polite / DAY
    yield f"Each further blog at once takes {growth:.1f} MB."
    minutes = pages * DOWNLOAD_DELAY / 60
    yield f"A blog of {TYPICAL_POSTS} posts takes {minutes:.1f} minutes at {DOWNLOAD_DELAY:g} s a request."
    yield f"{last.blogs} at once are {polite:,.0f} such blogs a day, which keep {cores:.1f} cores busy."
    if last.posts != last.blogs * posts:
        yield f"Only {last.posts} of {last.blogs * posts} posts were written."


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--at-once", type=int, nargs="+", default=[1, 10, 25])
    parser.add_argument("--posts", type=int, default=40, help="of a blog")
    asked = parser.parse_args()
    print(HEAD)
    rows = []
    for blogs in asked.at_once:
        rows.append(crawl(blogs, asked.posts))
        print(rows[-1], flush=True)
    print(*conclude(rows[0], rows[-1], asked.posts), sep="\n")


if __name__ == "__main__":
    main()
