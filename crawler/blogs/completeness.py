"""Whether the sources of a blog list all of its posts: a hypothesis, which what they show supports and links refute."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blogsieve.crawler.urls import url_key

if TYPE_CHECKING:
    from collections.abc import Iterable

# What a page is told that the hypothesis leaves out; it is fetched once that is refuted.
BY_ADDRESS = "by its address"
UNLISTED = "links: not followed since the sources list all posts"
# Nor are the lists that only those link to which have led to nothing new for long.
BARREN_LISTS = "links: not followed since many lists have led to nothing new"
# Links to pages that no source lists, as a share of the posts, that are fetched to put the hypothesis to the test; a
# few in any case, for the share of a small blog is none.
TESTED, FEWEST_TESTED = 0.1, 4
# Lists that are read to see whether they name posts that no source lists.
TEST_LISTS = 2


@dataclass(slots=True)
class Pages:
    """The pages of one source, as far as they were read."""

    counts: dict[str, int] = field(default_factory=dict)  # entries, by the fingerprint of the page
    total: int | None = None  # posts on all pages, where the source tells

    def add(self, entries: Iterable[str], hidden: int = 0, total: int | None = None) -> str:
        """Note a page by what it lists; return "new", "empty", or "same" where it was read before.

        >>> pages = Pages()
        >>> pages.add(["https://a.example/x"]), pages.add(["https://a.example/x"]), pages.add([])
        ('new', 'same', 'empty')
        """
        urls = [url_key(url) for url in entries]
        self.total = max(self.total or 0, total) if total is not None else self.total
        mark = hashlib.sha1("\n".join(urls).encode(), usedforsecurity=False).hexdigest()
        if not urls:
            return "empty"
        if mark in self.counts:
            return "same"
        self.counts[mark] = len(urls) + hidden
        return "new"

    @property
    def is_proven(self) -> bool:
        """Say whether as many posts were listed as the source says that there are."""
        return bool(self.total) and sum(self.counts.values()) >= (self.total or 0)

    @property
    def is_ended(self) -> bool:
        """Say whether an end means something: a page other than the first was had, and no total says otherwise."""
        return self.total is None and len(self.counts) > 1

    def to_dict(self) -> dict[str, Any]:
        """Return the pages for JSON."""
        return {"counts": self.counts, "total": self.total}

    @classmethod
    def from_dict(cls, data: Any) -> Pages:
        """Return the pages that `to_dict` described, none for None and for what another version noted."""
        known = data if isinstance(data, dict) else {}
        return cls(known.get("counts", {}), known.get("total"))


@dataclass(slots=True)
class Tests:
    """What was fetched to put the hypothesis to the test that the sources of a blog list all of its posts."""

    listed: int = 0  # posts, by the sources
    pages: int = 0
    lists: int = 0

    def takes(self, kind: str, *, leads_on: bool) -> bool:
        """Say whether a page that no source lists is fetched; leads_on: a title or a page's neighbour names it."""
        if kind == "list":
            self.lists += leads_on
            return leads_on and self.lists <= TEST_LISTS
        if leads_on:
            return True
        self.pages += 1
        return self.pages <= max(FEWEST_TESTED, TESTED * self.listed)
