"""A blog that changed its template: what it wrote before is cleaned as well as what it writes now."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_site import Post, Site, posts_at
from running import BLOGSIEVE, NO_DELAY, run
from web import Page, web

BASE = "http://a.test/"
NOW, MOVED = 14, 4
TALK = "<div class=talk><p>Somebody wrote that the tide is late again this year.</p></div>"


def old_page(post: Post) -> Page:
    """Return a post as it stood before the move: above its title stands how many answered."""
    inner = f"<span class=answers>{post.day.day % 3}</span><h3>{post.title}</h3><div class=was>{post.body}</div>"
    frame = f"<div id=outer><div id=head class=hd>Harbour</div><div id=column>{inner}</div><div id=low class=lo>{TALK}"
    return Page(
        f"<html><head><title>{post.title}</title></head><body>{frame}<i class=end></i></div></div></body></html>"
    )


def blog() -> tuple[Site, list[Post]]:
    """Return a blog, and its old posts; a few of these it has copied into its new template."""
    site = Site(BASE, posts_at(BASE + "{day:%Y/%m}/{slug}/", NOW))
    old = posts_at(BASE + "{day:%Y/%m}/{slug}.html", 12, "old")
    copies = [Post(post.url.replace(".html", "/"), post.title, post.day, post.body) for post in old[:MOVED]]
    site.posts += copies
    site.head = "<meta name=a>"
    site.put_posts()
    for url, page in site.pages.items():
        site.pages[url] = Page(page.body.replace("<body>", "<body class=fresh><p id=skip class='a b'></p>"))
    site.put_lists(BASE, BASE + "page/{}/")
    site.put(BASE + "archives/", "Before", "".join(post.teaser() for post in old))
    site.pages[BASE] = Page(site.pages[BASE].body.replace("Older posts", "Older</a> <a href='/archives/'>Before"))
    site.pages |= {post.url: old_page(post) for post in old}
    return site, old


def plain(post: Post) -> str:
    """Return the text of a post, a line a paragraph."""
    return post.body.replace("</p>", "\n").replace("<p>", "").strip()


def test_posts_of_another_template_are_learned_from_in_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, old = blog()
    out = tmp_path / "posts.jsonl"
    with web(site.pages, []) as proxy:
        monkeypatch.setenv("http_proxy", proxy)
        monkeypatch.delenv("no_proxy", raising=False)
        done = run(BLOGSIEVE, "crawl", BASE, "-O", out, *NO_DELAY, out=out, cwd=tmp_path)
    assert {record["url"]: record["text"] for record in done.records} == {
        post.url: plain(post) for post in [*site.posts, *old]
    }, done.said
    # The second of two that say the same names the first, at whichever address that was.
    twins = [record for record in done.records if record["metadata"]["duplicate_of"]]
    assert len(twins) == MOVED
