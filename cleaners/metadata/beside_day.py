"""The author's name beside the post's day, where no word says whose it is: "17 December 2025 · Ana Ilić"."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import squash
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.metadata.bylines import LONGEST_LINE, behind_day, byline_start, load_authors
from blogsieve.cleaners.metadata.dates.byline import begins_byline, begins_with_day
from blogsieve.cleaners.metadata.dates.visible import read_dates
from blogsieve.cleaners.metadata.dates.zones import above_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index
    from blogsieve.cleaners.metadata.dates.place import PostArea

LINKS = parse_selector("a[href]")
# A first name and a family name, with what may stand between; names of sections are as short, and are links to lists.
NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,3}")
BETWEEN = frozenset("da de del den der di do dos du la le van von bin ibn".split())
# What stands around names on a line: signs that part, the section behind "in", a role behind a bar; and between names.
PARTED = re.compile(r"\s*[|·•●∙/]\s*|\s+[-–—]\s+|\s+(?:in|on behalf of|for|at)\s+")
LISTED = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&|und|et|y|og|och)\s+")
EDGES = " |·•●∙–—-/,:"
COLONS = (":", "：")
# A line with a day and more words than these is no byline.
LONGEST = 100
# Above the heading the nearest lines come first; what is farther is the frame.
FEW = 4
# Pages of people; other links lead to what is called so.
OF_PEOPLE = re.compile(
    r"author|people|person|team|staff|writer|contributor|user|profile|member|about|bio|/@|/~|mailto:", re.IGNORECASE
)


def beside_day(index: Index, place: PostArea) -> Iterator[str]:
    """Yield what is written like a person's name right beside the post's day, below the heading or above it.

    What is also a link to something else than a person, and what the page writes small, is a section or a kind of post.
    """
    above = above_heading(place)[:FEW]
    for lines in (place.header[0], above):
        for name in _near_days([line for line in lines if len(line) <= LONGEST]):
            if not _is_section(index, name):
                yield name
    for line in (*place.header[0], *above):
        if len(line) <= LONGEST and (days := read_dates(line)):
            yield from _signed(behind_day(line, days[-1].end))
    for line in above:
        yield from _signed(line)
    for line in place.header[1]:
        # Below the text a line begins with the day, and goes on with topics and comments.
        days = read_dates(line) if len(line) <= LONGEST_LINE and begins_byline(line) else []
        if days and begins_with_day(line, days[0].start):
            yield from _signed(behind_day(line, days[0].end))


def _signed(line: str) -> Iterator[str]:
    """Yield the name behind what bylines begin with: "by Ana Ilić"."""
    line = line.strip(EDGES)
    if label := byline_start().match(line):
        yield from _names((line[label.end() :],))


def _near_days(lines: Sequence[str]) -> Iterator[str]:
    """Yield what is written like a name on the line of a day, or on the one before or behind a line that is a day."""
    days = [next((day for day in read_dates(line) if day.exact), None) for line in lines]
    for line, day in zip(lines, days, strict=True):
        if day:
            yield from _names((line[: day.start], behind_day(line, day.end)))
    for (line, day), (other, second) in pairwise(zip(lines, days, strict=True)):
        # "Ana Ilić:" and "Ana Ilić, who knows, said:" begin a text.
        if other.endswith(COLONS):
            continue
        if day and not second and not line[: day.start].strip(EDGES) and not behind_day(line, day.end).strip(EDGES):
            yield from _names((other,))
        elif second and not day and _is_bare(other[: second.start]):
            yield from _names((line,))


def _is_bare(label: str) -> bool:
    """Tell whether nothing but a label stands before a day, where another name would be the author's."""
    return not label.strip(EDGES) or begins_byline(label)


def _names(texts: Sequence[str]) -> Iterator[str]:
    """Yield the first piece of each text where that is written like a name, or like several.

    >>> list(_names(["Ana Ilić | Boats Editor | ", " · Bo van Ek, Master in Boats", " 5 min read", "Ana Ilić & Bo Ek"]))
    ['Ana Ilić', 'Bo van Ek', 'Ana Ilić & Bo Ek']
    """
    for text in texts:
        # What follows a word for it is read as a byline, in all languages.
        if byline_start().match(text.strip(EDGES)):
            continue
        piece = PARTED.split(text.strip(EDGES))[0]
        people = list(map(_is_written_like_a_name, LISTED.split(piece)))
        if people[0]:
            yield piece if all(people) else LISTED.split(piece)[0]


def _is_written_like_a_name(text: str) -> bool:
    words = text.split()
    is_proper = text[:1].isupper() and all(word[0].isupper() or word in BETWEEN for word in words)
    return is_proper and NAME.fullmatch(text) is not None and _sections().isdisjoint(map(str.lower, words))


@cache
def _sections() -> frozenset[str]:
    return frozenset((*load_authors()["sections"], *load_authors()["days"]))


def _is_section(index: Index, name: str) -> bool:
    """Tell whether a page has a link of this name, or of a part of it, that leads to no person, or writes it small.

    Small is the last word of it; the names of two tags beside each other look like one of a person.
    """
    if re.search(rf"\b{re.escape(name.split()[-1].lower())}\b", _text(index)):
        return True
    return any(not OF_PEOPLE.search(link.get("href", "")) for link in index.select(LINKS) if _is_named(link, name))


def _is_named(link: HtmlElement, name: str) -> bool:
    text = squash(link.text_content())
    return bool(text) and f" {text} " in f" {name} "


def _text(index: Index) -> str:
    """Return all that the page shows."""
    return index.once("text", lambda: "\n".join(index.root.itertext("p", "li", "h2", "h3", "td", "div", "span", "a")))
