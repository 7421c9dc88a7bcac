"""What is to be fetched, and what is known of it: one SQLite file, so that a killed crawl goes on where it was."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from cleaners.model import FeedEntry
from crawler.urls import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS pages (
    id INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, url TEXT NOT NULL, blog TEXT NOT NULL, kind TEXT NOT NULL,
    rank INTEGER NOT NULL, source TEXT NOT NULL, entry TEXT NOT NULL, state TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS waiting ON pages (state, rank DESC, id);
CREATE TABLE IF NOT EXISTS notes (blog TEXT, name TEXT, value TEXT, PRIMARY KEY (blog, name));
"""
# Everything but the posts' own pages costs one transaction a page; a kill loses none that was committed.
PRAGMAS = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL")


class Rank(IntEnum):
    """What goes first: what names the posts, then the sample to learn from, then lists, then the posts."""

    LATE = 0
    POST = 10
    LIST = 20
    SAMPLE = 30
    SOURCE = 40
    HOME = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A page to fetch: its address, what it is taken for, and what is said of it elsewhere."""

    id: int
    url: str
    blog: str
    kind: str  # "home", "feed", "api", "sitemap" or "page"
    source: str  # "feed", "api", "sitemap" or "link": who says that it is there; "post" and "list" where that is known
    entry: FeedEntry | None


class Frontier:
    """The pages of a crawl: `waiting`, then `done`; those under way are `waiting` in the file, as a kill must find them."""

    def __init__(self, path: Path | None = None) -> None:
        # An empty name is a file of SQLite's own, gone when it is closed.
        self.db = sqlite3.connect(path or "", isolation_level=None)
        for pragma in PRAGMAS if path else ():
            self.db.execute(pragma)
        self.db.executescript(SCHEMA)
        self.under_way: set[int] = set()

    def close(self) -> None:
        self.db.close()

    def transaction(self) -> Transaction:
        """Return a context in which all changes are made, or none."""
        return Transaction(self.db)

    def add(self, blog: str, url: str, kind: str, rank: int, source: str = "link", entry: FeedEntry | None = None) -> bool:
        """Note a page; say whether it is new. What is known stays, an entry or a better rank is added to it."""
        name = f"{kind}:{url}" if kind in ("feed", "api", "sitemap") else key(url)
        said = json.dumps(asdict(entry)) if entry else ""
        row = (name, url, blog, kind, rank, source, said)
        added = self.db.execute(
            "INSERT OR IGNORE INTO pages (key, url, blog, kind, rank, source, entry, state) VALUES (?,?,?,?,?,?,?,'waiting')", row
        ).rowcount
        if not added:
            self.db.execute("UPDATE pages SET rank = max(rank, ?) WHERE key = ?", (rank, name))
            self.db.execute(
                "UPDATE pages SET entry = ?, source = ? WHERE key = ? AND length(entry) < ?", (said, source, name, len(said))
            )
        return bool(added)

    def take(self) -> Place | None:
        """Return the page that is to be fetched next, None where there is none now."""
        marks = ",".join(map(str, self.under_way))
        row = self.db.execute(
            f"SELECT id, url, blog, kind, source, entry FROM pages WHERE state = 'waiting' AND id NOT IN ({marks}) "
            "ORDER BY rank DESC, id LIMIT 1"
        ).fetchone()
        if row is None:
            return None
        self.under_way.add(row[0])
        return Place(*row[:5], read_entry(row[5]))

    def done(self, number: int, state: str = "done") -> None:
        """Note that a page is dealt with, and how: "done", "written" or a reason."""
        self.db.execute("UPDATE pages SET state = ? WHERE id = ?", (state, number))
        self.under_way.discard(number)

    def claim(self, url: str, number: int) -> bool:
        """Note that the page of this number stands at url; say False where another page has that address."""
        row = self.db.execute("SELECT id FROM pages WHERE key = ?", (key(url),)).fetchone()
        if row is None:
            self.db.execute("UPDATE pages SET key = ? WHERE id = ?", (key(url), number))
        return row is None or row[0] == number

    def has_waiting(self) -> bool:
        """Say whether any page waits that is not under way."""
        count = self.db.execute("SELECT count(*) FROM pages WHERE state = 'waiting'").fetchone()[0]
        return bool(count > len(self.under_way))

    def waiting(self, blog: str, kinds: Iterable[str]) -> Iterator[tuple[int, str, str, str]]:
        """Yield number, address, source and date of a blog's waiting pages of some kinds, as they were found."""
        chosen = tuple(kinds)
        wanted = ",".join("?" * len(chosen))
        rows = self.db.execute(
            f"SELECT id, url, source, entry FROM pages WHERE blog = ? AND state = 'waiting' AND kind IN ({wanted}) ORDER BY id",
            (blog, *chosen),
        )
        for number, url, source, said in rows:
            yield number, url, source, json.loads(said)["published"] if said else ""

    def promote(self, numbers: Iterable[int], rank: int) -> None:
        """Let some pages be fetched at another rank."""
        self.db.executemany("UPDATE pages SET rank = ? WHERE id = ?", [(rank, number) for number in numbers])

    def note(self, blog: str, name: str, value: Any) -> None:
        """Keep a value for a blog, as JSON."""
        self.db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?, ?)", (blog, name, json.dumps(value)))

    def noted(self, blog: str, name: str) -> Any:
        """Return the value kept for a blog, None where there is none."""
        row = self.db.execute("SELECT value FROM notes WHERE blog = ? AND name = ?", (blog, name)).fetchone()
        return json.loads(row[0]) if row else None


class Transaction:
    """All changes or none."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def __enter__(self) -> None:
        self.db.execute("BEGIN")

    def __exit__(self, kind: object, *rest: object) -> None:
        self.db.execute("ROLLBACK" if kind else "COMMIT")


def read_entry(said: str) -> FeedEntry | None:
    """Return the entry that is kept as JSON."""
    if not said:
        return None
    data = json.loads(said)
    return FeedEntry(**{**data, "tags": tuple(data["tags"])})
