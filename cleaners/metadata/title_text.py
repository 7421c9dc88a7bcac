"""The text of a title: without markup and escapes, as its author wrote it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import squash

if TYPE_CHECKING:
    from collections.abc import Iterable

# Of what is given as a title, a name or a section so many characters are read, and so many of those, without their
# escapes, are kept: an element that is not closed has all of the page in it.
MOST_READ, MOST_KEPT = 8000, 1000
# Marks that tell a line's direction, which do not show.
DIRECTIONS = " \u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Markup of a word within a title; `<details>` in one is what the post is about.
MARKUP = re.compile(
    r"<(abbr|a|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|tt|u)\b[^<>]*>(.*?)</\1>",
    re.I | re.S,
)
BREAK = re.compile(r"<(?:br|wbr|img)\b[^<>]*>", re.I)


def clean_title(text: str) -> str:
    """Return a title without markup, entities and doubled spaces.

    >>> clean_title("Tom &amp;amp; Jerry  <em>again</em>")
    'Tom & Jerry again'
    """
    text = text[:MOST_READ]
    for _ in range(2):  # feeds and metas escape twice
        text = html.unescape(text)
    text = text[:MOST_KEPT]
    while (plain := MARKUP.sub(r"\2", text)) != text:
        text = plain
    return squash(BREAK.sub(" ", text))


def as_written(title: str, others: Iterable[str]) -> str:
    """Return a title as its author wrote it: without marks of direction at its ends, and not in capitals for show.

    >>> as_written("ON TIME AGAIN", ["On time again - My Blog"]), as_written("\u200fNATO\u200e", ["NATO"])
    ('On time again', 'NATO')
    """
    title = title.strip(DIRECTIONS)
    if not title.isupper() or " " not in title:
        return title
    places = ((other, other.upper().find(title)) for other in others if len(other.upper()) == len(other))
    found = (other[at : at + len(title)] for other, at in places if at >= 0)
    return next((text for text in found if not text.isupper()), title)
