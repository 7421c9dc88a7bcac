"""The frontier in one SQLite file, so that a killed crawl goes on where it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.address import is_web
from blogsieve.crawler.frontier import schema
from blogsieve.crawler.frontier.accounts import SQLiteAccounts
from blogsieve.crawler.frontier.database import open_database, transaction
from blogsieve.crawler.frontier.frontier import SOURCES, STANDS, Listed, Owner, Part, Target
from blogsieve.crawler.frontier.turns import Turns
from blogsieve.crawler.urls import post_key, url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from blogsieve.cleaners.model import FeedEntry


class SQLiteFrontier:
    """The pages of a crawl. Those under way still are `waiting` in the file, for a crawl that was killed to find."""

    def __init__(self, path: Path | None = None) -> None:
        self.db = open_database(path, schema.SCHEMA)
        # The records that the output holds.
        self.db.execute("CREATE TEMP TABLE written (id TEXT PRIMARY KEY)")
        self.turns = Turns()
        self.accounts = SQLiteAccounts(self.db, self.turns)
        self.wake_all()

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Return a context in which all changes are made, or none."""
        # What was done is undone, and waits again.
        return transaction(self.db, self.wake_all)

    def wake_all(self) -> None:
        """Let each blog take its turn that has a page which may be fetched."""
        self.turns.wake_all(schema.ready_blogs(self.db))

    def add(
        self, blog: str, url: str, kind: str, rank: int, source: str = "link", entry: FeedEntry | None = None
    ) -> bool:
        """Note a page; say whether that is news. A source, a fuller entry, a better rank are added to what is known."""
        if not is_web(url):
            return False
        name = f"{kind} {url}" if kind in SOURCES else url_key(url)
        said, url = schema.entry_to_json(entry), url.partition("#")[0]
        if self.db.execute(schema.INSERT, (name, url, blog, kind, rank, source, said)).rowcount:
            if rank > 0:
                self.turns.wake(blog)
            return True
        run = self.db.execute
        if run("UPDATE pages SET rank = ? WHERE key = ? AND rank < ?", (rank, name, rank)).rowcount:
            # It may be a page of another blog.
            self.turns.wake(run("SELECT blog FROM pages WHERE key = ?", (name,)).fetchone()[0])
        run(schema.ADD_SOURCE, (f" {source}", name, source))
        fuller = run("UPDATE pages SET entry = ? WHERE key = ? AND length(entry) < ?", (said, name, len(said)))
        return bool(fuller.rowcount)

    def add_part(self, blog: str, url: str, source: str, entry: FeedEntry | None = None) -> Part:
        """Note a post at an anchor of a page, which is never fetched by itself; return what is known of it."""
        name, said = post_key(url), schema.entry_to_json(entry)
        if not self.db.execute(schema.INSERT, (name, url, blog, "part", 0, source, said)).rowcount and entry:
            self.db.execute("UPDATE pages SET entry = ? WHERE key = ? AND length(entry) < ?", (said, name, len(said)))
        query = "SELECT id, state, source, entry FROM pages WHERE key = ?"
        number, state, sources, known = self.db.execute(query, (name,)).fetchone()
        return Part(number, state, frozenset(sources.split()), schema.entry_from_json(known))

    def take(self, resting: Container[str] = ()) -> Target | None:
        """Return the page that is to be fetched next, None where there is none now; the blogs take turns, some rest."""
        for blog in self.turns.round():
            if blog in resting or self.turns.is_full(blog):
                continue
            if row := self.first_waiting(blog):
                number, url, _, kind, source, said, stamps = row
                self.turns.begin(blog, number)
                return Target(number, url, blog, kind, source, schema.entry_from_json(said), stamps)
            self.turns.sleep(blog)
        return None

    def first_waiting(self, blog: str) -> tuple[Any, ...] | None:
        """Return the row of a blog's next page, None where none waits."""
        away = json.dumps(self.turns.away(blog))
        row: tuple[Any, ...] | None = self.db.execute(schema.TAKE, (blog, away)).fetchone()
        return row

    def has_waiting(self) -> bool:
        """Say whether any page waits that is not under way."""
        for blog in self.turns.awake():
            if self.first_waiting(blog):
                return True
            self.turns.sleep(blog)
        return False

    def has_more(self, blog: str, but: Container[int]) -> bool:
        """Say whether any page of a blog waits or is under way, besides some."""
        return any(number not in but for number in self.turns.away(blog)) or self.first_waiting(blog) is not None

    def landed(self, number: int) -> None:
        """Note that a page has come, and still is to be dealt with."""
        self.turns.land(number)

    def done(self, number: int, state: str = "done", why: str = "") -> None:
        """Note that a page is dealt with, and how: "done", "written" or a reason, and by what."""
        self.db.execute("UPDATE pages SET state = ?, why = ? WHERE id = ?", (state, why, number))
        self.turns.end(number)
        if state not in STANDS:
            left = self.db.execute("SELECT page FROM folded WHERE owner = ?", (number,)).fetchall()
            self.unfold(page for (page,) in left)

    def name_record(self, number: int, record: str) -> None:
        """Note the id of the record that is about to be written for a page."""
        self.db.execute("UPDATE pages SET record = ? WHERE id = ?", (record, number))

    def record_done(self, record: str, state: str) -> set[str]:
        """Note what became of a record; return the names of the blogs that it is of."""
        rows = self.db.execute("SELECT id, blog FROM pages WHERE record = ?", (record,)).fetchall()
        for number, _ in rows:
            self.done(number, state)
        return {blog for _, blog in rows}

    def stamp(self, url: str, source: str, stamp: str) -> None:
        """Note what a source says of a page's last change, if it says so."""
        if not stamp:
            return
        query = "UPDATE pages SET stamps = json_set(stamps, ?, ?) WHERE key = ?"
        self.db.execute(query, (f"$.{source}", stamp, url_key(url)))

    def stamps_of(self, number: int) -> str:
        """Return what sources have said of a page by now, as JSON: more may have come since it was taken."""
        row = self.db.execute("SELECT stamps FROM pages WHERE id = ?", (number,)).fetchone()
        return str(row[0]) if row else "{}"

    def reconcile(self, written: Iterable[str]) -> None:
        """Believe the output: what it holds is written, what it lacks is to be written again."""
        self.db.execute("DELETE FROM written")
        self.db.executemany("INSERT OR IGNORE INTO written VALUES (?)", ((record,) for record in written))
        self.db.executescript(schema.RECONCILE)
        self.wake_all()

    def is_written(self, record: str) -> bool:
        """Say whether the output held a record of an id when it was reconciled with."""
        return self.db.execute("SELECT 1 FROM written WHERE id = ?", (record,)).fetchone() is not None

    def ask_again(self, blog: str) -> None:
        """Let the sources of a blog be asked again."""
        self.db.execute(schema.ASK_AGAIN, (blog, json.dumps(SOURCES)))
        self.turns.wake(blog)

    def claim(self, url: str, number: int) -> bool:
        """Note that the page of this number stands at url; say False where another page has that address."""
        if (owner := self.owner(url)) is None:
            self.db.execute("UPDATE pages SET key = ? WHERE id = ?", (url_key(url), number))
        # Two pages may each name the other as the canonical one; the second is kept.
        return owner is None or owner.id == number or owner.state == "duplicate"

    def owner(self, url: str) -> Owner | None:
        """Return the page that has an address, None where none has."""
        row = self.db.execute("SELECT id, state FROM pages WHERE key = ?", (url_key(url),)).fetchone()
        return Owner(*row) if row else None

    def readdress(self, blog: str, address: Callable[[str], str]) -> None:
        """Give a blog's pages the addresses that it is now known to have; of several at one the others wait no more."""
        away = self.turns.away(blog)
        for number, url, state in self.db.execute(schema.PAGES, (blog,)).fetchall():
            new = address(url)
            if new == url:
                continue
            # Where it only loses what no key has, it is its own.
            if (owner := self.owner(new)) is None or owner.id == number:
                self.db.execute("UPDATE pages SET key = ?, url = ? WHERE id = ?", (url_key(new), new, number))
            elif state == "waiting" and number not in away:
                self.skip([number], "duplicate", f"of {new}")

    def fold(self, number: int, owner: int) -> None:
        """Note that a page is left for another: it waits again when that gives no record."""
        self.db.execute("INSERT OR REPLACE INTO folded VALUES (?, ?)", (number, owner))

    def unfold(self, numbers: Iterable[int]) -> None:
        """Let pages that were left wait again."""
        left = list(numbers)
        self.db.executemany("DELETE FROM folded WHERE page = ?", [(number,) for number in left])
        query = "UPDATE pages SET state = 'waiting' WHERE id = ? AND state = 'duplicate'"
        self.db.executemany(query, [(number,) for number in left])
        self.turns.wake_all(schema.blogs_of(self.db, left))

    def knows(self, url: str) -> bool:
        """Say whether there is a page of that address."""
        return self.db.execute("SELECT 1 FROM pages WHERE key = ?", (url_key(url),)).fetchone() is not None

    def said_days(self, blog: str) -> Iterator[tuple[str, str]]:
        """Yield for pages that a sitemap dates when the post was published by its entry, "" without one, and that."""
        yield from self.db.execute(schema.DAYS, (blog,))

    def count(self, blog: str, kinds: tuple[str, ...]) -> int:
        """Return how many of a blog's pages of some kinds wait or are under way."""
        return int(self.db.execute(schema.COUNT, (blog, json.dumps(kinds))).fetchone()[0])

    def listed(self, blog: str) -> Iterator[Listed]:
        """Yield the pages of a blog that may be posts and wait, as they were found; they may be changed meanwhile."""
        last = 0
        while rows := self.db.execute(schema.LISTED, (blog, last)).fetchall():
            for last, url, source in rows:
                yield Listed(last, url, frozenset(source.split()))

    def sources_of(self, url: str) -> frozenset[str]:
        """Return who says that there is a page of that address."""
        row = self.db.execute("SELECT source FROM pages WHERE key = ?", (url_key(url),)).fetchone()
        return frozenset(row[0].split() if row else ())

    def choose(self, blog: str, rank: int, most: int) -> list[int]:
        """Return some pages of a rank, spread evenly over the days of their publication."""
        found = [number for (number,) in self.db.execute(schema.RANKED, (blog, rank))]
        return found[:: max(1, len(found) // most)][:most]

    def skip(self, numbers: Iterable[int], state: str, why: str = "") -> None:
        """Let some pages not be fetched, and note why."""
        query = "UPDATE pages SET state = ?, why = ? WHERE id = ?"
        self.db.executemany(query, [(state, why, number) for number in numbers])

    def skip_rest(self, blog: str, state: str) -> None:
        """Let none of a blog's pages be fetched that waits."""
        self.db.execute("UPDATE pages SET state = ? WHERE blog = ? AND state = 'waiting'", (state, blog))

    def skip_unasked(self, blog: str, state: str) -> None:
        """Let none of a blog's pages be fetched that is not under way; its sources still are."""
        query = "UPDATE pages SET state = ? WHERE blog = ? AND state = 'waiting' AND kind = 'page' AND id NOT IN "
        self.db.execute(f"{query} (SELECT value FROM json_each(?))", (state, blog, json.dumps(self.turns.away(blog))))

    def promote(self, numbers: Iterable[int], rank: int) -> None:
        """Let some pages be fetched at another rank."""
        promoted = list(numbers)
        self.db.executemany("UPDATE pages SET rank = ? WHERE id = ?", [(rank, number) for number in promoted])
        self.turns.wake_all(schema.blogs_of(self.db, promoted))

    def note(self, blog: str, name: str, value: Any) -> None:
        """Keep a value for a blog, as JSON."""
        self.db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?, ?)", (blog, name, json.dumps(value)))

    def noted(self, blog: str, name: str) -> Any:
        """Return the value kept for a blog, None where there is none that can be read."""
        row = self.db.execute("SELECT value FROM notes WHERE blog = ? AND name = ?", (blog, name)).fetchone()
        try:
            return json.loads(row[0]) if row else None
        except ValueError:
            return None
