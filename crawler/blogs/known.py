"""What earlier crawls know of a blog: the one that goes on, or the last; by its name, or an address of its pages."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.platforms.platform import PlatformError
from blogsieve.crawler.blogs.blog import Blog
from blogsieve.crawler.frontier.state import State, file_name

if TYPE_CHECKING:
    from blogsieve.cleaners.site import SiteModel
    from blogsieve.crawler.frontier.frontier import Frontier

logger = logging.getLogger(__name__)
# What a note raises that says other things than this version's, or names a platform that is not there any more.
OF_ANOTHER_VERSION = (LookupError, TypeError, ValueError, AttributeError, PlatformError)


def recall(name: str, home: str, frontier: Frontier, state: State | None) -> Blog:
    """Return a blog with what an earlier crawl noted of it; without, where that was of another version."""
    known = frontier.noted(name, "blog")
    last = state.noted("blog") if state else None
    try:
        return Blog.from_dict(home, known) if known else Blog.again(home, last) if last else Blog(home)
    except OF_ANOTHER_VERSION as error:
        logger.warning("%s: was learned by another version (%r); it is learned again", name, error)
        if known:
            frontier.ask_again(name)
        return Blog(home, is_known=bool(last))


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
    """Return the blog that a file of the folder knows, None where it has learned nothing that can be read."""
    state = State(path)
    try:
        noted = state.noted("blog")
        return Blog.from_dict(noted["home"], noted) if noted and noted["model"] else None
    except OF_ANOTHER_VERSION as error:
        logger.warning("%s: was learned by another version (%r)", path, error)
        return None
    finally:
        state.close()
