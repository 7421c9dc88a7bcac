"""What a crawl came to, in a line a blog."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.blog import Blog

# Kinds of pages that are no posts, in the order in which they are named.
KINDS = ("list", "static", "attachment", "closed")

# Addresses that lead to a page that was seen already are no loss.
QUIET = frozenset({"dropped/duplicate", "dropped/elsewhere"})


def sum_up(name: str, blog: Blog) -> str:
    """Return the line for a blog: what was written, else why nothing could be."""
    written = blog.counts["written"]
    if not written:
        return f"{name}: {blog.trouble or f'no posts found{others(blog)}'}"
    return f"{name}: {written} {'post' if written == 1 else 'posts'} written{others(blog)}"


def others(blog: Blog) -> str:
    """Return what the pages were that gave no post, in brackets, "" where there are none."""
    pages = [f"{blog.counts[kind]} {kind}" for kind in KINDS if blog.counts[kind]]
    dropped = list(drops(blog))
    return f" ({', '.join([*pages, *dropped])})" if pages or dropped else ""


def drops(blog: Blog) -> Iterator[str]:
    """Yield how many pages were dropped, by reason."""
    for name, count in sorted(blog.counts.items()):
        if name.startswith("dropped/") and count and name not in QUIET:
            yield f"{count} {name.removeprefix('dropped/')}"
