"""The pages that laws are tried on: those that are saved, each alone, and the demo blog's with what they teach."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from blogsieve import Page, SiteModel, learn
from blogsieve.cleaners.corpus.readers import read_page
from demo.blogger import Blog
from demo.posts import read_posts

BASE = "https://tidewrack.example"
FETCHED = "2026-11-22T20:00:00+00:00"
SAVED = tuple(map(read_page, sorted(Path(__file__).parents[1].glob("pages/*/*/page.*"))))


@cache
def demo_pages() -> tuple[Page, ...]:
    """Return the posts of the demo blog as they are served."""
    posts = read_posts()
    blog = Blog(posts, BASE)
    return tuple(
        Page(BASE + post.path, str(blog.answer(post.path).body).encode(), "text/html", FETCHED) for post in posts
    )


@cache
def demo_site() -> SiteModel:
    """Return what the demo blog teaches."""
    return learn(demo_pages())


# A site is made where a test asks for it: who only lists the tests waits for no blog to be learned.
CASES: tuple[tuple[Page, Callable[[], SiteModel]], ...] = (
    *((page, SiteModel) for page in SAVED),
    *((page, demo_site) for page in demo_pages()),
)
NAMES = tuple(page.url[-40:] for page, _ in CASES)
