"""The records of an earlier run, to tell what is new or other than in them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from blogsieve.cleaners.corpus.records import read_records

# What a record says of the run that made it, and not of the post; the second in its metadata.
OF_THE_RUN = frozenset({"added", "duplicate_of"})


class EarlierRecords:
    """The records of an earlier run, by their fingerprints."""

    def __init__(self, path: Path | None = None) -> None:
        self.prints: set[bytes] = set()
        if path:
            self.prints.update(fingerprint(record) for record in read_records(str(path)))

    def has(self, record: dict[str, Any]) -> bool:
        """Tell whether a record is the same as one of them, but for when it was made."""
        return bool(self.prints) and fingerprint(record) in self.prints


def fingerprint(record: dict[str, Any]) -> bytes:
    """Return what two records share that say the same of a post."""
    own, more = ({k: v for k, v in one.items() if k not in OF_THE_RUN} for one in (record, record["metadata"]))
    text = json.dumps(own | {"metadata": more}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).digest()
