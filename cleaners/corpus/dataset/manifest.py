"""What a dataset's folder holds: its files with checksums, its version, and what made it."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Self

from blogsieve import __version__
from blogsieve.cleaners.model import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from blogsieve.cleaners.corpus.dataset.versions import Changes

MANIFEST = "manifest.json"
FIRST = "1.0.0"


@dataclass(frozen=True, slots=True)
class File:
    """A file of a dataset."""

    name: str  # its path in the folder
    bytes: int
    sha256: str
    posts: int = 0  # of a shard


@dataclass(frozen=True, slots=True)
class Manifest:
    """A version of a dataset."""

    version: str
    before: str  # the version before, "" where there was none
    made: str  # ISO 8601, UTC
    made_by: str
    arguments: str  # that it was made with; of files the names only
    schema_version: int
    posts: int
    changes: dict[str, int]  # how many posts were added, changed, removed
    files: tuple[File, ...]

    @classmethod
    def of(
        cls, folder: Path, shards: Iterable[tuple[str, int]], posts: int, changes: Changes, before: Manifest | None
    ) -> Self:
        """Return the manifest of shards with so many posts, behind the version before."""
        files = tuple(replace(checksum(folder, name), posts=rows) for name, rows in shards)
        now, maker = datetime.now(UTC).isoformat(timespec="seconds"), f"blogsieve {__version__}"
        version = following(before.version, is_other=changes.is_any) if before else FIRST
        last = before.version if before else ""
        return cls(version, last, now, maker, arguments(), SCHEMA_VERSION, posts, dict(changes.counts), files)

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Return the manifest in a folder, None where it has none of ours."""
        try:
            data: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
            return cls(**{**data, "files": tuple(File(**file) for file in data["files"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    @property
    def shards(self) -> Sequence[File]:
        """The files that hold posts."""
        return [file for file in self.files if file.posts]

    @property
    def names(self) -> Sequence[str]:
        """The names of all files."""
        return [file.name for file in self.files]

    def with_files(self, files: Iterable[File]) -> Manifest:
        """Return the manifest with more files."""
        return replace(self, files=(*self.files, *files))

    def to_dict(self) -> dict[str, Any]:
        """Return the manifest for JSON."""
        return asdict(self)


def arguments() -> str:
    """Return what this program was called with, without the folders of a machine that nobody else knows."""
    return " ".join(PurePath(word).name if word.startswith((".", "/")) else word for word in sys.argv[1:])


def checksum(folder: Path, name: str) -> File:
    """Return a file of a folder with its size and its SHA-256."""
    with (folder / name).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return File(name, (folder / name).stat().st_size, digest)


def following(version: str, *, is_other: bool) -> str:
    """Return the version behind one: the next where posts are other, a mended one where only what is said of them is.

    >>> following("1.0.0", is_other=True), following("2.1.3", is_other=False)
    ('1.1.0', '2.1.4')
    """
    major, minor, patch = map(int, version.split("."))
    return f"{major}.{minor + 1}.0" if is_other else f"{major}.{minor}.{patch + 1}"
