"""The post's own title: chosen among the headings and what the page declares, and told from the blog's name."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.full_title import is_at_edge, title_in
from blogsieve.cleaners.metadata.site_names import parts_at_separators, strip_sitename
from blogsieve.cleaners.metadata.title_text import clean_title
from blogsieve.cleaners.text import text_key, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blogsieve.cleaners.metadata.headings import Heading

# Where a post on another host is linked, its host and the number of votes or answers stand behind its title.
LINKED = re.compile(r"\s*\((?:[\w-]+\.)+[a-z]{2,}\)[\s\d]*$", re.IGNORECASE)
# How many comments a post has, as some makers of feeds write behind its title: "Geese [2]".
COUNTED = re.compile(r"\s+(?:\[\d+\]|\(\d+\))$")
# Of the words of a heading and of what the page declares, so many are the same where both name the post: themes have a
# field for each, and authors word them differently. What readers see is the title.
SHARED_WORDS = 0.2
# An address of fewer words may be a section's, or one word of the title.
FEWEST_IN_ADDRESS = 4


def parted(one: Heading, declared: Iterable[str], full: str) -> Heading:
    """Return a heading cut to that part of it which is what the page declares, where the whole is not.

    >>> from blogsieve.cleaners.metadata.headings import Heading
    >>> parted(Heading("OpinionOn time", pieces=("Opinion", "On time")), ["On time"], "On time | Opinion").text
    'On time'
    >>> parted(Heading("On time (news.example) 87"), ["On time"], "").text
    'On time'
    >>> parted(Heading("Ferries On time", pieces=("Ferries", "On time")), ["Ferries: On time"], "").text
    'Ferries: On time'
    >>> parted(Heading("Ferries &#x26; time"), [], "Ferries & time | My Blog").text
    'Ferries & time'
    """
    spelled = {text_key(text): text for text in (full, *declared)}
    said = spelled.keys()
    for bare in (LINKED.sub("", one.text), clean_title(one.text)):
        if one.text != bare and (text_key(bare) in said or is_at_edge(bare, full)):
            return replace(one, text=bare)
    # What stands in two lines, a sign parts in one: "On time: How I came to be it".
    if len(one.pieces) > 1 and (whole := spelled.get(text_key(" ".join(one.pieces)))):
        return replace(one, text=whole)
    if not one.pieces or text_key(one.text) in said or is_at_edge(one.text, full):
        return one
    own = [piece for piece in one.pieces if text_key(piece) in said]
    own = own or [piece for piece in one.pieces if is_at_edge(piece, full)]
    return replace(one, text=max(own, key=len)) if own else one


def as_shown(title: str, found: Sequence[Heading]) -> str:
    """Return a feed's title as the page shows it: the signs may be other ones, and the comments are not counted there.

    >>> from blogsieve.cleaners.metadata.headings import Heading
    >>> as_shown("Well…", [Heading("My Blog"), Heading("Well...", first=True)])
    'Well...'
    >>> as_shown("Geese [2]", [Heading("Geese", first=True)]), as_shown("Geese [2]", [Heading("Geese [2]", first=True)])
    ('Geese', 'Geese [2]')
    """
    shown = {text_key(one.text): one.text for one in reversed(found) if one.first}
    keys = filter(None, map(text_key, (title, COUNTED.sub("", title))))
    return next((shown[key] for key in keys if key in shown), title)


def named_by_address(title: str, declared: Iterable[str], name: str) -> str:
    """Return what a page declares and its address is made of, where its heading has other words; else the title.

    >>> named_by_address("Book a cab today!", ["How to be on time - My Blog", "How to be on time"], "how-to-be-on-time")
    'How to be on time'
    >>> named_by_address("How to be on time by cab", ["How to be on time"], "how-to-be-on-time")
    'How to be on time by cab'
    """
    own, shown = words(name), words(title)
    # An address has no apostrophes: "dont" is of "don't".
    slug, bare = "".join(own), "".join(shown)
    if len(own) < FEWEST_IN_ADDRESS or bare in slug or slug in bare or set(own).issubset(shown):
        return title
    return next((text for text in declared if "".join(words(text)) == slug), title)


def choose_title(declared: Sequence[str], sitename: str, found: Sequence[Heading], bare: str = "") -> str:
    """Return the post's title: the heading that says what the page declares, else that without the blog's name.

    `declared` is what the page gives to machines, or to browsers where it gives those nothing, the most trusted first;
    `bare` what it gives to browsers, which tells the heading where the others say something else.

    >>> from blogsieve.cleaners.metadata.headings import Heading
    >>> choose_title(["On time - My Blog"], "", [Heading("My Blog", home=True), Heading("On time")])
    'On time'
    >>> choose_title(["10 ways to be on time"], "", [Heading("How I came to be on time", first=True)])
    'How I came to be on time'
    >>> choose_title(["Never late again!"], "", [Heading("Ten ways to be on time", first=True)], "Ways to be on time")
    'Ten ways to be on time'
    """
    own = [one for one in found if not one.home and text_key(one.text) != text_key(sitename)]
    full = next(filter(None, declared), "")
    only = [one.text for one in own if one.first]
    if not full:
        return next((text for text in (*only, *(one.text for one in own))), "")
    if text_key(full) == text_key(sitename):
        # Where browsers are told the blog's name alone, a post's title leads to its page, as it does in the lists.
        named = only if len(only) == 1 else list({one.text for one in own if one.itself and one.of_post})
        if len(named) == 1:
            return named[0]
    first = (
        _first_level(declared, sitename, own) or _same(declared, sitename, own) or _first_level([bare], sitename, own)
    )
    if above := _above(first, own, declared, sitename) or _repeated(first, own):
        return above
    name = f"{text_key(first)} "
    before = {text_key(part) for part, behind in parts_at_separators(full) if f"{text_key(behind)} ".startswith(name)}
    # Where the heading of the first level is what ends the full title, before the host's name or without one, it is the
    # blog's, and what stands before it the post's.
    return (
        next((one.text for one in own if text_key(one.text) in before), "")
        or _of_post(first, full, own)
        or first
        or title_in(full, sitename, own)
    )


def _of_post(first: str, full: str, own: Sequence[Heading]) -> str:
    """Return the heading of the post that ends a full title which one outside of the post begins: the blog's name."""
    if not first or any(one.of_post for one in own if one.text == first):
        return ""
    behind = {text_key(rest) for part, rest in parts_at_separators(full) if text_key(part) == text_key(first)}
    return next((one.text for one in own if one.of_post and text_key(one.text) in behind), "")


