"""A dataset's folder: what loaders make of it, what its card and manifest say, and how a second version tells it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from made_site import prose
from pyarrow import parquet
from records import records as some_records

from blogsieve.cleaners.corpus.dataset.croissant import NO_LICENSE
from blogsieve.cleaners.corpus.targets.dataset import DatasetTarget

CC = "CC-BY-4.0"


def post(number: int, text: str = "", revision: int = 0, **more: object) -> dict[str, Any]:
    """Return a record."""
    record = some_records()[0]
    name = hashlib.sha1(str(number).encode(), usedforsecurity=False).hexdigest()
    text = text or prose(f"dataset {number}", 2).replace("<p>", "").replace("</p>", "\n").strip()
    url, metadata = f"https://blog.example/{number}", record["metadata"] | {"revision": revision, "license": CC} | more
    return record | {
        "id": f"sha1:{name}", "url": url, "source": "blog.example", "title": f"Post {number}", "text": text,
        "date": f"2020-0{number + 1}-01", "created": f"2020-0{number + 1}-01", "metadata": metadata,
    }  # fmt: skip


def rows(folder: Path) -> list[dict[str, Any]]:
    """Return the posts of a dataset, shard by shard."""
    return [row for path in sorted((folder / "data").iterdir()) for row in parquet.read_table(path).to_pylist()]


def manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a dataset."""
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return found


def test_posts_are_in_shards_with_checksums(tmp_path: Path) -> None:
    posts = [post(number) for number in range(5)]
    assert DatasetTarget(shard=2).write(posts, str(tmp_path / "corpus")) == 5
    folder = tmp_path / "corpus"
    assert [row["id"] for row in rows(folder)] == [one["id"] for one in posts]
    told = manifest(folder)
    assert [file["posts"] for file in told["files"] if file["posts"]] == [2, 2, 1]
    assert told["version"] == "1.0.0"
    assert told["changes"] == {"added": 5, "changed": 0, "removed": 0}
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert there == {file["name"] for file in told["files"]} | {"manifest.json"}
    for file in told["files"]:
        assert hashlib.sha256((folder / file["name"]).read_bytes()).hexdigest() == file["sha256"]
    assert list(tmp_path.iterdir()) == [folder]


def test_last_revision_of_a_post_counts_and_the_oldest_of_its_like(tmp_path: Path) -> None:
    text = post(7)["text"]
    posts = [post(3, text), post(1), post(2, text), post(1, text + " More.", revision=1)]
    DatasetTarget().write(posts, str(tmp_path / "corpus"))
    found = {row["title"]: row for row in rows(tmp_path / "corpus")}
    assert list(found) == ["Post 3", "Post 2", "Post 1"]
    assert found["Post 1"]["metadata"]["revision"] == 1
    firsts = {title: row["metadata"]["duplicate_of"] for title, row in found.items()}
    assert firsts == {"Post 1": "", "Post 2": post(1)["id"], "Post 3": post(1)["id"]}


def test_second_version_tells_what_has_changed(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    DatasetTarget(shard=2).write([post(number) for number in range(4)], str(folder))
    (folder / "notes.txt").write_text("mine")
    later = [post(0), post(1, "Rewritten, and longer than it was.", revision=1), post(3), post(5)]
    DatasetTarget().write(later, str(folder))
    told = manifest(folder)
    assert (told["version"], told["before"]) == ("1.1.0", "1.0.0")
    assert told["changes"] == {"added": 1, "changed": 1, "removed": 1}
    changes = [json.loads(line) for line in (folder / "changes.jsonl").read_text("utf-8").splitlines()]
    assert [(one["change"], one["url"][-1], one["revision"]) for one in changes] == [
        ("changed", "1", 1),
        ("added", "5", 0),
        ("removed", "2", 0),
    ]
    assert "Since version 1.0.0: 1 added, 1 changed, 1 removed." in (folder / "README.md").read_text("utf-8")
    # Shards of the version before are gone, and what is not ours is there.
    assert [path.name for path in (folder / "data").iterdir()] == ["train-00000-of-00001.parquet"]
    assert (folder / "notes.txt").read_text() == "mine"
    DatasetTarget().write(later, str(folder))
    assert manifest(folder)["version"] == "1.1.1"


def test_card_counts_what_is_there(tmp_path: Path) -> None:
    posts = [post(0), post(1, signals=["noai"], license=""), post(2)]
    DatasetTarget().write(posts, str(tmp_path / "corpus"))
    card = (tmp_path / "corpus" / "README.md").read_text("utf-8")
    for said in ("3 posts of 1 blog,", "| CC-BY-4.0 | 2 |", "| none stated | 1 |", "| noai | 1 |", "| 2020 | 3 |"):
        assert said in card
    assert "license: other\n" in card
    assert json.loads((tmp_path / "corpus" / "croissant.json").read_text("utf-8"))["license"] == NO_LICENSE
    DatasetTarget().write(posts[::2], str(tmp_path / "free"))
    assert "license: cc-by-4.0\n" in (tmp_path / "free" / "README.md").read_text("utf-8")


def test_nothing_is_left_of_a_dataset_without_posts(tmp_path: Path) -> None:
    assert DatasetTarget().write([], str(tmp_path / "corpus")) == 0
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not find_spec("datasets"), reason="needs blogsieve[consumers]")
@pytest.mark.filterwarnings("ignore")
def test_folder_loads_as_a_dataset(tmp_path: Path) -> None:
    from datasets import load_dataset

    DatasetTarget(shard=2).write([post(number) for number in range(3)], str(tmp_path / "corpus"))
    found = load_dataset(str(tmp_path / "corpus"), split="train", cache_dir=str(tmp_path / "cache"))
    assert found["title"][:] == ["Post 0", "Post 1", "Post 2"]
    assert found[0]["metadata"]["license"] == CC


# What it loads closes the standard streams of the process when logging is set up anew, so it has one of its own.
CROISSANT = """
import os, sys, warnings
warnings.simplefilter("ignore")
from mlcroissant import Dataset
found = Dataset(sys.argv[1])
assert not found.metadata.issues.errors, found.metadata.issues.errors
print(*(row["posts-00001/title"].decode() for row in found.records("posts-00001")), flush=True)
os._exit(0)  # The threads of its libraries may abort a process that ends by itself.
"""


@pytest.mark.skipif(not find_spec("mlcroissant"), reason="needs blogsieve[consumers]")
def test_croissant_is_valid_and_leads_to_the_posts(tmp_path: Path) -> None:
    DatasetTarget(shard=2).write([post(number) for number in range(3)], str(tmp_path / "corpus"))
    command = [sys.executable, "-c", CROISSANT, str(tmp_path / "corpus" / "croissant.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "Post 2\n"), done.stderr
