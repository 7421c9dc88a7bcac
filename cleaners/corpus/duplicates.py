"""Posts that say the same as one before, word for word or nearly; the only file that imports rensa.

Two posts are near-duplicates where most of their runs of three words are the same (Broder 1997), which MinHash
estimates and banding finds without comparing all with all. Of a post half a kilobyte is kept in a temporary database:
8 MB of memory for a run of any size, and half a gigabyte of disk for a million posts.

While posts come in, the first is the one that was met first. When all are there, `settle` takes them in the order of
their dates, so that the oldest is the first, in whatever order they came.
"""

from __future__ import annotations

import sqlite3
import struct
from typing import TYPE_CHECKING, Any
from weakref import finalize

from rensa import RMinHash

from blogsieve.cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Fewer words say the same by chance.
FEWEST_WORDS = 8
# Share of the runs of two posts that are the same: above it lie posts with one word in forty changed or a seventh cut;
# a post that quotes another whole, and says as much again, has half.
SIMILAR = 0.75
# An estimate by 64 hashes is off by 0.05 (one standard deviation). Bands of six find 95 of 100 posts that have 0.8 of
# their runs in common and 14 of 100 that have half, which the estimate then tells apart.
HASHES, BANDS, ROWS, SEED = 64, 10, 6, 42
PACKED = struct.Struct(f"<{HASHES}I")
# Characters by word, above which a script has no spaces.
UNSPACED = 12
SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA cache_size = -8192;
CREATE TABLE post (
    number INTEGER PRIMARY KEY, id TEXT, place TEXT, sketch BLOB, first TEXT DEFAULT '', met TEXT DEFAULT ''
);
CREATE TABLE band (key INTEGER PRIMARY KEY, post INTEGER);
"""
# All are looked at anew; whose first was told when it was met, and of whom that is not true any more, stays known.
SETTLE = ("DELETE FROM band", "UPDATE post SET met = first, first = '' WHERE first != ''")
TOLD = "(first != '' OR met != '')"
INDEX = f"CREATE INDEX told ON post (id) WHERE {TOLD}"
# Of several revisions of a post, the last.
FIRST_OF = f"SELECT first FROM post WHERE id = ? AND {TOLD} ORDER BY number DESC LIMIT 1"
MARKS = ", ".join("?" * BANDS)
NOTE = f"INSERT OR IGNORE INTO band VALUES {', '.join(['(?, ?)'] * BANDS)}"
# A cross join is made in this order: a look for each band, and one for each post that shares it.
SHARERS = (
    "SELECT DISTINCT id, sketch, first, place FROM band CROSS JOIN post ON number = post "
    f"WHERE key IN ({MARKS}) AND number != ? ORDER BY place, id"
)


class Duplicates:
    """The posts that were met, and which of them are nearly the same."""

    def __init__(self) -> None:
        # Without a name it is a temporary file, which is written to where it outgrows its cache.
        self.db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        # It lasts as long as the posts are compared; newer Pythons warn of databases that nobody closes.
        finalize(self, self.db.close)
        self.db.executescript(SCHEMA)
        # Nothing is ever committed: each time that would look at all pages in the cache.
        self.db.execute("BEGIN")
        self.is_settled = False

    def meet(self, record: dict[str, Any]) -> str:
        """Return the id of the first of the posts met so far that a record nearly is; "" where it is new, and noted.

        >>> from blogsieve.cleaners.corpus.duplicates import Duplicates
        >>> duplicates, text = Duplicates(), "The ferry left at seven with the two of us and a dog."
        >>> [duplicates.meet({"id": name, "text": text}) for name in ("a", "b", "c")]
        ['', 'a', 'a']
        """
        sketch = sketch_of(record["text"])
        return "" if sketch is None else self._settle(self._add(record, sketch), record["id"], sketch)

    def hold(self, record: dict[str, Any]) -> None:
        """Take a record in, to be told of when all are there."""
        if sketch := sketch_of(record["text"]):
            self._add(record, sketch)

    def forget(self, name: str) -> None:
        """Take a record out, before it is settled which posts are the first."""
        self.db.execute("DELETE FROM post WHERE id = ?", (name,))

    def settle(self) -> None:
        """Find the first of each post's like: the oldest, whatever the order in which they came."""
        if self.is_settled:
            return
        self.is_settled = True
        for statement in SETTLE:
            self.db.execute(statement)
        for number, name, packed in self.db.execute("SELECT number, id, sketch FROM post ORDER BY place, id, number"):
            self._settle(number, name, PACKED.unpack(packed))
        self.db.execute(INDEX)

    def firsts(self) -> Iterator[tuple[str, str]]:
        """Yield the ids of the settled posts that are duplicates, each with that of the first."""
        yield from self.db.execute("SELECT id, first FROM post WHERE first != ''")

    def first_of(self, name: str) -> str | None:
        """Return the id of the first of a settled post's like, "" where it is none; None where it was never told."""
        found = self.db.execute(FIRST_OF, (name,)).fetchone()
        return None if found is None else str(found[0])

    @property
    def have_told(self) -> bool:
        """Whether any post has, or had when it was met, a first that is another."""
        return self.db.execute(f"SELECT 1 FROM post WHERE {TOLD} LIMIT 1").fetchone() is not None

    def _settle(self, number: int, name: str, sketch: tuple[int, ...]) -> str:
        """Note a post by its bands; return the id of the first post that is nearly the same, "" where there is none."""
        keys = tuple(band_keys(sketch))
        if self.db.execute(NOTE, [one for key in keys for one in (key, number)]).rowcount == BANDS:
            # Nearly all posts share no band with another.
            return ""
        for other, packed, first, _ in self.db.execute(SHARERS, (*keys, number)):
            if other != name and similarity(sketch, PACKED.unpack(packed)) >= SIMILAR:
                self.db.execute("UPDATE post SET first = ? WHERE number = ?", (first or other, number))
                return str(first or other)
        return ""

    def _add(self, record: dict[str, Any], sketch: tuple[int, ...]) -> int:
        # What has no date is the last.
        row = (record["id"], record.get("created") or record.get("date") or "~", PACKED.pack(*sketch))
        return int(self.db.execute("INSERT INTO post (id, place, sketch) VALUES (?, ?, ?)", row).lastrowid or 0)


def sketch_of(text: str) -> tuple[int, ...] | None:
    """Return what stands for a text, for each of 64 hashes the least of its runs of words; None for a few words."""
    tokens: Sequence[str] = text.split()
    if len(text) > UNSPACED * len(tokens):
        tokens = words(text)
    if len(tokens) < FEWEST_WORDS:
        return None
    minhash = RMinHash(num_perm=HASHES, seed=SEED)
    minhash.update(runs(tokens))
    return tuple(minhash.digest())


def runs(tokens: Sequence[str]) -> Iterator[str]:
    """Yield the runs of three words that a text is compared by; to make them is most of what a post costs.

    >>> list(runs("the tide came in".split()))
    ['the tide came', 'tide came in']
    """
    return map(" ".join, zip(tokens, tokens[1:], tokens[2:], strict=False))


def band_keys(sketch: tuple[int, ...]) -> Iterator[int]:
    """Yield a number for each band of a sketch: posts that share one are compared."""
    return (hash((start, *sketch[start : start + ROWS])) for start in range(0, BANDS * ROWS, ROWS))


def similarity(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the share of the runs of two texts that are the same, as their sketches estimate it."""
    return sum(first == second for first, second in zip(one, other, strict=True)) / HASHES
