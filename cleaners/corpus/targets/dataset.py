"""A folder that can be published: Parquet in shards, a card with real counts, Croissant, a manifest with checksums."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.corpus.dataset.card import write_card
from blogsieve.cleaners.corpus.dataset.croissant import CROISSANT, croissant_of
from blogsieve.cleaners.corpus.dataset.manifest import MANIFEST, Manifest, checksum
from blogsieve.cleaners.corpus.dataset.spool import Spool
from blogsieve.cleaners.corpus.dataset.versions import CHANGES, Changes
from blogsieve.cleaners.corpus.formats import BY_NAME
from blogsieve.cleaners.corpus.survey import Survey
from blogsieve.cleaners.corpus.targets.files import move

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Posts a shard: some hundred megabytes of Parquet, which readers take at once.
SHARD = 100_000
CARD = "README.md"


@dataclass(frozen=True, slots=True)
class DatasetTarget:
    """Writes records as a dataset; what an earlier export left in the folder is the version before."""

    name: str = "dataset"
    output: str = ""
    shard: int = SHARD

    def missing(self) -> str:
        """Return how to get what writes Parquet."""
        return BY_NAME["parquet"].missing()

    def write(self, records: Iterable[dict[str, Any]], output: str) -> int:
        """Write the last revision of each post, in the order of the records; return their number."""
        folder = Path(output)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with (
            tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as unfinished,
            Spool(Path(unfinished) / "spool") as spool,
        ):
            for record in records:
                spool.add(record)
            if not len(spool):
                return 0
            new = Path(unfinished) / "new"
            self.build(spool, new, folder)
            put_in_place(new, folder)
            return len(spool)

    def build(self, spool: Spool, new: Path, old: Path) -> None:
        """Make the dataset in a new folder; the old one tells what has changed."""
        before = Manifest.read(old)
        survey, changes = Survey(), Changes(old, before)
        files = list(self.shards(counted(spool.records(), survey, changes), new, len(spool)))
        changes.end(new / CHANGES)
        manifest = Manifest.of(new, files, survey.posts, changes, before)
        (new / CROISSANT).write_text(croissant_of(manifest, old.resolve().name, survey), "utf-8")
        (new / CARD).write_text(write_card(manifest, old.resolve().name, survey), "utf-8")
        others = [checksum(new, name) for name in (CROISSANT, CARD, CHANGES)]
        (new / MANIFEST).write_text(json.dumps(manifest.with_files(others).to_dict(), indent=1) + "\n", "utf-8")

    def shards(self, records: Iterator[dict[str, Any]], folder: Path, count: int) -> Iterator[tuple[str, int]]:
        """Write the shards; yield the name of each with the number of its records."""
        from blogsieve.cleaners.corpus.parquet import ParquetWriter

        total = -(-count // self.shard)
        (folder / "data").mkdir(parents=True)
        for number in range(total):
            name, rows = f"data/train-{number:05}-of-{total:05}.parquet", min(self.shard, count - number * self.shard)
            with (folder / name).open("wb") as file, ParquetWriter(file) as writer:
                for _ in range(rows):
                    writer.write(next(records))
            yield name, rows


def counted(records: Iterable[dict[str, Any]], survey: Survey, changes: Changes) -> Iterator[dict[str, Any]]:
    """Yield records as they are, and count them on the way."""
    for record in records:
        survey.add(record)
        changes.add(record)
        yield record


def put_in_place(new: Path, folder: Path) -> None:
    """Put the files of a new version in the place of those of the last; files of others stay."""
    before = Manifest.read(folder)
    for name in before.names if before else ():
        (folder / name).unlink(missing_ok=True)
    move(new, folder)