def _above(first: str, own: Sequence[Heading], declared: Sequence[str], sitename: str) -> str:
    """Return the heading that is what the page declares, where it stands above one of the first level that is not.

    An author's headings begin anew at the first level, below the title in the second. One that an id tells to be the
    author's is not even the title where what the page declares has another heading's text at an edge.
    """
    if not first or (same := _same(declared, sitename, own)) == first:
        return ""
    above = list(takewhile(lambda one: one.text != first, own))
    if any(one.text == same for one in above):
        return same
    full = next(filter(None, declared))
    if not any(one.section for one in own if one.text == first) or is_at_edge(first, full):
        return ""
    return next((one.text for one in reversed(above) if not one.section and is_at_edge(one.text, full)), "")


def _repeated(first: str, own: Sequence[Heading]) -> str:
    """Return the heading that says what stands before the first bar of one that names sections and blog as well."""
    key = text_key(first.split(" | ")[0])
    return next((one.text for one in own if text_key(first) != key == text_key(one.text)), "")


def _same(declared: Sequence[str], sitename: str, own: Sequence[Heading]) -> str:
    """Return the first heading, of whatever level, that is what the page declares."""
    keys = {text_key(strip_sitename(name, sitename)) for name in declared if name} - {""}
    return next((one.text for one in own if text_key(one.text) in keys), "")


def _first_level(declared: Sequence[str], sitename: str, own: Sequence[Heading]) -> str:
    """Return the heading of the first level that has most in common with what the page declares, `""` where none has.

    An article's own name, where the page declares one, is without the blog's name; so that name, if it is a heading of
    the first level, has nothing in common with it.
    """
    names = [set(words(strip_sitename(name, sitename))) for name in declared if name]
    scored = [
        (max((_shared(set(words(one.text)), name) for name in names), default=0.0), one.text)
        for one in own
        if one.first
    ]
    score, text = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return text if score >= SHARED_WORDS else ""


def _shared(one: set[str], other: set[str]) -> float:
    """Return the share of the words of two texts that both have."""
    return len(one & other) / max(1, len(one | other))
