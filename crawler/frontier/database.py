"""SQLite files that outlive a version: a table that lacks a column gets it, and one that cannot be used is told of."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# What was committed outlives the process, if not the machine's power.
PRAGMAS = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL")


class OtherVersion(sqlite3.DatabaseError):
    """A file that is no database of ours, or one of another version; the message says what to do."""

    def __init__(self, path: Path | str | None, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.filename, self.strerror = str(path), f"{why}; without that file it is begun anew"


class OtherCrawl(sqlite3.DatabaseError):
    """A frontier that holds what was not asked for: the crawl of another blog, which is to go on one day."""

    def __init__(self, folder: Path | None, blog: str) -> None:
        super().__init__(f"{folder}: {blog}")
        self.filename = str(folder)
        self.strerror = f"holds the crawl of {blog}, which is not through; name that blog too, or give another JOBDIR"


def open_database(path: Path | None, schema: str) -> sqlite3.Connection:
    """Return the database in a file, with the tables of a schema; one of SQLite's own, gone when closed, where None.

    Raises OtherVersion where the file holds something else.
    """
    database = sqlite3.connect(path or "", isolation_level=None)
    try:
        for pragma in PRAGMAS if path else ():
            database.execute(pragma)
        add_columns(database, schema)
        database.executescript(schema)
    except sqlite3.DatabaseError as error:
        database.close()
        if not isinstance(error, sqlite3.OperationalError):
            raise OtherVersion(path, str(error)) from error
        if "no such column" in str(error):
            raise OtherVersion(path, f"is of another version ({error})") from error
        raise
    return database


@contextmanager
def transaction(database: sqlite3.Connection, undone: Callable[[], None]) -> Iterator[None]:
    """Make all changes or none; where it is none, call what is to follow from that."""
    database.execute("BEGIN")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        undone()
        raise
    database.execute("COMMIT")


def add_columns(database: sqlite3.Connection, schema: str) -> None:
    """Give tables of an earlier version the columns that they lack, where those have a default."""
    with closing(sqlite3.connect("")) as model:
        model.executescript(schema)
        for (table,) in model.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            known = {name for _, name, *_ in database.execute(f"PRAGMA table_info({table})")}
            for _, name, kind, _, default, _ in model.execute(f"PRAGMA table_info({table})").fetchall():
                if known and name not in known and default is not None:
                    database.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind} NOT NULL DEFAULT {default}")
