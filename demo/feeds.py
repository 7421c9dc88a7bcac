"""The blog's feeds and sitemaps: what Blogger lists of its posts, a page at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from demo.posts import Post
from demo.theme import AUTHOR, TITLE

XML = "application/xml; charset=UTF-8"
HEAD = "<?xml version='1.0' encoding='UTF-8'?>"
# Blogger gives 25 entries where none are asked for, and may give fewer than asked for: so does this blog, with so few
# that a reader has to ask for the next page.
DEFAULT, MOST = 4, 5


@dataclass(frozen=True, slots=True)
class FeedPage:
    """The posts on one page of a feed: from the post numbered `start` (1 is the latest) of `total`."""

    posts: list[Post]
    base: str
    start: int
    total: int

    @property
    def following(self) -> str:
        """The address of the next page, `""` on the last."""
        start = self.start + len(self.posts)
        return f"{self.base}/feeds/posts/default?start-index={start}&max-results={MOST}" if start <= self.total else ""


def page_of(posts: list[Post], base: str, query: dict[str, str]) -> FeedPage:
    """Return the page that `start-index` and `max-results` ask for."""
    start = int(query.get("start-index", 1))
    count = min(int(query.get("max-results", DEFAULT)), MOST)
    return FeedPage(posts[start - 1 : start - 1 + count], base, start, len(posts))


def atom(page: FeedPage) -> str:
    """Return a page as Atom."""
    following = (
        f"<link rel='next' type='application/atom+xml' href={quoteattr(page.following)}/>" if page.following else ""
    )
    total = f"<openSearch:totalResults>{page.total}</openSearch:totalResults>"
    entries = (_atom_entry(post, page.base) for post in page.posts)
    return _atom_feed(
        page.base, f"{following}{total}<openSearch:startIndex>{page.start}</openSearch:startIndex>", entries
    )


def comments(posts: Iterable[Post], base: str) -> str:
    """Return the comments of the posts as Atom, in the form in which Blogger gives posts."""
    entries = (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{post.identifier}{number}</id>"
        f"<published>{post.published.isoformat()}</published><title>{escape(comment.text[:40])}</title>"
        f"<content type='html'>{escape(comment.text)}</content>"
        f"<link rel='alternate' type='text/html' href='{base}{post.path}?showComment={number}#c{number}'/>"
        f"<author><name>{escape(comment.name)}</name></author></entry>"
        for post in posts
        for number, comment in enumerate(post.comments, 1)
    )
    return _atom_feed(base, "", entries)


def _atom_feed(base: str, head: str, entries: Iterable[str]) -> str:
    """Return an Atom document around its entries."""
    spaces = "xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'"
    link = f"<link rel='alternate' type='text/html' href='{base}/'/>"
    generator = "<generator version='7.00' uri='https://www.blogger.com'>Blogger</generator>"
    return f"{HEAD}<feed {spaces}><title>{TITLE}</title>{link}{head}{generator}{''.join(entries)}</feed>"


def _atom_entry(post: Post, base: str) -> str:
    """Return a post as an entry, with its text in full."""
    categories = "".join(
        f"<category scheme='http://www.blogger.com/atom/ns#' term={quoteattr(x)}/>" for x in post.labels
    )
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{post.identifier}</id>"
        f"<published>{post.published.isoformat()}</published><updated>{post.published.isoformat()}</updated>{categories}"
        f"<title type='text'>{escape(post.title)}</title><content type='html'>{escape(post.body)}</content>"
        f"<link rel='alternate' type='text/html' href='{base}{post.path}' title={quoteattr(post.title)}/>"
        f"<author><name>{AUTHOR}</name></author></entry>"
    )


def rss(page: FeedPage) -> str:
    """Return a page as RSS."""
    items = "".join(
        f"<item><guid isPermaLink='false'>tag:blogger.com,1999:blog-1.post-{post.identifier}</guid>"
        f"<pubDate>{format_datetime(post.published)}</pubDate><title>{escape(post.title)}</title>"
        f"<description>{escape(post.body)}</description><link>{page.base}{post.path}</link></item>"
        for post in page.posts
    )
    return f"{HEAD}<rss version='2.0'><channel><title>{TITLE}</title><link>{page.base}/</link>{items}</channel></rss>"


def as_json(page: FeedPage) -> str:
    """Return a page in Blogger's JSON, which is its Atom with `$t` for an element's text."""
    entries = [_json_entry(post, page.base) for post in page.posts]
    total, start = {"$t": str(page.total)}, {"$t": str(page.start)}
    feed = {"title": {"$t": TITLE}, "openSearch$totalResults": total, "openSearch$startIndex": start, "entry": entries}
    return json.dumps({"version": "1.0", "encoding": "UTF-8", "feed": feed}, ensure_ascii=False)


def _json_entry(post: Post, base: str) -> dict[str, Any]:
    """Return a post as an entry of Blogger's JSON."""
    return {
        "id": {"$t": f"tag:blogger.com,1999:blog-1.post-{post.identifier}"},
        "published": {"$t": post.published.isoformat()},
        "updated": {"$t": post.published.isoformat()},
        "category": [{"scheme": "http://www.blogger.com/atom/ns#", "term": label} for label in post.labels],
        "title": {"type": "text", "$t": post.title},
        "content": {"type": "html", "$t": post.body},
        "link": [{"rel": "alternate", "type": "text/html", "href": base + post.path, "title": post.title}],
        "author": [{"name": {"$t": AUTHOR}}],
    }


def sitemap(root: str, item: str, urls: Iterable[str]) -> str:
    """Return a sitemap or the index of one."""
    items = "".join(f"<{item}><loc>{escape(url)}</loc></{item}>" for url in urls)
    return f'{HEAD}<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</{root}>'


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which the feed can be had."""

    write: Callable[[FeedPage], str]
    content_type: str


FORMS = {
    "atom": Form(atom, "application/atom+xml; charset=UTF-8"),
    "rss": Form(rss, "application/rss+xml; charset=UTF-8"),
    "json": Form(as_json, "application/json; charset=UTF-8"),
}
