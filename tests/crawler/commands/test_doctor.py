"""The doctor tells on one screen what is there, and how a blog answers, whatever it answers."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import TypeAlias

import pytest
from running import BLOGSIEVE, NO_DELAY

from blogsieve import __version__
from blogsieve.crawler.ui.cli import main
from demo.blogger import Answer, Blog
from demo.posts import read_posts

SCREEN = 24


Done: TypeAlias = tuple[object, list[str], str]


def doctor(folder: Path, *args: str) -> Done:
    """Run the command; return the exit code, its lines, and what was said besides."""
    command = [BLOGSIEVE, "doctor", *args, *NO_DELAY, "-s", "RETRY_ENABLED=False"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
    return done.returncode, lines_of(done.stdout), done.stderr


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, with single spaces."""
    return [re.sub(" +", " ", line) for line in text.splitlines()]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Return a function that does the same in this process, which is faster, and asks no blog."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "blogsieve.crawler.settings")

    def run(*args: str) -> Done:
        with pytest.raises(SystemExit) as left:
            main(["doctor", *args])
        said = capfd.readouterr()
        return left.value.code, lines_of(said.out), said.err

    return run


def test_what_is_installed_and_where_state_lies(tmp_path: Path, here: Callable[..., Done]) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "a.example.sqlite").write_bytes(bytes(300_000))
    code, lines, said = here("-s", "BLOGSIEVE_STATE=state")
    assert (code, said) == (0, "")
    assert lines[0].startswith(f"blogsieve {__version__}, Python ")
    assert any(line.startswith("parquet pyarrow ") for line in lines)
    assert len({line.split()[0] for line in lines[2:]}) == len(lines[2:]), "an extra of two libraries is one line"
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
def test_what_is_no_address_is_told_in_a_line(args: tuple[str, ...], named: str, here: Callable[..., Done]) -> None:
    code, lines, said = here(*args)
    assert (code, lines) == (2, [])
    assert named in said
    assert len(said.splitlines()) == 1
