"""Data sets to measure on: recorded blogs and sets of single pages; docs/datasets.md has the format."""

from __future__ import annotations

import gzip
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warcio.archiveiterator import ArchiveIterator

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "BLOGSIEVE_DATASETS"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a recorded site answered at one address."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def content_type(self) -> str:
        """Return the value of its Content-Type header."""
        return next((value for name, value in self.headers if name.lower() == "content-type"), "")


def find_datasets(argument: str | None) -> Path | None:
    """Return the folder that an argument or the environment names, None after a message where there is none."""
    name = argument or os.environ.get(VARIABLE, "")
    if not name:
        print(f"skipped: no data sets; name their folder as an argument or in {VARIABLE} (docs/datasets.md)")
        return None
    folder = Path(name)
    if not folder.is_dir():
        sys.exit(f"{name}: no such folder of data sets")
    return folder


def blogs_of(folder: Path) -> dict[str, Path]:
    """Return the recorded blogs of a folder by name."""
    return {path.name.removesuffix(".warc.gz"): path for path in sorted((folder / "blogs").glob("*.warc.gz"))}


def page_sets_of(folder: Path) -> list[Path]:
    """Return the folders that hold single pages with their truth."""
    return sorted(path.parent for path in folder.glob("*/truth.jsonl") if (path.parent / "html").is_dir())


def read_truth(path: Path) -> list[Row]:
    """Return the rows of a truth file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def blog_truth(path: Path) -> list[Row]:
    """Return the truth of a recorded blog."""
    return read_truth(path.with_name(path.name.replace(".warc.gz", ".truth.jsonl")))


def read_answers(path: Path) -> Iterator[Answer]:
    """Yield what a recorded site answered, in the order of the recording; bodies are as they were stored."""
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type == "response":
                head = record.http_headers
                yield Answer(
                    record.rec_headers.get_header("WARC-Target-URI"),
                    int(head.get_statuscode()),
                    tuple(head.headers),
                    record.raw_stream.read(),
                )


def read_page(folder: Path, identifier: str) -> bytes:
    """Return the bytes of a single page of a set."""
    return gzip.decompress((folder / "html" / f"{identifier}.html.gz").read_bytes())
