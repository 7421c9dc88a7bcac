"""The first thing that a newcomer runs."""

from __future__ import annotations

import sys
from pathlib import Path

from running import run

from demo.posts import read_posts


def test_demo_shows_every_post_of_the_demo_blog(tmp_path: Path) -> None:
    done = run(sys.executable, "-m", "demo", out=tmp_path / "none")
    assert done.code == 0, done.said
    words = done.said.split()
    for post in read_posts():
        assert f"{post.published:%Y-%m-%d}" in words
        assert post.title.split()[0] in words
