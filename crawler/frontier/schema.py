"""The tables of a frontier in SQLite, the longer questions that are asked of them, and how an entry is kept there."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from blogsieve.cleaners.model import FeedEntry

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

FIELDS = frozenset(field.name for field in fields(FeedEntry))

SCHEMA = """
CREATE TABLE IF NOT EXISTS pages (
    id INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, url TEXT NOT NULL, blog TEXT NOT NULL, kind TEXT NOT NULL,
    rank INTEGER NOT NULL, source TEXT NOT NULL, entry TEXT NOT NULL, state TEXT NOT NULL,
    record TEXT NOT NULL DEFAULT '', stamps TEXT NOT NULL DEFAULT '{}', why TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS waiting ON pages (blog, state, rank DESC, id);
CREATE INDEX IF NOT EXISTS owned ON pages (blog);
CREATE INDEX IF NOT EXISTS records ON pages (record);
CREATE TABLE IF NOT EXISTS folded (page INTEGER PRIMARY KEY, owner INTEGER);
CREATE INDEX IF NOT EXISTS owners ON folded (owner);
CREATE TABLE IF NOT EXISTS notes (blog TEXT, name TEXT, value TEXT, PRIMARY KEY (blog, name));
"""
INSERT = """
INSERT OR IGNORE INTO pages (key, url, blog, kind, rank, source, entry, state) VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting')
"""
ADD_SOURCE = "UPDATE pages SET source = source || ? WHERE key = ? AND instr(source, ?) = 0"
ASK_AGAIN = "UPDATE pages SET state = 'waiting' WHERE blog = ? AND kind IN (SELECT value FROM json_each(?))"
COUNT = """
SELECT count(*) FROM pages WHERE blog = ? AND state = 'waiting' AND kind IN (SELECT value FROM json_each(?))
"""
TAKE = """
SELECT id, url, blog, kind, source, entry, stamps FROM pages
WHERE blog = ? AND state = 'waiting' AND rank > 0 AND id NOT IN (SELECT value FROM json_each(?))
ORDER BY rank DESC, id LIMIT 1
"""
# By the index that has them in the order in which they were found: by another one all are sorted for each piece.
LISTED = """
SELECT id, url, source FROM pages INDEXED BY owned
WHERE blog = ? AND state = 'waiting' AND kind = 'page' AND id > ? ORDER BY id LIMIT 500
"""
# The pages of one rank, in the order of their publication as far as that is known.
RANKED = """
SELECT id FROM pages WHERE blog = ? AND state = 'waiting' AND kind = 'page' AND rank = ?
ORDER BY CASE entry WHEN '' THEN '' ELSE json_extract(entry, '$.published') END, key
"""
DAYS = """
SELECT CASE entry WHEN '' THEN '' ELSE json_extract(entry, '$.published') END, json_extract(stamps, '$.sitemap')
FROM pages WHERE blog = ? AND kind = 'page' AND json_extract(stamps, '$.sitemap') IS NOT NULL
"""
# Those that came before those that wait.
PAGES = "SELECT id, url, state FROM pages WHERE blog = ? AND kind = 'page' ORDER BY state = 'waiting', id"
READY = "SELECT DISTINCT blog FROM pages WHERE state = 'waiting' AND rank > 0"
BLOGS_OF = "SELECT DISTINCT blog FROM pages WHERE id IN (SELECT value FROM json_each(?))"
RECONCILE = """
UPDATE pages SET state = 'waiting' WHERE state = 'written' AND record NOT IN (SELECT id FROM written);
UPDATE pages SET state = 'written' WHERE state = 'waiting' AND record IN (SELECT id FROM written);
UPDATE pages SET state = 'waiting' WHERE state = 'divided' AND EXISTS (
    SELECT 1 FROM pages AS part WHERE part.kind = 'part' AND part.state = 'waiting'
    AND substr(part.key, 1, length(pages.key) + 1) = pages.key || '#'
);
"""


def ready_blogs(database: sqlite3.Connection) -> list[str]:
    """Return the blogs that have a page which may be fetched."""
    return [blog for (blog,) in database.execute(READY).fetchall()]


def blogs_of(database: sqlite3.Connection, numbers: Sequence[int]) -> list[str]:
    """Return the blogs of pages, each once."""
    rows = database.execute(BLOGS_OF, (json.dumps(numbers),)).fetchall() if numbers else ()
    return [blog for (blog,) in rows]


def entry_to_json(entry: FeedEntry | None) -> str:
    """Return an entry as it is kept, "" for none."""
    return json.dumps(asdict(entry)) if entry else ""


def entry_from_json(said: str) -> FeedEntry | None:
    """Return the entry that is kept as JSON, as far as this version knows what it says; None where there is none."""
    try:
        data = json.loads(said or "{}")
        known = {name: value for name, value in data.items() if name in FIELDS}
        return FeedEntry(**{**known, "tags": tuple(data.get("tags", ()))}) if known else None
    except (ValueError, TypeError, AttributeError):
        return None
