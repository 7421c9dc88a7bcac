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
KILLS = 20
SEED = 4


def start(url: str, folder: Path) -> subprocess.Popen[str]:
    """Start a crawl that can go on."""
    command = [BLOGSIEVE, "crawl", f"{url}/", "-O", folder / "posts.jsonl", "-s", f"JOBDIR={folder / 'job'}", *NO_DELAY]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)


def finish(url: str, folder: Path) -> str:
    """Run a crawl to its end, and return what it said."""
    crawl = start(url, folder)
    _, said = crawl.communicate(timeout=120)
    assert crawl.returncode == 0, said
    assert "Traceback" not in said
    return said


def read(folder: Path) -> dict[str, str]:
    """Return the texts of the output by URL; each line is whole, and none is there twice."""
    lines = (folder / "posts.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len({row["id"] for row in rows}) == len(rows), "a post was written twice"
    return {row["url"]: row["text"] for row in rows}


def test_killed_crawl_goes_on(serve: Callable[..., str], tmp_path: Path) -> None:
    url = serve(blog := BigBlog())
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
    assert read(killed) == read(whole)
    assert len(read(whole)) == blog.size


def test_interrupted_crawl_goes_on(serve: Callable[..., str], tmp_path: Path) -> None:
    url = serve(blog := BigBlog(size=120))
    crawl = start(url, tmp_path)
    while not (tmp_path / "posts.jsonl").exists() or not (tmp_path / "posts.jsonl").stat().st_size:
        time.sleep(0.05)
    crawl.send_signal(signal.SIGINT)
    crawl.communicate(timeout=60)
    assert 0 < len(read(tmp_path)) < blog.size
    finish(url, tmp_path)
    assert len(read(tmp_path)) == blog.size


def test_torn_line_is_cut(serve: Callable[..., str], tmp_path: Path) -> None:
    url = serve(blog := BigBlog(size=120))
    crawl = start(url, tmp_path)
    while not (tmp_path / "posts.jsonl").exists() or not (tmp_path / "posts.jsonl").stat().st_size:
        time.sleep(0.05)
    crawl.send_signal(signal.SIGKILL)
    crawl.communicate()
    with (tmp_path / "posts.jsonl").open("ab") as file:
        file.write(b'{"id": "sha1:')
    finish(url, tmp_path)
    assert len(read(tmp_path)) == blog.size
