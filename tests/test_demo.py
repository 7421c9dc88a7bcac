"""The first thing that a newcomer runs."""

from __future__ import annotations

import sys
from pathlib import Path

from running import run

from demo.pictures import draw, frames
from demo.posts import read_posts


def test_demo_shows_every_post_of_the_demo_blog(tmp_path: Path) -> None:
    done = run(sys.executable, "-m", "demo", out=tmp_path / "none")
    assert done.code == 0, done.said
    assert "WARNING" not in done.said, "nothing is wrong with the demo"
    words = done.said.split()
    for post in read_posts():
        assert f"{post.published:%Y-%m-%d}" in words
        assert post.title.split()[0] in words


def test_picture_of_a_terminal_shows_its_last_table_and_loads_nothing() -> None:
    drawn = frames("one\r\n\r\x1b[2K\x1b[1A\x1b[2K\x1b[1mtwo\x1b[0m")
    assert drawn == ["one", "\x1b[1mtwo\x1b[0m"]
    svg = draw(drawn[-1], "blogsieve")
    assert ">two</text>" in svg
    assert "url(http" not in svg.replace('"', "")
