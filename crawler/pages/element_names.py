"""What an element's tag, role, classes and id say of it: that it is chrome, or a title; and the marks that they are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "select", "option", "button", "iframe", "head"})
CHROME = frozenset({"nav", "aside", "footer", "form"})
CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu"})
# Exact class names and ids of parts that are neither body nor list; a part of a name would hit content.
CHROME_NAMES = frozenset(
    "comments comment-list commentlist comments-area respond disqus_thread comment-respond sidebar widget widget-area "
    "widget_recent_entries related related-posts relatedposts jp-relatedposts yarpp yarpp-related post-navigation "
    "nav-links site-header site-footer menu navbar breadcrumb breadcrumbs pagination pager blog-pager toc share "
    "sharedaddy recent-posts popular-posts post-nav article-nav footer".split()
)
# Parts that hold the posts, whatever else they are called: Blogger's column is a widget.
POSTS_NAMES = frozenset({"Blog"})
TITLES = frozenset(
    "entry-title post-title article-title title p-name post-link u-url bookmark post__title card-title".split()
)
# What themes make of these, with words of their own: "gh-card-title", "post-card__title".
TITLE = re.compile(r"(?:^|[-_])(?:post|entry|article|card|teaser|story)(?:[-_]+[a-z]+)?[-_]+title$")
DIGIT = re.compile(r"\d")
# Names of a template's elements, for a few blogs at a time.
CACHED = 4096


def is_chrome(node: HtmlElement, tag: str, name: str) -> bool:
    """Say whether a node, of that id, is a part of the page that is neither body nor list, whatever its classes."""
    if tag in CHROME or node.get("role") in CHROME_ROLES:
        return True
    return tag != "body" and name in CHROME_NAMES


class Classes(NamedTuple):
    """What an element's classes say of it."""

    marks: frozenset[str]  # ".name" of those without a number
    chrome: bool
    title: bool


@lru_cache(maxsize=CACHED)
def said_by(classes: str) -> Classes:
    """Return what the attribute says: a template's are the same on all of its pages."""
    names = frozenset(classes.split())
    marks = frozenset(f".{name}" for name in names if not DIGIT.search(name))
    is_chrome = POSTS_NAMES.isdisjoint(names) and not CHROME_NAMES.isdisjoint(names)
    return Classes(marks, is_chrome, not TITLES.isdisjoint(names) or any(map(TITLE.search, names)))


@lru_cache(maxsize=CACHED)
def mark_of(name: str) -> frozenset[str]:
    """Return the mark that an id is: none where there is no id, or a number in it.

    >>> mark_of("comments"), mark_of("post-3")
    (frozenset({'#comments'}), frozenset())
    """
    return frozenset((f"#{name}",)) if name and not DIGIT.search(name) else frozenset()
