"""What the tests of the crawler share: the databases that they open are closed with the test."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import pytest

from blogsieve.crawler.frontier import sqlite
from blogsieve.crawler.frontier.database import open_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def closed_frontiers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close the frontiers that a test has opened: from Python 3.13 on a database that is left open is warned of."""
    with ExitStack() as stack:

        def opened(path: Path | None, schema: str) -> sqlite3.Connection:
            return stack.enter_context(closing(open_database(path, schema)))

        monkeypatch.setattr(sqlite, "open_database", opened)
        yield
