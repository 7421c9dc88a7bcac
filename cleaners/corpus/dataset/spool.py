"""Records on their way into a dataset, kept on disk until all are there: then it is known which are the last."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from blogsieve.cleaners.corpus.duplicates import Duplicates

if TYPE_CHECKING:
    from collections.abc import Iterator


class Spool:
    """Records in a temporary file; of several of a post the last revision counts, and of equal ones the last read."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("w+b")
        self.last: dict[str, tuple[int, int]] = {}  # by id: the revision, and its place
        self.duplicates = Duplicates()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __len__(self) -> int:
        """Return how many posts there are."""
        return len(self.last)

    def add(self, record: dict[str, Any]) -> None:
        """Take a record in."""
        place, revision = self.file.tell(), record["metadata"]["revision"]
        self.file.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        if revision >= self.last.get(record["id"], (0, 0))[0]:
            self.last[record["id"]] = revision, place
        self.duplicates.hold(record)

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield the last revision of each post in the order of the file, with the first of its like in all of it."""
        self.duplicates.settle()
        firsts = dict(self.duplicates.firsts())
        self.file.seek(0)
        place = 0
        for line in self.file:
            record: dict[str, Any] = json.loads(line)
            if self.last[record["id"]][1] == place:
                record["metadata"]["duplicate_of"] = firsts.get(record["id"], "")
                yield record
            place += len(line)
