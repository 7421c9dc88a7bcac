"""Blogs that are crawled side by side do not wait for each other."""

from __future__ import annotations

import time
from pathlib import Path

from hosts import Handler, host
from made_site import posts_at
from running import crawl

from demo.blogger import NOT_FOUND, Answer

POSTS = posts_at("/posts/{slug}", 4)
PAGES = {post.url: f"<html lang='en'><title>{post.title}</title>{post.article()}" for post in POSTS}
HOME = "".join(f"<h2><a href='{post.url}'>{post.title}</a></h2>" for post in POSTS)


def answer(path: str) -> Answer:
    """Return a page of a small blog."""
    body = HOME if path == "/" else PAGES.get(path)
    return Answer(f"<html>{body}", "text/html") if body else NOT_FOUND


def test_small_blog_is_written_while_the_other_host_still_thinks(tmp_path: Path) -> None:
    out, seen = tmp_path / "posts.jsonl", []

    def think(handler: Handler) -> bool:
        """Let the second page of the other host wait for the posts of the first."""
        end = time.monotonic() + 60
        while handler.path == POSTS[0].url and not seen and time.monotonic() < end:
            lines = out.read_text("utf-8").splitlines() if out.exists() else []
            seen.extend([len(lines)] if len(lines) >= len(POSTS) else [])
            time.sleep(0.05)
        return False

    with host(answer, lambda handler: False) as quick, host(answer, think) as slow:
        done = crawl(quick, tmp_path, slow)
    assert len(done.records) == 2 * len(POSTS), done.said
    assert seen == [len(POSTS)]
