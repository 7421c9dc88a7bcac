"""What was seen of a blog, from one crawl to the next: one SQLite file a blog."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blogsieve.crawler.frontier.database import open_database
from blogsieve.crawler.urls import post_key, url_key

if TYPE_CHECKING:
    from pathlib import Path

    from blogsieve.cleaners.model import FeedEntry

SCHEMA = """
CREATE TABLE IF NOT EXISTS pages (
    key TEXT PRIMARY KEY, url TEXT NOT NULL, kind TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL,
    stamps TEXT NOT NULL, fingerprint TEXT NOT NULL, revision INTEGER NOT NULL, seen TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
PUT = "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
GET = "SELECT url, kind, etag, modified, stamps, fingerprint, revision, seen FROM pages WHERE key = ?"


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it was seen last."""

    url: str
    kind: str = ""  # "post", or what else it was
    etag: str = ""
    modified: str = ""  # the header
    stamps: str = "{}"  # what each source said of its last change, as JSON
    fingerprint: str = ""  # of the record
    revision: int = 0
    seen: str = ""  # ISO 8601

    @property
    def conditions(self) -> dict[str, str]:
        """The headers by which it is asked for only where it is not the same any more."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in said.items() if value}


class State:
    """The pages of a blog, by their canonical addresses."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.db = open_database(path, SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def get(self, url: str) -> Seen | None:
        """Return how the page at url was seen last, None where it never was."""
        row = self.db.execute(GET, (post_key(url),)).fetchone()
        return Seen(*row) if row else None

    def put(self, page: Seen) -> None:
        """Keep how a page was seen."""
        row = (page.url, page.kind, page.etag, page.modified, page.stamps, page.fingerprint, page.revision, page.seen)
        self.db.execute(PUT, (post_key(page.url), *row))

    def is_news(self, url: str, source: str, stamp: str) -> bool:
        """Say whether a source tells of a page that is not known, or of a change to it."""
        page = self.get(url)
        if page is None:
            return True
        known = json.loads(page.stamps).get(source, "")
        return bool(stamp and known and stamp != known)

    def note(self, name: str, value: Any) -> None:
        """Keep a value, as JSON."""
        self.db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, json.dumps(value)))

    def noted(self, name: str) -> Any:
        """Return a value that was kept, None where there is none."""
        row = self.db.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else None


def file_name(home: str) -> str:
    """Return the name of a blog's file.

    >>> file_name("https://a.example/blog/")
    'a.example_blog.sqlite'
    """
    return re.sub(r"[^\w.-]+", "_", url_key(home)).strip("_") + ".sqlite"


def stamp_of(entry: FeedEntry) -> str:
    """Return what an entry says of its last change: its date where it is not the first one's, else its fingerprint."""
    return entry.modified if entry.modified > entry.published else fingerprint_of(entry.title, entry.html)


def fingerprint_of(*texts: str) -> str:
    """Return a fingerprint of texts."""
    return hashlib.sha1("\0".join(texts).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
