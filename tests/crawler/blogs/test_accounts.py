"""What the addresses of a blog are counted as that nobody looked at, and those that somebody asks about."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogsieve.crawler.blogs.accounts import UNEXPLAINED, asked_about, group_of
from blogsieve.crawler.blogs.blog import Blog
from blogsieve.crawler.blogs.completeness import BY_ADDRESS, UNLISTED
from blogsieve.crawler.blogs.selection import WrongArgument
from blogsieve.crawler.frontier.frontier import Account

BASE = "https://blog.example/"


@pytest.mark.parametrize(
    ("path", "why", "group"),
    [
        ("boats/", UNLISTED, UNEXPLAINED),
        ("2022/01/x/", UNLISTED, UNEXPLAINED),
        ("2022/01/x/other.example/2014/y", UNLISTED, "other kind"),
        ("boats/", BY_ADDRESS, "other kind"),
        ("category/boats/", UNLISTED, "list"),
        ("about/", UNLISTED, "static page"),
    ],
)
def test_what_an_address_that_was_not_fetched_is_counted_as(path: str, why: str, group: str) -> None:
    blog = Blog(BASE)
    blog.learn_addresses(f"{BASE}2020/0{number}/x{number}/" for number in range(1, 9))
    assert group_of(Account(BASE + path, "skipped", why, frozenset({"link"})), blog) == group


def test_files_of_addresses_and_addresses_are_asked_about(tmp_path: Path) -> None:
    (tmp_path / "asked.txt").write_text(f"# of May\n{BASE}may/\n\n{BASE}tar/\n", "utf-8")
    long = f"blog.example/{'x' * 300}"
    assert asked_about(f"{BASE}x/ {tmp_path / 'asked.txt'} {long}") == [f"{BASE}x/", f"{BASE}may/", f"{BASE}tar/", long]


def test_file_that_is_no_list_is_refused_before_the_crawl_and_not_at_its_end(tmp_path: Path) -> None:
    (tmp_path / "asked.txt").write_bytes(b"\xff\xfe\0")
    with pytest.raises(WrongArgument, match=r"asked.txt: is no text in UTF-8"):
        asked_about(str(tmp_path / "asked.txt"))
