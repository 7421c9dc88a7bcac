"""Each page is parsed once where it is cleaned, and once more where its site is learned from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import warcs
from big_blog import BigBlog
from running import crawl

from blogsieve.cleaners.dom import tree
from blogsieve.cleaners.engine import Executor
from blogsieve.cleaners.site.policy import ARCHIVE, crawl_policy
from blogsieve.crawler.blogs.cleaning import PARSES

POSTS, SAMPLE = 60, 20


def parses(pool: Executor, *paths: Path) -> int:
    """Return how many times pages are parsed to clean what holds so many posts."""
    before = pool.parses + tree.parsed.pages
    again = warcs.again(pool, *paths)
    assert (len(again.records), again.refused) == (POSTS, [])
    return pool.parses + tree.parsed.pages - before


def test_a_crawl(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    url = serve_blog(BigBlog(POSTS))
    run = crawl(f"{url}/", tmp_path, "-s", "LOG_LEVEL=INFO", "-s", f"BLOGSIEVE_SAMPLE={SAMPLE}")
    assert len(run.records) == POSTS
    found = re.search(rf"'{PARSES}': (\d+)", run.said)
    assert found
    home = 1
    assert int(found[1]) <= home + POSTS + SAMPLE


def test_a_folder(pool: Executor, tmp_path: Path) -> None:
    blog = BigBlog(POSTS)
    for number in range(POSTS):
        own = f"<link rel='canonical' href='https://big.example{blog.path(number)}'></head>"
        (tmp_path / f"{number}.html").write_text(blog.post(number).replace("</head>", own))
    assert parses(pool, tmp_path) == POSTS


def test_an_archive_of_others(pool: Executor, tmp_path: Path) -> None:
    path = tmp_path / "site.warc"
    path.write_bytes(b"".join(warcs.post("quay.example", number) for number in range(POSTS)))
    assert parses(pool, path) <= POSTS + ARCHIVE.held


def test_what_is_looked_at_before_it_is_learned_is_no_more_than_the_sample() -> None:
    policy, posts, looked = crawl_policy(SAMPLE), 0, 0
    while lacking := policy.lacking(posts, looked):
        looked += lacking
        # Each second page is a list.
        posts = looked // 2
    assert looked == policy.held
