"""Blogs that are read from a mirror, whose pages and sources name the host of the original."""

from __future__ import annotations

from pathlib import Path

from big_blog import BigBlog
from hosts import host
from running import Run, crawl

from demo.blogger import Answer

SIZE = 60  # the archive has a second page
ORIGINAL = "https://tidewrack.example"


class Absolute(BigBlog):
    """A blog whose pages link to the original only, and say so."""

    def answer(self, target: str) -> Answer:
        """Return what the original would answer."""
        found = super().answer(target)
        canonical = f"<link rel='canonical' href='{ORIGINAL}{target}'></head>"
        html = str(found.body).replace("href='/", f"href='{ORIGINAL}/").replace("</head>", canonical)
        return Answer(html, found.content_type, found.status)


def crawl_mirror(blog: BigBlog, folder: Path) -> tuple[Run, str]:
    """Crawl a blog that is served elsewhere than its sources say."""
    blog.base = ORIGINAL
    with host(blog.answer, lambda handler: False) as url:
        return crawl(f"{url}/", folder), url


def test_feed_and_sitemap_of_the_original_lead_to_the_mirrors_pages(tmp_path: Path) -> None:
    run, url = crawl_mirror(BigBlog(size=SIZE), tmp_path)
    assert {record["url"] for record in run.records} == {url + BigBlog().path(n) for n in range(SIZE)}, run.said
    assert run.by_title[f"Post {SIZE - 1}"]["metadata"]["date_source"] == "feed"


def test_links_to_the_original_lead_to_the_mirrors_pages(tmp_path: Path) -> None:
    run, url = crawl_mirror(Absolute(size=SIZE, with_sitemap=False), tmp_path)
    assert {record["url"] for record in run.records} == {url + BigBlog().path(n) for n in range(SIZE)}, run.said


def test_a_feed_of_another_site_is_none_of_a_mirror(tmp_path: Path) -> None:
    blog = BigBlog(size=SIZE, texts={n: f"Elsewhere {n}." for n in range(SIZE)})
    blog.base = f"{ORIGINAL}/elsewhere"
    with host(blog.answer, lambda handler: False) as url:
        run = crawl(f"{url}/", tmp_path)
    assert len(run.records) == SIZE, run.said
    assert all(record["text"].startswith("Elsewhere ") for record in run.records)
    assert not any(record["metadata"]["date_source"] == "feed" for record in run.records)
