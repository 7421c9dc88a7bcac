"""Records in a folder, on this machine or in a store, a part a site: there when it is whole, and not before.

    folder = Folder("s3://bucket/out/")
    with folder.part("blog.example") as part:
        part.write(record)
    folder.write_manifest()

What is in it: `posts/<2 hex of sha1(site)>/<site>.jsonl`, the records; `_done/<site>.json`, what the part holds,
written behind it; `manifest.json`, all parts. While a part is written it has a name of its own that ends in `.tmp`, so
that two who make the same part are not in each other's way; who is through clears away what others left of it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from blogsieve import __version__
from blogsieve.cleaners.corpus.places import move, place_of
from blogsieve.cleaners.corpus.writers import line_of
from blogsieve.cleaners.model import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

POSTS, DONE, MANIFEST = "posts", "_done", "manifest.json"
# A file's name has at most 255 bytes; endings are to go with it.
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Done:
    """What a site's part holds."""

    site: str
    path: str  # of the part, in the folder; "" where there is no post
    posts: int
    size: int  # bytes
    refused: Sequence[str] = ()  # what was passed over, and why


@dataclass(slots=True)
class Part:
    """A site's records on their way to a file."""

    file: BinaryIO
    posts: int = 0
    size: int = 0  # bytes
    refused: list[str] = field(default_factory=list)

    def write(self, record: dict[str, Any]) -> None:
        """Write a record."""
        self.write_line(line_of(record))

    def write_line(self, line: bytes) -> None:
        """Write a record that is a line already."""
        self.file.write(line)
        self.posts += 1
        self.size += len(line)


class Folder:
    """A folder of parts; raises NoPlace where its name leads nowhere, OSError where it cannot be written."""

    def __init__(self, name: str) -> None:
        self.root = place_of(name)

    @contextmanager
    def part(self, site: str) -> Iterator[Part]:
        """Give the part of a site, which is in the folder when the context ends; after an error nothing of it is."""
        place = self.root / path_of(site)
        with unfinished(place) as own:
            with own.open("wb") as file:
                part = Part(file)
                yield part
            if not part.posts:
                own.unlink(missing_ok=True)
                place.unlink(missing_ok=True)
        self.note(Done(site, path_of(site) if part.posts else "", part.posts, part.size, part.refused))

    def note(self, done: Done) -> None:
        """Note that a site's part is there."""
        write_json(self.root / DONE / f"{name_of(done.site)}.json", asdict(done))

    def done(self, site: str) -> Done | None:
        """Return what a site's part holds, None where it is not there."""
        return read_done(self.root / DONE / f"{name_of(site)}.json")

    def all_done(self) -> Iterator[Done]:
        """Yield what the parts hold that are there, in the order of their sites' names."""
        there = self.root / DONE
        for place in sorted(there.glob("*.json"), key=lambda one: one.name) if there.is_dir() else ():
            if done := read_done(place):
                yield done

    def write_manifest(self) -> None:
        """Write what the folder holds: all sites that are done, with their parts."""
        parts = [{name: value for name, value in asdict(done).items() if name != "refused"} for done in self.all_done()]
        write_json(
            self.root / MANIFEST,
            {
                "version": __version__,
                "schema_version": SCHEMA_VERSION,
                "sites": len(parts),
                "posts": sum(part["posts"] for part in parts),
                "size": sum(part["size"] for part in parts),
                "parts": parts,
            },
        )


def path_of(site: str) -> str:
    """Return the path of a site's part in the folder.

    >>> path_of("blog.example")
    'posts/44/blog.example.jsonl'
    """
    return f"{POSTS}/{hashlib.sha1(site.encode(), usedforsecurity=False).hexdigest()[:2]}/{name_of(site)}.jsonl"


def name_of(site: str) -> str:
    """Return the name of a site's files, less their endings.

    >>> name_of("[2001:db8::1]:8080"), len(name_of("a/" * 200))
    ('%5B2001%3Adb8%3A%3A1%5D%3A8080', 40)
    """
    name = quote(site, safe="")
    return name if 0 < len(name) <= LONGEST_NAME else hashlib.sha1(site.encode(), usedforsecurity=False).hexdigest()


def read_done(place: Path) -> Done | None:
    """Return what a note says, None where there is none."""
    try:
        return Done(**json.loads(place.read_text("utf-8")))
    except FileNotFoundError:
        return None


def write_json(place: Path, data: dict[str, Any]) -> None:
    """Write JSON into a file that is whole whenever it is there."""
    with unfinished(place) as own:
        own.write_bytes(json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")


@contextmanager
def unfinished(place: Path) -> Iterator[Path]:
    """Give a file to write to, which gets its place when the context ends; after an error it is gone.

    Then what others left of the same file is cleared away. One of them may write to it still: whoever finds its file
    gone, and one in its place, has nothing more to do, for all of them write the same.
    """
    own = place.with_name(f"{place.name}.{secrets.token_hex(4)}.tmp")
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield own
        with suppress(FileNotFoundError):
            move(own, place)
    finally:
        own.unlink(missing_ok=True)
    for left in list(place.parent.glob(f"{place.name}.*.tmp")):
        left.unlink(missing_ok=True)
