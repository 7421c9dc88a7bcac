"""A blog of any size, served."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from big_blog import BigBlog
from hosts import serving


@pytest.fixture
def serve() -> Iterator[Callable[[BigBlog], str]]:
    """Return a function that serves a blog, and returns the address."""
    with ExitStack() as stack:
        yield lambda blog: stack.enter_context(serving(blog))
