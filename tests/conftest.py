"""What all tests share: servers on loopback, each on a free port and gone with the test, and Hypothesis' settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from big_blog import BigBlog
from hosts import serving as serving_blog
from hypothesis import HealthCheck, settings

from blogsieve.cleaners.engine import Executor, open_executor
from blogsieve.crawler.blogs import PRELOAD
from demo.blogger import Answer
from demo.serve import HOST, listen, serving

# The same examples in every run, so that a change is judged by what it changes; `--hypothesis-profile=search` looks for
# new ones.
settings.register_profile(
    "steady", max_examples=80, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", settings.get_profile("steady"), max_examples=1000, derandomize=False)
settings.load_profile("steady")

Make = Callable[[str], Callable[[str], Answer]]


@pytest.fixture
def serve() -> Iterator[Callable[[Make], str]]:
    """Return a function that serves answers to paths, made from the server's address, and returns that address."""
    with ExitStack() as stack:
        yield lambda make: stack.enter_context(serving(listen(make)))


@pytest.fixture
def serve_blog() -> Iterator[Callable[[BigBlog], str]]:
    """Return a function that serves a blog of any size, and returns the address."""
    with ExitStack() as stack:
        yield lambda blog: stack.enter_context(serving_blog(blog))


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    """Return a worker that cleans."""
    with open_executor("local", 1, preload=PRELOAD) as pool:
        yield pool


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing, so that a test's own output can be read."""


@pytest.fixture
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Return a function that serves a folder, which may still be empty, and returns the address."""
    with ExitStack() as stack:

        def start(folder: Path) -> str:
            server = ThreadingHTTPServer((HOST, 0), partial(_Quiet, directory=folder))
            return stack.enter_context(serving(server))

        yield start
