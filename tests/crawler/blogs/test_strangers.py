"""A blog that changed its template: what it wrote before is cleaned as well as what it writes now."""

from __future__ import annotations

import pytest
from made_site import Post, Site, posts_at
from running import BLOGSIEVE, NO_DELAY, Run, run
from web import Page, web

BASE = "http://a.test/"
# A blog with its old posts, another blog, and what came of both.
Crawled = tuple[tuple[Site, list[Post]], Site, Run]
NOW, MOVED = 14, 4
# Fewer than there are old posts: those that come while the first of them are learned from are cleaned as well as these.
SAMPLE = 6
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


def blog_of_many_lists() -> Site:
    """Return a blog whose home page names nothing but tags, more of them than pages are looked at to learn it."""
    base = "http://b.test/"
    site = Site(base, posts_at(base + "{slug}/", 24, "lists"))
    site.put_posts()
    tags = [f"{base}tag/{number}/" for number in range(24)]
    for number, tag in enumerate(tags):
        site.put(tag, f"Tag {number}", "".join(post.teaser() for post in site.posts[number:][:3]))
    site.put(base, "Tags", "".join(f"<p><a href='{tag}'>{tag[-3:]}</a></p>" for tag in tags))
    return site


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """Both blogs, crawled at once."""
    moved, many = blog(), blog_of_many_lists()
    folder = tmp_path_factory.mktemp("strangers")
    out = folder / "posts.jsonl"
    with web(moved[0].pages | many.pages, []) as proxy, pytest.MonkeyPatch.context() as patch:
        patch.setenv("http_proxy", proxy)
        patch.delenv("no_proxy", raising=False)
        command = (BLOGSIEVE, "crawl", BASE, many.home, "-O", out, *NO_DELAY, "-s", f"BLOGSIEVE_SAMPLE={SAMPLE}")
        return moved, many, run(*command, out=out, cwd=folder)


def test_posts_of_another_template_are_learned_from_in_turn(crawled: Crawled) -> None:
    (site, old), _, done = crawled
    records = [record for record in done.records if record["url"].startswith(BASE)]
    assert {record["url"]: record["text"] for record in records} == {
        post.url: plain(post) for post in [*site.posts, *old[MOVED:]]
    }, done.said
    assert {record["metadata"]["method"] for record in records} == {"wrapper"}
    # What stands in both templates is written once, at its address in the one that most of the blog's posts have.
    assert {tuple(record["metadata"]["also"]) for record in records} - {()} == {(post.url,) for post in old[:MOVED]}
    assert not any(record["metadata"]["duplicate_of"] for record in records)


def test_a_blog_is_learned_from_posts_behind_however_many_lists(crawled: Crawled) -> None:
    _, site, done = crawled
    methods = {record["url"]: record["metadata"]["method"] for record in done.records if site.home in record["url"]}
    assert methods == {post.url: "wrapper" for post in site.posts}, done.said
