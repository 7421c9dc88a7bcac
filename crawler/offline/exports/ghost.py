"""Ghost's export: one JSON file of the tables of its database. Source: Ghost's docs, "Migrating to Ghost"."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.json_text import read_json
from blogsieve.cleaners.model import FeedEntry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARK = re.compile(
    rb'\A(?:\xef\xbb\xbf)?\s*\{\s*"(?:db|meta|data)"\s*:.{0,200}"(?:exported_on|version|meta)"', re.DOTALL
)
# Stands for the blog's address, which no table has.
HOME = "__GHOST_URL__"


def knows(path: Path, start: bytes) -> bool:
    """Tell whether a file is an export of Ghost."""
    return path.suffix.lower() == ".json" and bool(MARK.match(start)) and b'"data"' in start


def read(path: Path) -> Iterator[FeedEntry]:
    """Yield the published posts; drafts, pages, and what only members may read are none."""
    said = read_json(path.read_bytes())
    tables = (said["db"][0] if "db" in said else said)["data"]
    tags = linked(tables, "posts_tags", "tag_id", "tags")
    authors = linked(tables, "posts_authors", "author_id", "users")
    blog = next((str(one.get("value") or "") for one in tables.get("settings") or () if one.get("key") == "title"), "")
    for post in tables["posts"]:
        if is_published(post):
            names = authors[post.get("id")] or named(tables, "users", post.get("author_id"))
            yield FeedEntry(
                url=str(post.get("canonical_url") or ""),
                title=str(post.get("title") or ""),
                author=", ".join(names),
                published=str(post.get("published_at") or ""),
                modified=str(post.get("updated_at") or ""),
                html=str(post.get("html") or "").replace(HOME, ""),
                tags=tuple(tags[post.get("id")]),
                blog=blog,
            )


def is_published(post: dict[str, Any]) -> bool:
    """Tell whether a row is a post with a text that anybody can read."""
    is_post = post.get("type", "post") == "post" and not post.get("page")
    return bool(is_post and post.get("status") == "published" and post.get("html"))


def linked(tables: dict[str, Any], links: str, key: str, names: str) -> defaultdict[Any, list[str]]:
    """Return the names that a table of links gives to posts, by their ids and in their order."""
    found = defaultdict[Any, list[str]](list)
    for link in sorted(tables.get(links) or (), key=lambda link: link.get("sort_order") or 0):
        found[link.get("post_id")] += named(tables, names, link.get(key))
    return found


def named(tables: dict[str, Any], table: str, key: object) -> list[str]:
    """Return the name of a row, none where there is no such row."""
    return [str(row["name"]) for row in tables.get(table) or () if key is not None and row.get("id") == key][:1]
