"""A crawl that is stopped at any moment and started again comes to the same as one that was let be."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from big_blog import BigBlog
from running import BLOGSIEVE, NO_DELAY

# Each start of a killed crawl is given a little longer than the last, so that it comes to its end.
KILLS = 6
SEED = 4


def start(url: str, folder: Path, *options: str) -> subprocess.Popen[str]:
    """Start a crawl that can go on."""
    command = [
        BLOGSIEVE,
        "crawl",
        f"{url}/",
        "-O",
        folder / "posts.jsonl",
        "-s",
        f"JOBDIR={folder / 'job'}",
        *NO_DELAY,
        *options,
    ]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)


def finish(url: str, folder: Path) -> str:
    """Run a crawl to its end, and return what it said."""
    crawl = start(url, folder)
    _, said = crawl.communicate(timeout=600)
    assert crawl.returncode == 0, said
    assert "Traceback" not in said
    return said


def read(folder: Path) -> dict[str, str]:
    """Return the texts of the output by URL; each line is whole, and none is there twice."""
    lines = (folder / "posts.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len({row["id"] for row in rows}) == len(rows), "a post was written twice"
    return {row["url"]: row["text"] for row in rows}


def test_killed_crawl_goes_on(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    url = serve_blog(BigBlog(size=100))
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    whole.mkdir()
    killed.mkdir()
    finish(url, whole)
    moments = random.Random(SEED)
    for _ in range(KILLS):
        crawl = start(url, killed)
        time.sleep(moments.uniform(0.3, 2.0))
        crawl.send_signal(signal.SIGKILL)
        crawl.communicate()
    finish(url, killed)
    uninterrupted, resumed = read(whole), read(killed)
    differing = {url for url in uninterrupted if resumed.get(url) != uninterrupted[url]}
    assert not differing
    assert len(resumed) == len(uninterrupted) == 100


def test_interrupted_crawl_goes_on(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    # Large enough that a slow machine is still at it when the signal comes.
    url = serve_blog(BigBlog(size=200))
    crawl = start(url, tmp_path, "-s", "DOWNLOAD_DELAY=0.05")
    wait_for_line(tmp_path)
    crawl.send_signal(signal.SIGINT)
    crawl.communicate(timeout=600)
    written = len(read(tmp_path))
    assert 0 < written < 200
    finish(url, tmp_path)
    written = len(read(tmp_path))
    assert written == 200


def test_torn_line_is_cut(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    url = serve_blog(BigBlog(size=80))
    crawl = start(url, tmp_path, "-s", "DOWNLOAD_DELAY=0.05")
    wait_for_line(tmp_path)
    crawl.kill()
    crawl.communicate()
    with (tmp_path / "posts.jsonl").open("ab") as file:
        file.write(b'{"id": "sha1:')
    finish(url, tmp_path)
    written = len(read(tmp_path))
    assert written == 80


def wait_for_line(folder: Path) -> None:
    """Wait until the first record is written."""
    while not (folder / "posts.jsonl").exists() or not (folder / "posts.jsonl").stat().st_size:
        time.sleep(0.05)
