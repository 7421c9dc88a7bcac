"""What has changed between two versions of a dataset: posts that were added, changed and removed, a line each."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from blogsieve.cleaners.corpus.dataset.manifest import Manifest

CHANGES = "changes.jsonl"
KINDS = ("added", "changed", "removed")


class Changes:
    """The posts of a new version beside those of the one before; of each a few bytes are kept."""

    def __init__(self, folder: Path, before: Manifest | None) -> None:
        self.counts: Counter[str] = Counter(dict.fromkeys(KINDS, 0))
        self.known = read_prints(folder, before) if before else None
        self.found: list[dict[str, Any]] = []

    @property
    def is_any(self) -> bool:
        """Whether a post is other than in the version before."""
        return any(self.counts.values())

    def add(self, record: dict[str, Any]) -> None:
        """Compare a post with the version before."""
        if self.known is None:
            self.counts["added"] += 1
            return
        _, before = self.known.pop(record["id"], ("", b""))
        if before != fingerprint(record["title"], record["text"]):
            self.note("changed" if before else "added", record["id"], record["url"], record["metadata"]["revision"])

    def note(self, kind: str, name: str, url: str, revision: int = 0) -> None:
        """Note a change."""
        self.counts[kind] += 1
        self.found.append({"id": name, "url": url, "change": kind, "revision": revision})

    def end(self, path: Path) -> None:
        """Note the posts that are not there any more, and write all changes; of a first version there are none."""
        for name, (url, _) in (self.known or {}).items():
            self.note("removed", name, url)
        path.write_text("".join(json.dumps(change, ensure_ascii=False) + "\n" for change in self.found), "utf-8")


def read_prints(folder: Path, manifest: Manifest) -> dict[str, tuple[str, bytes]]:
    """Return the posts of a version by their ids: the address, and what tells whether one has changed."""
    from blogsieve.cleaners.corpus.parquet import read_rows

    found = {}
    for shard in manifest.shards:
        with (folder / shard.name).open("rb") as file:
            for _, row in read_rows(file, ["id", "url", "title", "text"]):
                found[row["id"]] = row["url"], fingerprint(row["title"], row["text"])
    return found


def fingerprint(title: str, text: str) -> bytes:
    """Return what two posts share that say the same."""
    return hashlib.blake2b(f"{title}\n{text}".encode("utf-8", "replace"), digest_size=8).digest()
