"""How the addresses of sources are made: below a home page, and page after page."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlunsplit

from blogsieve.cleaners.address import join_url, split_url
from blogsieve.cleaners.number import whole_number


def usual(home: str, *paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses of paths, each once; below the home page first where it is not the host's root."""
    bases = dict.fromkeys([join_url(home, "."), join_url(home, "/")])
    return tuple(dict.fromkeys(join_url(base, path.lstrip("/")) for base in bases for group in paths for path in group))


def parameter(url: str, name: str) -> int:
    """Return a number in the query, 0 where there is none.

    >>> parameter("https://a.example/posts?per_page=100&page=3", "page")
    3
    """
    return whole_number(dict(parse_qsl(split_url(url).query)).get(name, "")) or 0


def with_parameter(url: str, name: str, value: str) -> str:
    """Return url with a parameter set.

    >>> with_parameter("https://a.example/feed?paged=2&x=", "paged", "3")
    'https://a.example/feed?x=&paged=3'
    """
    parts = split_url(url)
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    return urlunsplit(parts._replace(query=urlencode([*pairs, (name, value)])))
