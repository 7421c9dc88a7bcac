"""Blogs without end: they are left, which a line tells, and their posts are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from big_blog import BigBlog
from hosts import Handler, host, send
from running import crawl

SIZE = 4
PATIENCE = 30


@pytest.mark.parametrize("what", ["tags", "sitemaps"])
def test_blog_without_end_is_left(what: str, tmp_path: Path) -> None:
    blog, asked = BigBlog(size=SIZE, with_sitemap=False), list[str]()

    def misbehave(handler: Handler) -> bool:
        asked.append(handler.path)
        number = len(asked)
        if what == "sitemaps" and handler.path.startswith("/sitemap"):
            index = "".join(f"<sitemap><loc>/sitemap-{number}-{place}.xml</loc></sitemap>" for place in range(3))
            return send(handler, f"<sitemapindex>{index}</sitemapindex>", "application/xml")
        if what == "tags" and (handler.path == "/" or handler.path.startswith("/tag/")):
            links = "".join(f"<p><a href='/tag/{number}-{place}/'>Words {number} {place}</a></p>" for place in range(3))
            return send(handler, blog.answer("/").body.replace("</main>", f"{links}</main>"))
        return False

    with host(blog.answer, misbehave) as url:
        blog.base = url
        run = crawl(f"{url}/", tmp_path, "-s", f"BLOGSIEVE_PATIENCE={PATIENCE}")
    assert sorted(run.by_title) == [f"Post {n}" for n in range(SIZE)], run.said
    assert "without end" in run.said or "has no end" in run.said
    assert len(asked) < 10 * PATIENCE
