"""The next crawl of a blog asks for what is new, and writes only that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from big_blog import BigBlog
from running import Run, crawl

# Requests that a blog of a thousand posts with three new ones may cost.
MOST_REQUESTS = 20


def crawl_again(url: str, folder: Path) -> Run:
    """Crawl with a state, into a file of its own."""
    (folder / "posts.jsonl").unlink(missing_ok=True)
    return crawl(f"{url}/", folder, "-s", f"BLOGSIEVE_STATE={folder / 'state'}")


def test_second_crawl_writes_new_and_changed_posts(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    url = serve_blog(blog := BigBlog(size=150))
    first = crawl_again(url, tmp_path)
    assert len(first.records) == 150, first.said
    blog.count()
    blog.size = 153
    blog.texts[151] = "The ferry was late, and nobody on the pier of Lantern minded in the least, for the sun was out."
    second = crawl_again(url, tmp_path)
    assert sorted(second.by_title) == ["Post 150", "Post 151", "Post 152"], second.said
    assert {record["metadata"]["revision"] for record in second.records} == {0}
    assert blog.count() < MOST_REQUESTS
    blog.texts[151] = (
        "The ferry was late again. This time it rained, and everybody on the pier of Lantern minded a lot."
    )
    third = crawl_again(url, tmp_path)
    assert [(r["title"], r["metadata"]["revision"]) for r in third.records] == [("Post 151", 1)], third.said
    assert blog.count() < MOST_REQUESTS


SOURCES = {
    "feed only": {"with_sitemap": False},
    "sitemap only": {"with_feed": False},
    "links only": {"with_feed": False, "with_sitemap": False},
}


@pytest.mark.parametrize("sources", SOURCES.values(), ids=SOURCES.keys())
def test_new_posts_are_found_by_any_source(
    sources: dict[str, bool], serve_blog: Callable[[BigBlog], str], tmp_path: Path
) -> None:
    url = serve_blog(blog := BigBlog(size=60, **sources))
    assert len(crawl_again(url, tmp_path).records) == 60
    blog.count()
    blog.size = 115
    run = crawl_again(url, tmp_path)
    assert len(run.records) == 55, run.said
    assert blog.count() < 55 + MOST_REQUESTS


def test_nothing_new(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    url, state = serve_blog(BigBlog(size=30)), ("-s", f"BLOGSIEVE_STATE={tmp_path / 'state'}")
    assert "is written anew" not in crawl(f"{url}/", tmp_path, *state).said
    run = crawl(f"{url}/", tmp_path, *state)
    assert run.records == []
    assert "posts.jsonl: is written anew, with what is new alone" in run.said
    assert "nothing new" in run.said
    assert run.code == 0


def test_interrupted_first_crawl_loses_nothing(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    url = serve_blog(BigBlog(size=60))
    first = crawl(f"{url}/", tmp_path, "-s", f"BLOGSIEVE_STATE={tmp_path / 'state'}", "-a", "limit=25")
    second = crawl_again(url, tmp_path)
    assert len(first.records) >= 25
    assert len({r["id"] for r in (*first.records, *second.records)}) == len(first.records) + len(second.records) == 60
