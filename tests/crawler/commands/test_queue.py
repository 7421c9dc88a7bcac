"""`blogsieve queue` with a real Redis: what it says of the lists that it takes, and of how a queue stands."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis_server import redis_server

from blogsieve.crawler.queue.leases import Outcome
from blogsieve.crawler.queue.redis_queue import BlogQueue
from blogsieve.crawler.ui.cli import main

Command = Callable[..., tuple[object, str, str]]
LIST = "# ours\nhttps://one.example/\none.example\n\nftp://two.example\nme.livejournal.com\nyou.livejournal.com\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with redis_server(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs the command in this process, in a folder with a list."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "blogsieve.crawler.settings")
    (tmp_path / "blogs.txt").write_text(LIST, "utf-8")

    def run(*args: str) -> tuple[object, str, str]:
        with pytest.raises(SystemExit) as left:
            main(("queue", *args))
        return left.value.code, *capfd.readouterr()

    return run


def test_blogs_are_added_once_and_bad_lines_are_named(server: str, queue: Command) -> None:
    url = f"{server}/added"
    code, _, said = queue("add", url, "blogs.txt")
    assert code == 0
    assert said.splitlines() == [
        "blogsieve: blogs.txt, line 5: ftp://two.example: is no address of a blog",
        f"blogsieve: 3 blogs added to {url}; 1 are there already (--again crawls anew what is done)",
    ]
    # Hosts of one service have one pace, so one worker crawls them, one after the other.
    assert [lease.host for lease in BlogQueue(url).take("worker", 9)] == ["one.example", ".livejournal.com"]


def test_blogs_come_from_standard_input(server: str, queue: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("three.example\n"))
    assert queue("add", f"{server}/piped", "-")[2] == f"blogsieve: 1 blog added to {server}/piped\n"


def test_it_shows_how_a_queue_stands(server: str, queue: Command) -> None:
    url = f"{server}/shown"
    queue("add", url, "blogs.txt", "-q")
    one, others = BlogQueue(url).take("left-handed", 9)
    BlogQueue(url).finish("left-handed", others, Outcome(0, "the host does not answer"))
    code, shown, _ = queue("show", url)
    assert code == 0
    assert shown.splitlines() == [
        "waiting             0",
        "under way           2",
        "done                1  0 with 0 posts",
        "",
        "worker left-handed: 2 blogs, heard of 0 s ago",
        f"  {one.blog}",
        "  https://you.livejournal.com",
        "",
        "without posts:",
        "  me.livejournal.com: the host does not answer",
    ]


def test_blogs_that_are_done_come_again_where_that_is_asked_for(server: str, queue: Command) -> None:
    url = f"{server}/twice"
    queue("add", url, "blogs.txt")
    lease, _ = BlogQueue(url).take("worker", 9)
    BlogQueue(url).finish("worker", lease, Outcome(5))
    assert "0 blogs added" in queue("add", url, "blogs.txt")[2]
    assert "1 blog added" in queue("add", url, "blogs.txt", "--again")[2]
    assert [lease.blog for lease in BlogQueue(url).take("worker", 9)] == ["https://one.example/"]
