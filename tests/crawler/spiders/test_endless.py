"""Blogs without end: they are left, which a line tells, and their posts are written."""

from __future__ import annotations

import re
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

from big_blog import BigBlog
from hosts import Handler, Misbehave, host, send
from running import crawl

SIZE = 4
DAY = re.compile(r"/(\d{4})/(\d\d)/(\d\d)/")
PATIENCE = 30


def day_of(blog: BigBlog, path: str) -> str:
    """Return a page of a calendar, each of whose days looks like a post, and leads to others."""
    day = date.fromisoformat("-".join(found.groups())) if (found := DAY.match(path)) else date(2020, 1, 1)
    links = "".join(f"<a href='/{day + timedelta(n):%Y/%m/%d}/day.html'>Day {n}</a>" for n in (-31, -7, -1, 1, 7, 31))
    own = blog.post(1).replace("Post 1", f"Day {day}").replace("2015-01-04", str(day)) if found else blog.archive(1)
    return own.replace("</main>", f"<nav>{links}</nav></main>")


def feed_of_lies(blog: BigBlog, number: int) -> str:
    """Return a page of a feed whose posts do not exist, and which has another one behind it."""
    items = "".join(
        f"<item><title>x</title><link>{blog.base}/2016/02/{number}-x{n}.html</link></item>" for n in range(5)
    )
    link = f"<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='next' href='{blog.base}/feed.xml?page={number}'/>"
    return blog.feed().replace("<item>", f"{link}{items}<item>", 1)


def without_end(what: str, blog: BigBlog, asked: list[str]) -> Misbehave:
    """Return who answers for a blog in a way that has no end."""

    def misbehave(handler: Handler) -> bool:
        asked.append(handler.path)
        number = len(asked)
        if what == "sitemaps" and handler.path.startswith("/sitemap"):
            index = "".join(f"<sitemap><loc>/sitemap-{number}-{place}.xml</loc></sitemap>" for place in range(3))
            return send(handler, f"<sitemapindex>{index}</sitemapindex>", "application/xml")
        if what == "tags" and (handler.path == "/" or handler.path.startswith("/tag/")):
            links = "".join(f"<p><a href='/tag/{number}-{place}/'>Words {number} {place}</a></p>" for place in range(3))
            return send(handler, blog.answer("/").body.replace("</main>", f"{links}</main>"))
        if what == "calendar" and (handler.path == "/" or DAY.match(handler.path)):
            return send(handler, day_of(blog, handler.path))
        if what == "feed" and handler.path.startswith("/feed.xml"):
            return send(handler, feed_of_lies(blog, number), "application/rss+xml")
        return False

    return misbehave


def test_blogs_without_end_are_left(tmp_path: Path) -> None:
    wanted, asked = set(), {what: list[str]() for what in ("tags", "sitemaps", "calendar", "feed")}
    homes = []
    with ExitStack() as stack:
        for what, own in asked.items():
            blog = BigBlog(size=SIZE, with_sitemap=False)
            blog.base = stack.enter_context(host(blog.answer, without_end(what, blog, own)))
            wanted |= {f"{blog.base}{blog.path(number)}" for number in range(SIZE)}
            homes.append(f"{blog.base}/")
        run = crawl(" ".join(homes), tmp_path, "-s", f"BLOGSIEVE_PATIENCE={PATIENCE}")
    assert {record["url"] for record in run.records if not DAY.search(record["url"])} == wanted, run.said
    assert all(f"{home}: has no end" in run.said or f"{home}: has sources without end" in run.said for home in homes)
    assert max(map(len, asked.values())) < 10 * PATIENCE
