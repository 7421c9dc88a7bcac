"""Two workers over real blogs and a real Redis: one is killed or stopped in the middle, and nothing shows of it."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from big_blog import BigBlog
from hosts import host
from redis_server import redis_server
from running import BLOGSIEVE, NO_DELAY, crawl

from blogsieve.crawler.queue.leases import paced_as
from blogsieve.crawler.queue.redis_queue import BlogQueue

BLOGS, POSTS = 3, 18
# A host that is silent for longer than this test lasts is no reason to ask again.
# Which of two posts that are alike is told to be the other's duplicate hangs on which is written first.
FEW = ("-s", "BLOGSIEVE_WORKERS=1", "-s", "BLOGSIEVE_SAMPLE=6", "-s", "DOWNLOAD_TIMEOUT=600")
FEW += ("-s", "BLOGSIEVE_DUPLICATES=keep")
# So many posts of the first blog are answered before the gate: some are written, and some are not.
BEFORE_GATE = 10
LEASE = 2
# Seconds; nothing here takes as many, on however busy a machine.
PATIENCE = 600


@dataclass(repr=False)
class Gate:
    """Holds back the later posts of a blog, so that whoever crawls it is in the middle of that."""

    blog: BigBlog
    opened: Event = field(default_factory=Event)
    reached: Event = field(default_factory=Event)
    passed: int = 0

    def close(self) -> None:
        """Hold back what comes after the next few posts."""
        self.opened.clear()
        self.reached.clear()
        self.passed = 0

    def holds_back(self, handler: BaseHTTPRequestHandler) -> bool:
        """Wait at the gate; let the blog answer."""
        if self.blog.number(handler.path) is not None:
            self.passed += 1
            if self.passed > BEFORE_GATE:
                self.reached.set()
                self.opened.wait(PATIENCE)
        return False


@dataclass(repr=False)
class Setting:
    """Some blogs, each on a host of its own, a queue, and what one machine made of the blogs."""

    server: str
    gate: Gate
    blogs: list[str]
    expected: dict[str, dict[str, Any]]

    def queue(self, name: str) -> BlogQueue:
        """Return a queue with all blogs."""
        queue = BlogQueue(f"{self.server}/{name}")
        queue.open()
        for blog in self.blogs:
            queue.add(blog, paced_as(blog, ()))
        return queue

    def are_done(self, queue: BlogQueue, out: Path) -> None:
        """Check that the parts are what one machine made, and that the queue and the manifest know."""
        records = [json.loads(line) for part in out.glob("posts/*/*") for line in part.read_text("utf-8").splitlines()]
        assert by_id(records) == self.expected
        assert queue.is_empty()
        assert sum(outcome.posts for outcome in queue.status().outcomes.values()) == len(self.expected)
        assert json.loads((out / "manifest.json").read_text("utf-8"))["posts"] == len(self.expected)


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setting]:
    """Serve the blogs, and crawl them on one machine."""
    folder = tmp_path_factory.mktemp("workers")
    blogs = [BigBlog(POSTS) for _ in range(BLOGS)]
    for number, blog in enumerate(blogs):
        blog.texts = {post: f"{blog.text(post)} So it is in town {number}." for post in range(POSTS)}
    gate = Gate(blogs[0])
    gate.opened.set()
    with ExitStack() as stack:
        server = stack.enter_context(redis_server(folder))
        for number, blog in enumerate(blogs):
            wait = gate.holds_back if blog is gate.blog else lambda handler: False
            # All of 127.0.0.0/8 is this machine, on Linux.
            blog.base = stack.enter_context(host(blog.answer, wait, name=f"127.0.0.{number + 2}"))
        urls = [f"{blog.base}/" for blog in blogs]
        (folder / "one.txt").write_text("\n".join(urls), "utf-8")
        one = crawl(urls[0], folder, "-a", f"file={folder / 'one.txt'}", *FEW)
        assert (one.code, len(one.records)) == (0, BLOGS * POSTS), one.said
        yield Setting(server, gate, urls, by_id(one.records))


def by_id(records: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return records by their ids, each there once, less the moment in which they were fetched."""
    found = {record["id"]: record | {"added": ""} for record in records}
    assert len(found) == len(records)
    return found


