"""The blog's theme: posts dressed in headers, footers, comments and widgets, in the markup that Blogger writes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from demo.posts import Comment, Post

TITLE = "The Tidewrack Notebook"
AUTHOR = "Tidewrack"
SNIPPET = 140
TEMPLATES = {path.stem: Template(path.read_text("utf-8")) for path in (Path(__file__).parent / "templates").iterdir()}


def fill(template: str, **values: str) -> str:
    """Return a template with its gaps filled; plain text must be escaped already."""
    return TEMPLATES[template].substitute(values)


def link(url: str, text: str) -> str:
    """Return an HTML link."""
    return f"<a href='{escape(url)}'>{escape(text)}</a>"


def snippet(post: Post) -> str:
    """Return the opening of a post, cut in the middle of a word as Blogger does."""
    return " ".join(re.sub(r"<[^>]+>", " ", post.body).split())[:SNIPPET] + "..."


def day(moment: datetime) -> str:
    """Return a day as the date header shows it: Monday, January 10, 2022."""
    return f"{moment:%A, %B} {moment.day}, {moment.year}"


class Theme:
    """Dresses the posts of a blog that is served under the address `base`."""

    def __init__(self, posts: list[Post], base: str) -> None:
        self.posts = posts
        self.base = base

    def page(self, path: str, title: str, posts: str, after: str = "", head: str = "") -> str:
        """Return a whole page around what stands in its main column."""
        return fill(
            "page",
            base=self.base,
            blog=escape(TITLE),
            canonical=self.base + path,
            head=head,
            title=escape(title),
            posts=posts,
            after=after,
            **self.widgets(),
        )

    def widgets(self) -> dict[str, str]:
        """Return what the sidebar shows, the same on every page."""
        labels = sorted({label for post in self.posts for label in post.labels})
        months = sorted({f"/{post.published:%Y/%m}/" for post in self.posts}, reverse=True)
        return {
            "featured": "".join(self.teaser(post) for post in self.posts[-2:-1]),
            "popular": "".join(f"<li>{self.teaser(post)}</li>" for post in self.posts[::3]),
            "archive": "".join(
                f"<ul><li>{link(self.base + month, month.strip('/'))} (1)</li></ul>" for month in months
            ),
            "labels": "".join(f"<li>{self.label(label)}</li>" for label in labels),
        }

    def label(self, label: str, rel: str = "") -> str:
        """Return the link to the page of a label, which robots.txt keeps crawlers from."""
        return f"<a{rel} href='{self.base}/search/label/{quote(label)}'>{escape(label)}</a>"

    def teaser(self, post: Post) -> str:
        """Return a post's title and opening, as widgets show it on the pages of other posts."""
        title = link(self.base + post.path, post.title)
        return f"<h3>{title}</h3><div class='item-snippet'>{escape(snippet(post))}</div>"

    def post(self, post: Post, comments: str = "") -> str:
        """Return a post between its date header and its footer."""
        url = self.base + post.path
        return fill(
            "post",
            day=day(post.published),
            identifier=post.identifier,
            heading=escape(post.title) if comments else link(url, post.title),
            body=post.body,
            author=AUTHOR,
            url=url,
            published=post.published.isoformat(),
            time=f"{post.published:%I:%M %p}".lstrip("0"),
            comment_link="" if comments else link(f"{url}#comment-form", f"{len(post.comments)} comments:"),
            labels=", ".join(self.label(label, " rel='tag'") for label in post.labels),
            comments=comments,
        )

    def comments(self, post: Post) -> str:
        """Return the comments under a post, and the form below them."""
        count = len(post.comments)
        return fill(
            "comments",
            count="No comments:" if not count else "1 comment:" if count == 1 else f"{count} comments:",
            comments="\n".join(self.comment(post, number, comment) for number, comment in enumerate(post.comments, 1)),
        )

    def comment(self, post: Post, number: int, comment: Comment) -> str:
        """Return one comment, with its own link to the page that it stands on."""
        return fill(
            "comment",
            identifier=f"{post.identifier}{number}",
            url=self.base + post.path,
            name=escape(comment.name),
            day=day(post.published),
            text=escape(comment.text),
        )

    def pager(self, feed: str, what: str, links: Iterable[tuple[str, str]]) -> str:
        """Return the links to newer and older posts, and to the feed."""
        return fill("pager", feed=feed, what=what, links=" ".join(link(self.base + path, text) for path, text in links))
