"""A blog as Blogger serves it, from posts in a folder: every kind of page that a crawler meets there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from math import ceil
from typing import TypeAlias
from urllib.parse import parse_qs, unquote

from blogsieve.cleaners.address import split_url
from demo import feeds
from demo.posts import Post
from demo.theme import TITLE, Theme, fill

HTML = "text/html; charset=UTF-8"
POSTS_A_PAGE = 3
URLS_A_SITEMAP = 5  # Blogger's own number is 150

Query: TypeAlias = dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the blog answers to a request."""

    body: str | bytes
    content_type: str = HTML
    status: HTTPStatus = HTTPStatus.OK


NOT_FOUND = Answer(
    "<html><head><title>404</title></head><body>No such page.</body></html>", status=HTTPStatus.NOT_FOUND
)


class Blog:
    """Answers paths with pages; `base` is the address under which it is served."""

    def __init__(self, posts: list[Post], base: str) -> None:
        self.posts = posts
        self.base = base
        self.theme = Theme(posts, base)

    def answer(self, target: str) -> Answer:
        """Return the answer to a request for a path with its query."""
        parts = split_url(target)
        query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        for pattern, page in PAGES:
            if match := re.fullmatch(pattern, unquote(parts.path)):
                return page(self, query, *(group or "" for group in match.groups()))
        return NOT_FOUND

    def home(self, query: Query) -> Answer:
        """Answer with the latest posts, and with a link to older ones that robots.txt forbids to follow."""
        older = [("/search?updated-max=2022-01-01T00:00:00Z&max-results=3", "Older Posts"), ("/", "Home")]
        return self.listing("/", TITLE, self.posts[:POSTS_A_PAGE], older)

    def archive(self, query: Query, prefix: str) -> Answer:
        """Answer with the posts of a year or of a month."""
        posts = [post for post in self.posts if post.path.startswith(prefix)]
        return self.listing(prefix, f"{TITLE}: {prefix.strip('/')}", posts, [("/", "Home")])

    def search(self, query: Query, label: str) -> Answer:
        """Answer with the posts that have a label."""
        posts = [post for post in self.posts if not label or label in post.labels]
        return self.listing(f"/search/label/{label}", f"{TITLE}: {label}", posts, [("/", "Home")])

    def listing(self, path: str, title: str, posts: list[Post], links: list[tuple[str, str]]) -> Answer:
        """Answer with several posts in full."""
        pager = self.theme.pager(f"{self.base}/feeds/posts/default", "Posts", links)
        return Answer(self.theme.page(path, title, "\n".join(map(self.theme.post, posts)), pager))

    def post(self, query: Query, path: str) -> Answer:
        """Answer with one post and its comments; `?m=1` and `?showComment=` give the same page again."""
        number = next((number for number, post in enumerate(self.posts) if post.path == path), None)
        if number is None:
            return NOT_FOUND
        post = self.posts[number]
        newer, older = self.posts[max(number - 1, 0) : number], self.posts[number + 1 : number + 2]
        links = [*((one.path, "Newer Post") for one in newer), *((one.path, "Older Post") for one in older)]
        feed = f"{self.base}/feeds/{post.identifier}/comments/default"
        head = f'<link rel="alternate" type="application/atom+xml" title="{TITLE} - Atom" href="{feed}" />'
        body = self.theme.post(post, self.theme.comments(post))
        pager = self.theme.pager(feed, "Post Comments", [*links, ("/", "Home")])
        return Answer(self.theme.page(path, f"{TITLE}: {post.title}", body, pager, head))

    def about(self, query: Query) -> Answer:
        """Answer with a static page, which is no post."""
        return Answer(self.theme.page("/p/about.html", f"{TITLE}: About the notebook", fill("about")))

    def robots(self, query: Query) -> Answer:
        """Answer with the rules that Blogger has for every blog."""
        rules = "User-agent: Mediapartners-Google\nDisallow:\n\nUser-agent: *\nDisallow: /search\nAllow: /\n\n"
        return Answer(f"{rules}Sitemap: {self.base}/sitemap.xml\n", "text/plain")

    def sitemap(self, query: Query) -> Answer:
        """Answer with the index of the sitemap, or with one of its pages."""
        if "page" in query:
            first = (int(query["page"]) - 1) * URLS_A_SITEMAP
            urls = [self.base + post.path for post in self.posts[first : first + URLS_A_SITEMAP]]
            return Answer(feeds.sitemap("urlset", "url", urls), feeds.XML)
        pages = range(1, ceil(len(self.posts) / URLS_A_SITEMAP) + 1)
        index = feeds.sitemap("sitemapindex", "sitemap", [f"{self.base}/sitemap.xml?page={page}" for page in pages])
        return Answer(index, feeds.XML)

    def sitemap_of_pages(self, query: Query) -> Answer:
        """Answer with the static pages."""
        return Answer(feeds.sitemap("urlset", "url", [f"{self.base}/p/about.html"]), feeds.XML)

    def feed(self, query: Query) -> Answer:
        """Answer with a page of the posts' feed, as Atom, RSS or JSON."""
        form = feeds.FORMS[query.get("alt", "atom")]
        return Answer(form.write(feeds.page_of(self.posts, self.base, query)), form.content_type)

    def comments_feed(self, query: Query, identifier: str) -> Answer:
        """Answer with the comments on one post or on all, which no crawler should take for posts."""
        posts = [post for post in self.posts if identifier in ("", post.identifier)]
        return Answer(feeds.comments(posts, self.base), feeds.FORMS["atom"].content_type)


# What stands at which path, in the order in which it is tried.
PAGES: tuple[tuple[str, Callable[..., Answer]], ...] = (
    (r"/", Blog.home),
    (r"(/\d{4}/\d{2}/[\w-]+\.html)", Blog.post),
    (r"(/\d{4}/(?:\d{2}/)?)", Blog.archive),
    (r"/search(?:/label/([^/]+))?", Blog.search),
    (r"/p/about\.html", Blog.about),
    (r"/robots\.txt", Blog.robots),
    (r"/sitemap\.xml", Blog.sitemap),
    (r"/sitemap-pages\.xml", Blog.sitemap_of_pages),
    (r"/feeds/posts/default", Blog.feed),
    (r"/feeds/(?:(\d+)/)?comments/default", Blog.comments_feed),
)