@contextmanager
def worker(url: str, folder: Path, lease: float = LEASE) -> Iterator[subprocess.Popen[str]]:
    """Run a worker, which ends with the context at the latest."""
    command = [BLOGSIEVE, "crawl", "--workers", url, "--blogs-at-once", "2", "-O", "out", *NO_DELAY, *FEW]
    command += ["-s", f"BLOGSIEVE_LEASE={lease}", "-s", "JOBDIR=jobs"]
    with subprocess.Popen(list(map(str, command)), cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def holder(queue: BlogQueue, blog: str) -> str:
    """Return the worker that has a blog, "" where none has."""
    return next((holding.worker for holding in queue.status().holdings if holding.blog == blog), "")


def gate_is_reached(gate: Gate, *workers: subprocess.Popen[str]) -> None:
    """Wait until somebody stands at the gate; a worker that has ended before says why."""

    def is_reached() -> bool:
        for process in workers:
            assert process.poll() is None, process.communicate()
        return gate.reached.is_set()

    until(is_reached)


def name_of(process: subprocess.Popen[str]) -> str:
    """Return the name by which a worker calls itself."""
    found = re.search(r"worker (\S+) of", heard(process, "blogsieve: worker "))
    assert found
    return found[1]


def heard(process: subprocess.Popen[str], what: str) -> str:
    """Return the next line in which a worker says something, "" where it ends before."""
    assert process.stderr is not None
    return next((line for line in process.stderr if what in line), "")


def test_workers_that_are_lost_cost_nothing(hosts: Setting, tmp_path: Path) -> None:
    queue, url, first = hosts.queue("lost"), f"{hosts.server}/lost", hosts.blogs[0]
    hosts.gate.close()
    with worker(url, tmp_path) as one, worker(url, tmp_path) as other:
        gate_is_reached(hosts.gate, one, other)
        names = {name_of(one): one, name_of(other): other}
        sleeper = names.pop(holder(queue, first))
        ((name, second),) = names.items()
        sleeper.send_signal(signal.SIGSTOP)
        until(lambda: holder(queue, first) == name)
        sleeper.send_signal(signal.SIGCONT)
        assert heard(sleeper, f"{first}: is crawled by another worker by now")
        assert holder(queue, first) == name
        second.kill()
        hosts.gate.opened.set()
        _, said = sleeper.communicate(timeout=PATIENCE)
        assert sleeper.returncode == 0, said
    assert said.count(f"{first}: {POSTS} posts written") == 1
    assert {path.name for path in (tmp_path / "jobs").iterdir()} == {"1", "2"}
    assert list((tmp_path / "out").rglob("*.tmp")) == []
    hosts.are_done(queue, tmp_path / "out")


def test_a_worker_that_is_started_again_goes_on(hosts: Setting, tmp_path: Path) -> None:
    queue, url, first = hosts.queue("again"), f"{hosts.server}/again", hosts.blogs[0]
    hosts.gate.close()
    # Nobody is told that it is gone: it is its folder that lets it go on.
    with worker(url, tmp_path, lease=3600) as process:
        gate_is_reached(hosts.gate, process)
        until(lambda: len(queue.status().outcomes) == BLOGS - 1)
        name = name_of(process)
        process.kill()
    hosts.gate.reached.clear()
    with worker(url, tmp_path, lease=3600) as process:
        assert name_of(process) == name == holder(queue, first)
        gate_is_reached(hosts.gate, process)
        process.terminate()
        hosts.gate.opened.set()
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 130, said
        assert "stopped before the end; the same command goes on from here" in said
    asked = hosts.gate.blog.count()
    with worker(url, tmp_path, lease=3600) as process:
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
    assert f"{first}: {POSTS} posts written" in said
    assert f"/again are done: 1 here, with {POSTS} posts" in said
    assert hosts.gate.blog.count() < POSTS < asked
    hosts.are_done(queue, tmp_path / "out")
