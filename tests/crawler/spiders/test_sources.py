"""What the spider asks of a blog's sources, and what they then are said to list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from big_blog import BigBlog
from running import BLOGSIEVE, NO_DELAY, crawl, run

from blogsieve.crawler.spiders.blog import AT_ONCE
from demo.blogger import NOT_FOUND, Answer

HOME = "<html><head><title>Frost</title></head><body><p>A blog about one winter.</p></body></html>"
MAP = "<urlset><url><loc>/2020/02/a.html?x&y=1</loc></url><url><loc>../2020/02/b.html</loc></url></urlset>"


@pytest.mark.parametrize("named", ["maps/all.xml", "/maps/all.xml", "{base}/maps/all.xml"])
def test_sitemap_is_asked_for_however_robots_names_it(named: str, serve: Callable[..., str], tmp_path: Path) -> None:
    def blog(base: str) -> Callable[[str], Answer]:
        answers = {
            "/": Answer(HOME),
            "/robots.txt": Answer(f"Sitemap: {named.format(base=base)}\n", "text/plain"),
            "/maps/all.xml": Answer(MAP, "text/xml"),
        }
        return lambda target: answers.get(target, NOT_FOUND)

    url = serve(blog)
    done = run(BLOGSIEVE, "detect", f"{url}/", *NO_DELAY, out=tmp_path / "none", cwd=tmp_path)
    assert f"{url}/maps/all.xml lists 2" in done.said, done.said


def test_blog_of_very_many_posts_is_settled_in_pieces(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    blog = BigBlog(size=AT_ONCE + 1, with_feed=False)
    run = crawl(f"{serve_blog(blog)}/", tmp_path, "-a", "limit=3", "-s", "BLOGSIEVE_SAMPLE=4")
    assert run.code == 0, run.said
    assert len(run.records) == 3
    assert blog.count() < 60
