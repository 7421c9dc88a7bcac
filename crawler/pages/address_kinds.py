"""What an address alone tells of its page: a list, a static page, nothing that is wanted, or nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.platforms.platform import GENERIC, Platform, named
from blogsieve.crawler.pages.shapes import is_dated, segments_of
from blogsieve.crawler.urls import as_asked, canonical_url, routed

# A section and a name: what stands between them is a topic.
FEWEST_NAMES = 2


def kind_of_address(url: str, platform: Platform) -> str:
    """Return "list" or "static" where the address alone tells, else ""."""
    asked = canonical_url(as_asked(url))
    where = where_of(asked)
    if where in ("", "/"):
        return "list"
    # A platform may name the address as it stands, and that of any maker's lists may be what a script is asked for.
    route = routed(asked)
    places = (where,) if route == asked else (where, where_of(route))
    for rules in (platform.urls, named(GENERIC).urls):
        if any(matches_any(rules.lists, place) for place in places):
            return "list"
        if any(matches_any(rules.statics, place) for place in places):
            # Below a month a name is a post's: "/2016/11/15/links/", "/2010/07/friends.html".
            return "" if is_dated(url) or is_below_topic(asked) else "static"
    return ""


def is_below_topic(url: str) -> bool:
    """Tell whether an address is that of a post with a topic before its name, in a section of posts.

    >>> paths = "/posts/links/boats/", "/posts/links/", "/links/boats/"
    >>> [is_below_topic(f"https://a.example{path}") for path in paths]
    [True, False, False]
    """
    names = segments_of(url)
    return len(names) > FEWEST_NAMES and names[0] in named(GENERIC).urls.sections


def where_of(url: str) -> str:
    """Return the path and the query of an address."""
    parts = split_url(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def is_useless(url: str, platform: Platform) -> bool:
    """Say whether the address is of something that neither is a post nor leads to one."""
    where = where_of(as_asked(url))
    return matches_any(platform.urls.useless, where) or matches_any(named(GENERIC).urls.useless, where)


@lru_cache(maxsize=256)
def joined(rules: tuple[str, ...]) -> re.Pattern[str]:
    """Return the regular expressions as one."""
    return re.compile("|".join(f"(?:{rule})" for rule in rules) or "$^", re.IGNORECASE)


def matches_any(rules: tuple[str, ...], text: str) -> bool:
    """Say whether one of the regular expressions matches within the text."""
    return bool(joined(rules).search(text))
