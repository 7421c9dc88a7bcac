"""Outputs of a crawl that is stopped and goes on: every record once, in a whole file, or one line that says why not."""

from __future__ import annotations

import gzip
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from big_blog import BigBlog
from pyarrow import parquet
from running import BLOGSIEVE, NO_DELAY

from blogsieve.cleaners.corpus.records import read_records

SIZE = 60
SECONDS = 600


def read(path: Path) -> list[str]:
    """Return the ids in an output; the file is whole."""
    if path.suffix == ".parquet":
        return [row["id"] for row in parquet.read_table(path).to_pylist()]
    return [record["id"] for record in read_records(str(path))]


def start(url: str, folder: Path, output: str, *options: str) -> subprocess.Popen[str]:
    """Start a crawl that can go on."""
    command = [BLOGSIEVE, "crawl", f"{url}/", "-O", output, "-s", "JOBDIR=job", *NO_DELAY, *options]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)


def size_of(path: Path) -> int:
    """Return the size of a file, 0 where there is none."""
    return path.stat().st_size if path.exists() else 0


def stop(crawl: subprocess.Popen[str], lines: Path, number: int) -> str:
    """Stop a crawl when it has written a record; return what it said."""
    begun, size = time.monotonic(), size_of(lines)
    while size_of(lines) <= size and time.monotonic() - begun < SECONDS:
        time.sleep(0.02)
    crawl.send_signal(number)
    return crawl.communicate(timeout=SECONDS)[1]


@pytest.mark.parametrize("output", ["posts.jsonl.zst", "posts.parquet"])
def test_packed_output_goes_on(output: str, serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    url, lines = serve_blog(BigBlog(size=SIZE)), tmp_path / "job" / f"{output}.lines"
    crawl = start(url, tmp_path, output, "-s", "DOWNLOAD_DELAY=0.05")
    said = stop(crawl, lines, signal.SIGINT)
    assert crawl.returncode == 130, said
    assert "the same command goes on from here" in said
    assert 0 < len(read(tmp_path / output)) < SIZE
    crawl = start(url, tmp_path, output, "-s", "DOWNLOAD_DELAY=0.05")
    stop(crawl, lines, signal.SIGKILL)
    crawl = start(url, tmp_path, output)
    _, said = crawl.communicate(timeout=SECONDS)
    assert crawl.returncode == 0, said
    ids = read(tmp_path / output)
    assert len(ids) == len(set(ids)) == SIZE
    assert not lines.exists()


def test_parts_go_on(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    url, options = serve_blog(BigBlog(size=SIZE)), ("-s", "FEED_EXPORT_BATCH_ITEM_COUNT=25")
    crawl = start(url, tmp_path, "part-%(batch_id)d.jsonl.gz", "-s", "DOWNLOAD_DELAY=0.05", *options)
    stop(crawl, tmp_path / "job" / "part-_batch_id_d.jsonl.gz.lines", signal.SIGINT)
    crawl = start(url, tmp_path, "part-%(batch_id)d.jsonl.gz", *options)
    _, said = crawl.communicate(timeout=SECONDS)
    assert crawl.returncode == 0, said
    parts = [read(tmp_path / f"part-{number}.jsonl.gz") for number in (1, 2, 3)]
    assert [len(part) for part in parts] == [25, 25, 10]
    assert len({id for part in parts for id in part}) == SIZE


def crawl_at_once(folder: Path, *options: Any) -> tuple[int, str]:
    """Crawl where nobody listens; return the exit code and what was said."""
    command = [BLOGSIEVE, "crawl", "http://127.0.0.1:1/", "-s", "RETRY_ENABLED=False", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize("options", [(), ("-s", "JOBDIR=job")], ids=["once", "with JOBDIR"])
def test_failed_crawl_leaves_no_output(options: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "older.jsonl.gz").write_bytes(gzip.compress(b"{}"))
    outputs = ("-O", "new.jsonl", "-O", "new.jsonl.gz", "-O", "new.parquet", "-O", "older.jsonl.gz")
    code, heard = crawl_at_once(tmp_path, *outputs, *options)
    assert code == 1, heard
    assert not list(tmp_path.glob("new.*"))
    assert gzip.decompress((tmp_path / "older.jsonl.gz").read_bytes()) == b"{}", "what another crawl wrote stays"


def test_what_cannot_go_on_is_told_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl.gz").write_bytes(b"\x1f\x8b\x08\x00torn")
    (tmp_path / "posts.parquet").write_bytes(b"PAR1")
    for output, said in (
        (("-o", "posts.parquet"), "posts.parquet: parquet cannot be appended to; -O writes it anew"),
        (("-o", "posts.jsonl.gz"), "nothing can be appended to it"),
        (("-o", "posts.parquet", "-s", "JOBDIR=job"), "-O writes it anew"),
        (("-o", "posts.jsonl.gz", "-s", "JOBDIR=job"), "-O writes it anew"),
    ):
        code, heard = crawl_at_once(tmp_path, *output)
        assert code == 2, heard
        assert said in heard
        assert len(heard.splitlines()) == 1, heard
    assert (tmp_path / "posts.parquet").read_bytes() == b"PAR1"
