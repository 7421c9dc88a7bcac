"""What earlier crawls know of a blog, found by the address of one of its pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import split_url
from blogsieve.crawler.blogs.blog import Blog
from blogsieve.crawler.frontier.state import State, file_name

if TYPE_CHECKING:
    from blogsieve.cleaners.site import SiteModel


def known_model(folder: str, url: str) -> SiteModel | None:
    """Return what the last crawl with BLOGSIEVE_STATE=folder learned of the blog of a page, or None."""
    host = split_url(url).netloc
    if not host:
        return None
    stem = file_name(f"https://{host}/").removesuffix(".sqlite")
    found = [blog for path in Path(folder).glob(f"{stem}*.sqlite") if (blog := read_blog(path)) and blog.owns(url)]
    # Where several blogs share a host, the one with the longest path is meant.
    return max(found, key=lambda blog: len(blog.prefix)).model if found else None


def read_blog(path: Path) -> Blog | None:
    """Return the blog that a file of the folder knows, None where it has learned nothing."""
    state = State(path)
    try:
        noted = state.noted("blog")
    finally:
        state.close()
    return Blog.from_dict(noted["home"], noted) if noted and noted["model"] else None
