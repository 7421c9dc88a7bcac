"""The command line itself: what it lists, on how wide a terminal, and what becomes of it on a disk that is full."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from running import BLOGSIEVE

from blogsieve.crawler import blogs, offline
from blogsieve.crawler.commands import DESCRIPTIONS
from blogsieve.crawler.ui.cli import commands, main, preload

# What only workers clean with, or only some formats need.
NOT_FOR_CLEAN = ("numpy", "trafilatura", "justext", "dateparser", "langdetect", "py3langid", "pyarrow")
WIDTH = 80
FULL = Path("/dev/full")


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """Return a function that runs a command in this process, and returns the lines on standard output."""
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "blogsieve.crawler.settings")
    monkeypatch.setenv("COLUMNS", str(WIDTH))

    def run(*args: str) -> list[str]:
        with suppress(SystemExit):
            main(args)
        return capsys.readouterr().out.splitlines()

    return run


def test_own_commands_are_listed_and_theirs_on_request(said: Callable[..., list[str]]) -> None:
    ours, theirs = said(), said("help", "scrapy")
    assert any(line.startswith("  crawl ") for line in ours)
    assert not any(line.startswith("  shell ") for line in ours)
    assert any(line.startswith("  shell ") for line in theirs)
    assert not any(line.startswith("  crawl ") for line in theirs)
    assert said("help") == said("--help") == ours
    assert said("help", "clean") == said("clean", "--help")


@pytest.mark.parametrize("args", [(), ("help", "scrapy"), ("help", "crawl"), ("help", "clean"), ("help", "doctor")])
def test_help_fits_a_terminal(args: tuple[str, ...], said: Callable[..., list[str]]) -> None:
    assert [line for line in said(*args) if len(line) > WIDTH] == []


def test_each_command_is_listed_in_order() -> None:
    assert list(DESCRIPTIONS) == commands("blogsieve.crawler")


def test_the_list_of_commands_loads_none_of_them() -> None:
    program = "import sys; from blogsieve.crawler.ui.cli import main; main([]); sys.exit('scrapy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False, stdout=subprocess.DEVNULL).returncode == 0


@pytest.mark.parametrize("name", ["one.html", "saved/TWO.HTM", "blog.warc.gz", "saved-pages"])
def test_what_loads_ahead_is_what_the_command_asks_for(name: str) -> None:
    assert preload("clean", ["clean", name, "-O", "posts.jsonl"]) == offline.preload([name])


def test_where_a_page_is_named_nothing_that_reads_archives_is_loaded() -> None:
    assert preload("clean", ["clean", "one.html"]) == preload("crawl", ["crawl"]) == blogs.PRELOAD
    assert preload("clean", ["clean", "--help"]) == preload("schema", ["schema"]) == ()


def test_spiders_that_are_listed_are_for_users(said: Callable[..., list[str]]) -> None:
    assert said("list") == ["blog", "urls"]


@pytest.mark.skipif(not FULL.exists(), reason="needs Linux' own full disk")
@pytest.mark.parametrize("command", ["", "help scrapy", "list"])
def test_help_to_a_full_disk(command: str) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [BLOGSIEVE, *command.split()], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.stderr == "blogsieve: standard output: No space left on device\n"
    assert done.returncode == 1


def test_help_into_a_pipe_that_nobody_reads() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([BLOGSIEVE], stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_process_of_clean_loads_nothing_that_only_workers_need() -> None:
    program = f"import sys, blogsieve.crawler.commands.clean; print([m for m in {NOT_FOR_CLEAN} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
