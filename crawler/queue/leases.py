"""What a queue of blogs gives and takes: leases, outcomes, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import split_url
from blogsieve.crawler.politeness.guard import service_of
from blogsieve.crawler.urls import url_key

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Lease:
    """A host that a worker has for itself for a while, and the one of its blogs that is to be crawled."""

    entry: str  # of the stream
    host: str
    blog: str  # its address

    @property
    def site(self) -> str:
        """The name of the blog in the queue and in the output."""
        return site_of(self.blog)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a blog came to."""

    posts: int = 0
    trouble: str = ""  # why there are no posts, "" where there are


@dataclass(frozen=True, slots=True)
class Holding:
    """What a worker is doing."""

    worker: str
    blog: str
    seconds: float  # since the lease was renewed


@dataclass(frozen=True, slots=True)
class Status:
    """How a queue stands."""

    waiting: int  # blogs that are not begun
    holdings: tuple[Holding, ...]
    outcomes: dict[str, Outcome]  # by the names of the blogs that are done


def site_of(blog: str) -> str:
    """Return the name of a blog, the same for all spellings of its address.

    >>> site_of("https://www.a.example/blog/"), site_of("http://a.example")
    ('a.example/blog', 'a.example')
    """
    return url_key(blog)


def paced_as(blog: str, groups: Iterable[str]) -> str:
    """Return what keeps one pace: the host of a blog, or the service that it is of.

    >>> paced_as("https://a.example:8080/x", ["livejournal.com"]), paced_as("http://me.lj.example/", [".lj.example"])
    ('a.example', '.lj.example')
    """
    host = split_url(blog).hostname or ""
    return service_of(host, groups) or host
