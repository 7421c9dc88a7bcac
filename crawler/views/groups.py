"""The groups of reasons as a reader sees them: each with a colour and a word on what is in it."""

from __future__ import annotations

from blogsieve.cleaners.model import GROUPS

# Hues on the circle of OKLCH, neighbours on a page far apart; "extract" is by far the most, and grey.
HUES = {
    "comments": 28,
    "sidebar": 255,
    "related": 305,
    "share": 200,
    "newsletter": 345,
    "author": 85,
    "navigation": 232,
    "meta": 130,
    "notice": 55,
    "toc": 175,
    "repeated": 278,
    "hidden": 105,
    "caption": 155,
    "learned": 325,
    "extract": 0,
}
WORDS = {
    "comments": "what readers wrote, and the forms for it",
    "sidebar": "boxes beside the post",
    "related": "other posts: lists and teasers",
    "share": "buttons to share or to like",
    "newsletter": "forms to subscribe",
    "author": "boxes about the author",
    "navigation": "menus, headers, footers, previous and next",
    "meta": "title, byline, date and tags: they are in the record",
    "notice": "cookie and other notices",
    "toc": "tables of contents that the theme made",
    "repeated": "blocks that many pages of the blog have",
    "hidden": "text that no reader sees",
    "caption": "what stands under pictures, and their credits",
    "learned": "what looks like no author's text on any site",
    "extract": "all that stands outside of the body",
}
assert HUES.keys() == WORDS.keys() == set(GROUPS), "a group without its hue or its words"


def group_of(reason: str) -> str:
    """Return the group of a reason.

    >>> group_of("comments/disqus")
    'comments'
    """
    return reason.partition("/")[0]


def hue(group: str) -> str:
    """Return the style that gives an element the colour of a group.

    >>> hue("comments")
    '--hue:28;--chroma:1'
    """
    return f"--hue:{HUES.get(group, 0)};--chroma:{0 if group == 'extract' else 1}"
