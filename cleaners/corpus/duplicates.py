"""Posts that say the same as one before, word for word or nearly; the only file that imports rensa.

Two posts are near-duplicates where most of their runs of three words are the same (Broder 1997), which MinHash
estimates and banding finds without comparing all with all. Of a post half a kilobyte is kept in a temporary database:
64 MB of memory for a run of any size, and half a gigabyte of disk for a million posts.
"""

from __future__ import annotations

import sqlite3
import struct
from operator import eq
from typing import TYPE_CHECKING, Any

from rensa import RMinHash

from blogsieve.cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

# Of runs of three words an edit of one word costs three; longer ones would lose posts with a few more of them.
SHINGLE = 3
# Fewer words say the same by chance.
FEWEST_WORDS = 8
# Share of the runs of two posts that are the same: above it lie posts with one word in forty changed or a seventh cut;
# a post that quotes another whole, and says as much again, has half.
SIMILAR = 0.75
# An estimate by 64 hashes is off by 0.05 (one standard deviation). Bands of six find 95 of 100 posts that have 0.8 of
# their runs in common and 14 of 100 that have half, which the estimate then tells apart.
HASHES, BANDS, ROWS, SEED = 64, 10, 6, 42
PACKED = struct.Struct(f"<{HASHES}I")
SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA cache_size = -65536;
CREATE TABLE post (number INTEGER PRIMARY KEY, id TEXT, place TEXT, sketch BLOB, first TEXT DEFAULT '');
CREATE TABLE band (key INTEGER, post INTEGER, PRIMARY KEY (key, post)) WITHOUT ROWID;
"""


class Duplicates:
    """The posts that were met, and which of them are nearly the same."""

    def __init__(self) -> None:
        # Without a name it is a temporary file, which is written to where it outgrows its cache.
        self.db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self.db.executescript(SCHEMA)
        self.met = 0

    def meet(self, record: dict[str, Any]) -> str:
        """Return the id of the first of the posts met so far that a record nearly is; "" where it is new, and noted.

        >>> from blogsieve.cleaners.corpus.duplicates import Duplicates
        >>> duplicates, text = Duplicates(), "The ferry left at seven with the two of us and a dog."
        >>> [duplicates.meet({"id": name, "text": text}) for name in ("a", "b", "c")]
        ['', 'a', 'a']
        """
        sketch = sketch_of(record["text"])
        if sketch is None:
            return ""
        if first := self._first_like(sketch, record["id"]):
            return first
        self.met += 1
        self._note(self._add(record["id"], f"{self.met:012}", sketch), sketch)
        return ""

    def hold(self, record: dict[str, Any]) -> None:
        """Take a record in, to be told of when all are there."""
        if sketch := sketch_of(record["text"]):
            self._add(record["id"], record["created"] or record["date"] or "~", sketch)

    def settle(self) -> None:
        """Find the first of each held post's like: the oldest, whatever the order in which they came."""
        for number, name, packed in self.db.execute("SELECT number, id, sketch FROM post ORDER BY place, id"):
            sketch = PACKED.unpack(packed)
            if first := self._first_like(sketch, name):
                self.db.execute("UPDATE post SET first = ? WHERE number = ?", (first, number))
            else:
                self._note(number, sketch)

    def firsts(self) -> dict[str, str]:
        """Return the ids of the settled posts that are duplicates, each with that of the first."""
        return dict(self.db.execute("SELECT id, first FROM post WHERE first != ''"))

    def _first_like(self, sketch: tuple[int, ...], own: str) -> str:
        """Return the id of the noted post that is nearly the same, the first of several; "" where there is none."""
        marks = ", ".join("?" * BANDS)
        # A cross join is made in this order: a look for each band, and one for each post that shares it.
        rows = self.db.execute(
            "SELECT DISTINCT id, sketch, place FROM band CROSS JOIN post ON number = post "
            f"WHERE key IN ({marks}) ORDER BY place, id",
            tuple(band_keys(sketch)),
        )
        return next(
            (name for name, other, _ in rows if name != own and similarity(sketch, PACKED.unpack(other)) >= SIMILAR), ""
        )

    def _add(self, name: str, place: str, sketch: tuple[int, ...]) -> int:
        row = (name, place, PACKED.pack(*sketch))
        return int(self.db.execute("INSERT INTO post (id, place, sketch) VALUES (?, ?, ?)", row).lastrowid or 0)

    def _note(self, number: int, sketch: tuple[int, ...]) -> None:
        self.db.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", ((key, number) for key in band_keys(sketch)))


def sketch_of(text: str) -> tuple[int, ...] | None:
    """Return what stands for a text, for each of 64 hashes the least of its runs of words; None for a few words."""
    tokens = words(text)
    if len(tokens) < FEWEST_WORDS:
        return None
    minhash = RMinHash(num_perm=HASHES, seed=SEED)
    minhash.update(list(map(" ".join, zip(*(tokens[start:] for start in range(SHINGLE)), strict=False))))
    return tuple(minhash.digest())


def band_keys(sketch: tuple[int, ...]) -> Iterator[int]:
    """Yield a number for each band of a sketch: posts that share one are compared."""
    return (hash((start, *sketch[start : start + ROWS])) for start in range(0, BANDS * ROWS, ROWS))


def similarity(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the share of the runs of two texts that are the same, as their sketches estimate it."""
    return sum(map(eq, one, other)) / HASHES
