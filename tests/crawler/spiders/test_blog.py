"""Exactly the posts of a blog are written, however it lies in the site around it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hard_sites import HARD
from judged_sites import JUDGED
from made_site import Site
from once import once
from running import BLOGSIEVE, NO_DELAY, Run, run
from web import web

SITES = HARD | JUDGED
# What a crawl is given to go by: a feed and a sitemap, or links alone.
GIVEN = {"sources": True, "links": False}


@pytest.fixture(scope="module", params=GIVEN.values(), ids=GIVEN.keys())
def crawled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Site], Run]:
    """All sites, each on a host of its own, crawled at once."""
    sites = {name: make(request.param).on(f"host{n}.test") for n, (name, make) in enumerate(SITES.items())}
    kind = "sources" if request.param else "links"
    return sites, once(tmp_path_factory, f"sites-by-{kind}", lambda folder: crawl_of(sites, folder))


def crawl_of(sites: dict[str, Site], folder: Path) -> Run:
    """Crawl the sites at once in a folder."""
    pages = {url: page for site in sites.values() for url, page in site.pages.items()}
    (folder / "blogs.txt").write_text("\n".join(site.home for site in sites.values()), encoding="utf-8")
    out = folder / "posts.jsonl"
    with web(pages, []) as proxy, pytest.MonkeyPatch.context() as patch:
        patch.setenv("http_proxy", proxy)
        patch.delenv("no_proxy", raising=False)
        return run(BLOGSIEVE, "crawl", "-a", "file=blogs.txt", "-O", out, *NO_DELAY, out=out, cwd=folder)


@pytest.mark.parametrize("name", SITES)
def test_exactly_the_posts_are_written(name: str, crawled: tuple[dict[str, Site], Run]) -> None:
    sites, done = crawled
    site = sites[name]
    written = [record["url"] for record in done.records if record["url"] in site.pages]
    assert sorted(written) == sorted(post.url for post in site.posts), done.said


def test_nothing_else_is_written(crawled: tuple[dict[str, Site], Run]) -> None:
    sites, done = crawled
    assert done.code == 0, done.said
    assert len(done.records) == sum(len(site.posts) for site in sites.values())
