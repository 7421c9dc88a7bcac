"""What an address alone tells of its page: a list, a static page, nothing that is wanted, or nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.platforms.platform import GENERIC, Platform, named
from blogsieve.crawler.pages.shapes import is_dated
from blogsieve.crawler.urls import as_asked, canonical_url


def kind_of_address(url: str, platform: Platform) -> str:
    """Return "list" or "static" where the address alone tells, else ""."""
    parts = split_url(canonical_url(as_asked(url)))
    where = parts.path + (f"?{parts.query}" if parts.query else "")
    if where in ("", "/"):
        return "list"
    for rules in (platform.urls, named(GENERIC).urls):
        if matches_any(rules.lists, where):
            return "list"
        if matches_any(rules.statics, where):
            # Below a month a name is a post's: "/2016/11/15/links/", "/2010/07/friends.html".
            return "" if is_dated(url) else "static"
    return ""


def is_useless(url: str, platform: Platform) -> bool:
    """Say whether the address is of something that neither is a post nor leads to one."""
    parts = split_url(as_asked(url))
    where = parts.path + (f"?{parts.query}" if parts.query else "")
    return matches_any(platform.urls.useless, where) or matches_any(named(GENERIC).urls.useless, where)


@lru_cache(maxsize=256)
def joined(rules: tuple[str, ...]) -> re.Pattern[str]:
    """Return the regular expressions as one."""
    return re.compile("|".join(f"(?:{rule})" for rule in rules) or "$^", re.IGNORECASE)


def matches_any(rules: tuple[str, ...], text: str) -> bool:
    """Say whether one of the regular expressions matches within the text."""
    return bool(joined(rules).search(text))
