"""Blogs and pages that come when they come: no blog waits for another, and all come to the same in any order."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from hosts import Handler, host
from made_site import Site, posts_at
from running import crawl

from blogsieve.crawler.frontier.state import State
from demo.blogger import NOT_FOUND, Answer

POSTS = posts_at("/posts/{slug}", 4)
PAGES = {post.url: f"<html lang='en'><title>{post.title}</title>{post.article()}" for post in POSTS}
HOME = "".join(f"<h2><a href='{post.url}'>{post.title}</a></h2>" for post in POSTS)

# Seconds; nothing takes as many, on however busy a machine.
PATIENCE = 600


def answer(path: str) -> Answer:
    """Return a page of a small blog."""
    body = HOME if path == "/" else PAGES.get(path)
    return Answer(f"<html>{body}", "text/html") if body else NOT_FOUND


def test_small_blog_is_written_while_the_other_host_still_thinks(tmp_path: Path) -> None:
    out, seen = tmp_path / "posts.jsonl", []

    def think(handler: Handler) -> bool:
        """Let the second page of the other host wait for the posts of the first."""
        end = time.monotonic() + PATIENCE
        while handler.path == POSTS[0].url and not seen and time.monotonic() < end:
            lines = out.read_text("utf-8").splitlines() if out.exists() else []
            seen.extend([len(lines)] if len(lines) >= len(POSTS) else [])
            time.sleep(0.05)
        return False

    with host(answer, lambda handler: False) as quick, host(answer, think) as slow:
        done = crawl(quick, tmp_path, slow, "-s", f"DOWNLOAD_TIMEOUT={PATIENCE}")
    assert len(done.records) == 2 * len(POSTS), done.said
    assert seen == [len(POSTS)]


def test_same_blog_teaches_the_same_whatever_comes_first(tmp_path: Path) -> None:
    site = Site("/", posts_at("/posts/{slug}", 16))
    site.put_posts()
    site.put_lists("/", "/page/{}/", size=4)
    numbers = {post.url: number for number, post in enumerate(site.posts)}

    def answered(path: str) -> Answer:
        page = site.pages.get(path)
        return Answer(page.body, "text/html") if page else NOT_FOUND

    def models() -> Iterator[str]:
        for turn in (0, 1):
            folder = tmp_path / str(turn)
            folder.mkdir()

            def dawdle(handler: Handler, turn: int = turn) -> bool:
                time.sleep(0.2 * (numbers.get(handler.path, turn) % 2 == turn))
                return False

            with host(answered, dawdle) as url:
                done = crawl(url, folder, "-s", "BLOGSIEVE_SAMPLE=6", "-s", "BLOGSIEVE_STATE=state")
            assert len(done.records) == 16, done.said
            (file,) = (folder / "state").glob("*.sqlite")
            yield State(file).noted("blog")["model"].replace(url.partition("//")[2], "")

    one, other = models()
    assert one == other
