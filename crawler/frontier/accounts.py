"""What became of the addresses of a blog, and why: those that were left out, and may have to be fetched after all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from blogsieve.crawler.frontier.frontier import Account, Listed
from blogsieve.crawler.frontier.schema import ready_blogs
from blogsieve.crawler.urls import post_key, url_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from blogsieve.crawler.frontier.turns import Turns

LEFT = """
INSERT OR IGNORE INTO pages (key, url, blog, kind, rank, source, entry, state, why)
VALUES (?, ?, ?, 'page', 0, 'link', '', 'skipped', ?)
"""
SKIPPED = (
    "SELECT id, url, source FROM pages WHERE blog = ? AND state = 'skipped' AND kind = 'page' AND why = ? ORDER BY id"
)
ACCOUNT = "SELECT url, state, why, source FROM pages WHERE blog = ? AND kind IN ('page', 'part') ORDER BY id"


class SQLiteAccounts:
    """The accounts of a frontier in SQLite."""

    def __init__(self, db: sqlite3.Connection, turns: Turns) -> None:
        self.db, self.turns = db, turns

    def leave_out(self, blog: str, url: str, why: str) -> None:
        """Note a page that is not to be fetched, and why; one that is known stays as it is."""
        self.db.execute(LEFT, (url_key(url), url, blog, why))

    def left_out(self, blog: str, why: str) -> list[Listed]:
        """Return the pages of a blog that were left out for a reason."""
        rows = self.db.execute(SKIPPED, (blog, why)).fetchall()
        return [Listed(number, url, frozenset(source.split())) for number, url, source in rows]

    def reopen(self, blog: str, numbers: Iterable[int], rank: int) -> None:
        """Let pages be fetched that were left out."""
        self.db.executemany(
            "UPDATE pages SET state = 'waiting', why = '', rank = ? WHERE id = ? AND state = 'skipped'",
            [(rank, number) for number in numbers],
        )
        self.turns.wake(blog)

    def reopen_all(self, state: str) -> None:
        """Let the pages of all blogs be fetched again that came to a state."""
        self.db.execute("UPDATE pages SET state = 'waiting', why = '' WHERE state = ? AND rank > 0", (state,))
        self.turns.wake_all(ready_blogs(self.db))

    def of_blog(self, blog: str) -> Iterator[Account]:
        """Yield what became of each page of a blog."""
        for url, state, why, source in self.db.execute(ACCOUNT, (blog,)):
            yield Account(url, state, why, frozenset(source.split()))

    def of_page(self, url: str) -> Account | None:
        """Return what became of the page of an address, None where nothing ever named it."""
        row = self.db.execute("SELECT url, state, why, source FROM pages WHERE key = ?", (post_key(url),)).fetchone()
        return Account(row[0], row[1], row[2], frozenset(row[3].split())) if row else None

    def tally(self, blog: str) -> Counter[str]:
        """Return how many of a blog's pages came to what, the sources left out."""
        query = "SELECT state, count(*) FROM pages WHERE blog = ? AND kind IN ('page', 'part') GROUP BY state"
        return Counter(dict(self.db.execute(query, (blog,)).fetchall()))
