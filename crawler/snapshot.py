"""How far a crawl has come, as those see it that show it or report on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class BlogSnapshot:
    """How far one blog has come."""

    name: str
    tally: Mapping[str, int]  # addresses by what became of them
    fetched: int  # requests
    is_counted: bool  # all posts are known by now
    is_known: bool  # from an earlier crawl
    trouble: str  # why nothing could be done, "" where something could
    unexplained: int = 0  # addresses of which nobody knows at the end what they are


@dataclass(frozen=True, slots=True)
class CrawlSnapshot:
    """How far all blogs have come, and what was wrong with what was asked for."""

    blogs: tuple[BlogSnapshot, ...] = ()
    troubles: tuple[str, ...] = ()


@runtime_checkable
class HasSnapshot(Protocol):
    """A spider that can tell how far it has come; a project's own spiders cannot."""

    def snapshot(self) -> CrawlSnapshot:
        """Return how far the crawl has come."""
        ...
