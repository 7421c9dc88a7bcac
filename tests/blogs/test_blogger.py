"""The demo blog, which is served as Blogger serves one, and a news post of the wild on it, crawled and compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from plain import lines_of_html
from running import crawl

from demo.blogger import NOT_FOUND, Answer, Blog
from demo.posts import FOLDER, Post, read_posts

POSTS = read_posts(FOLDER, Path(__file__).parent / "blogger")
LANGUAGES = {"Deutsch": "de", "Español": "es"}
# Paths that are answered with 404, so that the posts have to be found by the others.
WITHOUT = {"everything on": (), "no feeds": ("/feeds/",), "no feeds, no sitemap": ("/feeds/", "/sitemap")}


def language(post: Post) -> str:
    """Return the language of a post, which its first label names where it is not English."""
    return LANGUAGES.get(post.labels[0], "en")


class Served:
    """Serves the blog, and keeps the paths that were asked for."""

    def __init__(self, without: tuple[str, ...] = ()) -> None:
        self.without = without
        self.asked: list[str] = []

    def __call__(self, base: str) -> Callable[[str], Answer]:
        blog = Blog(POSTS, base)

        def answer(target: str) -> Answer:
            self.asked.append(target)
            return NOT_FOUND if target.startswith(self.without or "none") else blog.answer(target)

        return answer


@pytest.mark.parametrize("without", WITHOUT.values(), ids=WITHOUT.keys())
def test_crawl_gives_the_posts_of_a_blogger_blog(
    without: tuple[str, ...], tmp_path: Path, serve: Callable[..., str]
) -> None:
    served = Served(without)
    url = serve(served)
    run = crawl(f"{url}/", tmp_path)
    assert run.code == 0, run.said
    assert sorted(record["url"] for record in run.records) == sorted(url + post.path for post in POSTS)
    by_title = run.by_title
    for post in POSTS:
        record = by_title[post.title]
        assert record["text"].split("\n") == lines_of_html(post.body)
        assert record["date"] == f"{post.published:%Y-%m-%d}"
        assert record["language"] == language(post)
        assert record["author"] == "Tidewrack"
        assert record["metadata"]["tags"] == list(post.labels)
        assert record["metadata"]["platform"] == "blogger"
    assert not [path for path in served.asked if path.startswith("/search")], "robots.txt forbids it"
