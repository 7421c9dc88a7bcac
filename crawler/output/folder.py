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
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from blogsieve import __version__
from blogsieve.cleaners.corpus.places import move, place_of
from blogsieve.cleaners.corpus.writers import line_of
from blogsieve.cleaners.model import SCHEMA_VERSION
from blogsieve.crawler.frontier.states import NEAR_DUPLICATE
from blogsieve.crawler.output.amending import Amender

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from blogsieve.crawler.output.finishing import Finishing

POSTS, DONE, MANIFEST = "posts", "_done", "manifest.json"
# What the manifest says of a part.
SAID = ("site", "path", "posts", "size", "languages")
# A file's name has at most 255 bytes; endings are to go with it.
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Done:
    """What a site's part holds."""

    site: str
    path: str  # of the part, in the folder; "" where there is no post, or it was dropped
    posts: int
    size: int  # bytes
    languages: Mapping[str, int] = field(default_factory=dict)  # posts in each
    left_out: Mapping[str, int] = field(default_factory=dict)  # posts, by why they are not to be written
    refused: Sequence[str] = ()  # what was passed over, and why
    marks: Sequence[str] = ()  # of the posts, by which their twins in other parts are told, where that is to be


@dataclass(slots=True)
class Part:
    """A site's records on their way to a file."""

    site: str
    file: BinaryIO
    posts: int = 0
    size: int = 0  # bytes
    languages: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def write(self, record: dict[str, Any], line: bytes = b"") -> None:
        """Write a record, as the line that it is where that is known."""
        self.write_lines([line or line_of(record)])
        self.languages[record["language"]] += 1

    def take_back(self, record: dict[str, Any]) -> None:
        """Count a record that was written, and is taken out again, as a duplicate."""
        self.posts -= 1
        self.languages[record.get("language", "")] -= 1
        self.leave_out(NEAR_DUPLICATE)

    def leave_out(self, why: str) -> None:
        """Count a post that is not to be written."""
        self.left_out[why] += 1

    def write_lines(self, lines: Iterable[bytes]) -> None:
        """Write lines of any kind."""
        for line in lines:
            self.file.write(line)
            self.posts += 1
            self.size += len(line)

    def done(self) -> Done:
        """Return what it holds."""
        path = path_of(self.site) if self.posts else ""
        counts = dict(+self.languages), dict(self.left_out)
        return Done(self.site, path, self.posts, self.size, *counts, self.refused, self.marks)


class Folder:
    """A folder of parts; raises NoPlace where its name leads nowhere, OSError where it cannot be written."""

    def __init__(self, name: str) -> None:
        self.root = place_of(name)

    @contextmanager
    def part(self, site: str, finishing: Finishing | None = None) -> Iterator[Part]:
        """Give the part of a site, which is in the folder when the context ends; after an error nothing of it is.

        By who finished its records they are put right when all of them are there.
        """
        place = self.root / path_of(site)
        with unfinished(place) as own:
            with own.open("wb") as file:
                part = Part(site, file)
                yield part
            if finishing and finishing.settle() and Amender(finishing, part.take_back).amend_file(own):
                part.size = own.stat().st_size
            if not part.posts:
                own.unlink(missing_ok=True)
                place.unlink(missing_ok=True)
        self.note(part.done())

    def lines(self, done: Done) -> Iterator[bytes]:
        """Yield the lines of a part; none where it was dropped."""
        if done.path:
            with (self.root / done.path).open("rb") as file:
                yield from file

    def drop(self, done: Done) -> None:
        """Remove a part, and keep the note of what it held."""
        if done.path:
            self.note(replace(done, path=""))
            (self.root / done.path).unlink(missing_ok=True)

    def forget(self, site: str) -> None:
        """Remove a part, and what tells of it."""
        if done := self.done(site):
            self.drop(done)
            (self.root / DONE / f"{name_of(site)}.json").unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove all parts and what tells of them; what else is in the folder stays."""
        (self.root / MANIFEST).unlink(missing_ok=True)
        for done in list(self.all_done()):
            self.forget(done.site)

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

    def write_manifest(self) -> int:
        """Write what the folder holds: all sites that are done, with their parts; return how many posts these have."""
        done = list(self.all_done())
        parts = [{name: getattr(one, name) for name in SAID} for one in done]
        posts = sum(one.posts for one in done)
        whole = {"version": __version__, "schema_version": SCHEMA_VERSION, "sites": len(parts), "posts": posts}
        write_json(self.root / MANIFEST, whole | {"size": sum(one.size for one in done), "parts": parts})
        return posts


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
