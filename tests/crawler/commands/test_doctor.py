"""The doctor tells on one screen what is there, and how a blog answers, whatever it answers."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import pytest
from running import BLOGSIEVE, NO_DELAY

from blogsieve import __version__
from demo.blogger import Answer, Blog
from demo.posts import read_posts

SCREEN = 24


def doctor(folder: Path, *args: str) -> tuple[int, list[str], str]:
    """Run the command; return the exit code, its lines with single spaces, and what was said besides."""
    command = [BLOGSIEVE, "doctor", *args, *NO_DELAY, "-s", "RETRY_ENABLED=False"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
    return done.returncode, [re.sub(" +", " ", line) for line in done.stdout.splitlines()], done.stderr


def test_what_is_installed_and_where_state_lies(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "a.example.sqlite").write_bytes(bytes(300_000))
    code, lines, said = doctor(tmp_path, "-s", "BLOGSIEVE_STATE=state")
    assert (code, said) == (0, "")
    assert lines[0].startswith(f"blogsieve {__version__}, Python ")
    assert any(line.startswith("parquet pyarrow ") for line in lines)
    assert f"state {tmp_path / 'state'}: 1 of .sqlite, 0.3 MB" in lines
    assert any(line.startswith("jobdir none; ") for line in lines)


def blog(robots: Answer) -> Callable[[str], Callable[[str], Answer]]:
    """Return what makes a blog with a robots.txt, whose address leads to another one."""

    def make(base: str) -> Callable[[str], Answer]:
        demo = Blog(read_posts(), base)
        return lambda target: robots if target == "/robots.txt" else demo.answer(target)

    return make


ROBOTS = {
    "allows the home page, asks for 7 s between pages, names 1 sitemap": Answer(
        "User-agent: *\nCrawl-delay: 7\nSitemap: https://a.example/sitemap.xml\n", "text/plain"
    ),
    "404: nothing is forbidden": Answer("", status=HTTPStatus.NOT_FOUND),
}


@pytest.mark.parametrize("told", ROBOTS)
def test_how_a_blog_answers(told: str, serve: Callable[..., str], tmp_path: Path) -> None:
    code, lines, said = doctor(tmp_path, f"{serve(blog(ROBOTS[told]))}/")
    assert (code, said) == (0, "")
    assert f"robots.txt {told}" in lines
    assert any(line.startswith("home page 200, text/html; charset=UTF-8, ") for line in lines)
    assert any(line.startswith("made with Blogger (by ") for line in lines)
    assert len(lines) <= SCREEN


def test_blog_that_forbids_its_home_page(serve: Callable[..., str], tmp_path: Path) -> None:
    url = serve(blog(Answer("User-agent: *\nDisallow: /\n", "text/plain"))) + "/"
    code, lines, said = doctor(tmp_path, url)
    assert "robots.txt forbids the home page, names 0 sitemaps" in lines
    assert (code, said) == (1, f"blogsieve: {url}: robots.txt forbids it\n")


@pytest.mark.parametrize(("args", "named"), [(("a.example", "b.example"), "one blog"), (("http://[",), "http://[")])
def test_what_is_no_address_is_told_in_a_line(args: tuple[str, ...], named: str, tmp_path: Path) -> None:
    code, lines, said = doctor(tmp_path, *args)
    assert (code, lines) == (2, [])
    assert named in said
    assert len(said.splitlines()) == 1
