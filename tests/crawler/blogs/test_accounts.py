"""What the addresses of a blog are counted as that nobody looked at."""

from __future__ import annotations

import pytest

from blogsieve.crawler.blogs.accounts import UNEXPLAINED, group_of
from blogsieve.crawler.blogs.blog import Blog
from blogsieve.crawler.blogs.completeness import BY_ADDRESS, UNLISTED
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
