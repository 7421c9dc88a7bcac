"""The shape of a blog's addresses: what those of its posts have in common, learned from the ones that are known."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from blogsieve.cleaners.address import join_url, split_url
from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.crawler.urls import canonical_url, routed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

YEAR = re.compile(r"(?:19|20)\d\d$")
DAY = re.compile(r"\d{1,2}$")
NUMBER = re.compile(r"\d+$")
ENDING = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
# A shape that fewer known posts have than this share, or one of many, is not taken for one of posts: it may be that of
# a page that strayed into a feed, or was taken for a post.
RARE, MANY = 0.05, 10
# A segment is a fixed word of the shape, as `posts` in `/posts/x/`, when this many posts have it.
FIXED = 3
# Posts that are looked at for it; more show no other shapes, and a sitemap may list half a million.
MOST = 5000
# Of posts, where a blog has a section for them.
MOSTLY = 0.5

Shape = tuple[str, ...]


def shape(url: str, words: frozenset[str] = frozenset()) -> Shape:
    """Return the classes of the path's segments and the query's names; segments in words stand for themselves.

    >>> shape("https://a.example/2022/01/10/putin-declared.html")
    ('year', 'day', 'day', 'slug.html')
    >>> shape("https://a.example/posts/x/?p=3", frozenset({"posts"}))
    ('posts', 'slug', '?p')
    >>> shape("https://a.example/?u=/2022/01/10/putin-declared/")
    ('year', 'day', 'day', 'slug')
    """
    parts = split_url(routed(canonical_url(url)))
    segments = [segment for segment in parts.path.split("/") if segment]
    named = sorted(f"?{name}" for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    return (*dates(segment_class(segment, words) for segment in segments), *named)


def dates(classes: Iterable[str]) -> Iterator[str]:
    """Yield the classes; a number of two digits is a day only behind a year or a month."""
    last = ""
    for name in classes:
        last = name.replace("day", "number") if name.startswith("day") and last not in ("year", "day") else name
        yield last


def segment_class(segment: str, words: frozenset[str]) -> str:
    """Return what kind of word a segment of a path is."""
    if segment in words:
        return segment
    ending = ENDING.search(segment)
    stem = segment[: ending.start()] if ending else segment
    tail = ending.group().lower() if ending else ""
    for name, pattern in (("year", YEAR), ("day", DAY), ("number", NUMBER)):
        if pattern.fullmatch(stem) if pattern is not YEAR else pattern.match(stem):
            return name + tail
    return ("@user" if stem.startswith("@") else "slug") + tail


def evenly(urls: list[str], most: int) -> list[str]:
    """Return so many of the addresses at most, from all over the list.

    >>> evenly(["a", "b", "c", "d", "e"], 3), evenly(["a"], 3)
    (['a', 'c', 'e'], ['a'])
    """
    return urls[:: max(1, -(-len(urls) // most))]


def in_sections(urls: list[str]) -> list[str]:
    """Return those of the addresses that are in a section for posts, if most are: feeds of some makers list all pages.

    >>> in_sections(["https://a.example/posts/x/", "https://a.example/posts/y/", "https://a.example/about/"])
    ['https://a.example/posts/x/', 'https://a.example/posts/y/']
    """
    sections = frozenset(named(GENERIC).urls.sections)
    found = [url for url in urls if not sections.isdisjoint(folders_of(url))]
    return found if len(found) > MOSTLY * len(urls) else urls


def segments_of(url: str) -> list[str]:
    """Return the segments of an address's path, or of the path that its script is asked for."""
    return [segment for segment in split_url(routed(canonical_url(url))).path.split("/") if segment]


def folders_of(url: str) -> list[str]:
    """Return the segments of an address before its last one.

    >>> folders_of("https://a.example/en/posts/x/")
    ['en', 'posts']
    """
    return segments_of(url)[:-1]


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes that a blog's posts have, as far as its known posts show them."""

    words: frozenset[str] = frozenset()
    known: frozenset[Shape] = frozenset()

    @classmethod
    def of(cls, posts: Iterable[str]) -> Shapes:
        """Return the shapes of the posts at these addresses."""
        urls = in_sections(evenly(sorted(set(posts)), MOST))
        segments = [segments_of(url) for url in urls]
        leading = Counter(word for path in segments for word in set(path[:-1]))
        last = {path[-1] for path in segments if path}
        # A script that shows all pages, as index.php, stands before those of any kind.
        fixed = {
            word
            for word, count in leading.items()
            if count >= FIXED and not NUMBER.fullmatch(word) and not ENDING.search(word)
        }
        words = frozenset(fixed - last)
        counts = Counter(shape(url, words) for url in urls)
        least = max(RARE * len(urls), 2 if len(urls) >= MANY else 1)
        return cls(words, frozenset(found for found, count in counts.items() if count >= least) - {()})

    def joined(self, other: Shapes) -> Shapes:
        """Return these shapes and the other ones."""
        return Shapes(self.words | other.words, self.known | other.known)

    def __contains__(self, url: str) -> bool:
        return shape(url, self.words) in self.known

    def has_parent(self, url: str) -> bool:
        """Say whether the address stands below one that has the shape of a post's, and has none itself.

        >>> shapes = Shapes.of(["https://a.example/2022/01/x/", "https://a.example/2021/11/y/"])
        >>> shapes.has_parent("https://a.example/2022/01/x/front/"), shapes.has_parent("https://a.example/2022/01/z/")
        (True, False)
        """
        parent = split_url(canonical_url(url))._replace(query="").geturl().rstrip("/").rpartition("/")[0]
        return url not in self and parent in self

    def holds_folder(self, url: str) -> bool:
        """Say whether the address is that of a folder in which posts are.

        >>> shapes = Shapes.of(f"https://a.example/english/posts/{name}/" for name in "xyz")
        >>> [shapes.holds_folder(f"https://a.example/{path}") for path in ("english/", "english/posts/", "x/", "")]
        [True, True, False, False]
        """
        return self.words.issuperset(segments_of(url) or [""])

    def is_below(self, url: str) -> bool:
        """Say whether the address stands anywhere below one that has the shape of a post's, as broken links lead there.

        >>> shapes = Shapes.of(["https://a.example/2022/01/x/", "https://a.example/2021/11/y/"])
        >>> shapes.is_below("https://a.example/2022/01/x/b.example/c/"), shapes.is_below("https://a.example/2022/01/x/")
        (True, False)
        """
        above = folders_of(url)
        root = join_url(url, "/")
        return url not in self and any(root + "/".join(above[:size]) in self for size in range(1, len(above) + 1))

    @property
    def telling(self) -> bool:
        """Say whether the shapes tell a post from a page of another kind: each has a date, a number or a fixed word."""
        plain = ("slug", "@user")
        return bool(self.known) and all(any(not part.startswith(plain) for part in found) for found in self.known)


def is_dated(url: str) -> bool:
    """Say whether the address has a day or month and then a name, which only posts have.

    >>> is_dated("https://a.example/2022/01/x.html"), is_dated("https://a.example/2022/01/")
    (True, False)
    """
    found = shape(url)
    return len(found) > 2 and ("year", "day") in pairwise(found) and found[-1].startswith(("slug", "number"))
