"""What an interface answers, and what its addresses say."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from blogsieve.cleaners.model import FeedEntry


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of an interface's answer."""

    entries: tuple[FeedEntry, ...] = ()
    next: str = ""
    known: bool = False


def parameter(url: str, name: str) -> int:
    """Return a number in the query, 0 where there is none.

    >>> parameter("https://a.example/posts?per_page=100&page=3", "page")
    3
    """
    value = dict(parse_qsl(urlsplit(url).query)).get(name, "")
    return int(value) if value.isdigit() else 0
