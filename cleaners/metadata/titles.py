"""The post's own title, told from the blog's name."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from lxml.etree import iterwalk

from blogsieve.cleaners.dom.blocks import INLINE, INVISIBLE, squash
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.text import text_key, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index

HEADINGS = parse_selector("h1, h2, h3, .entry-title, .post-title, .title, .p-name, [itemprop=headline]")
LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What stands between a title and the blog's name. Quotation marks and the dot of Catalan's "l·l" do so between spaces
# only: "El paquete «equivs«" ends with none.
SEPARATOR = re.compile(r"\s*(?:\s[-–—|·•~/:»«›‹→←⋆]+\s|[|•]|::|: |：|—|\s_\s)\s*")
LONGEST = 300
# A shorter title is whole, and a heading that begins with it another one.
SHORTEST_CUT = 40
# Of the words of a heading and of what the page declares, so many are the same where both name the post: themes have a
# field for each, and authors word them differently. What readers see is the title.
SHARED_WORDS = 0.2
# Markup of a word within a title; `<details>` in one is what the post is about.
MARKUP = re.compile(
    r"<(abbr|a|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|tt|u)\b[^<>]*>(.*?)</\1>",
    re.I | re.S,
)
BREAK = re.compile(r"<(?:br|wbr|img)\b[^<>]*>", re.I)
# Texts of links to the heading itself, which Sphinx, Hugo and others put beside it.
ANCHORS = frozenset(("", "¶", "#", "§", "🔗", "⚓", "∞", "link", "permalink"))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's text, whether it links to the site's home page, and whether it is of the first level."""

    text: str
    home: bool = False
    first: bool = False


def clean_title(text: str) -> str:
    """Return a title without markup, entities and doubled spaces.

    >>> clean_title("Tom &amp;amp; Jerry  <em>again</em>")
    'Tom & Jerry again'
    """
    for _ in range(2):  # feeds and metas escape twice
        text = html.unescape(text)
    while (plain := MARKUP.sub(r"\2", text)) != text:
        text = plain
    return squash(BREAK.sub(" ", text))


def headings(index: Index, url: str) -> Iterator[Heading]:
    """Yield a page's headings; a box around one is none."""
    for element in index.select(HEADINGS):
        if element.tag not in LEVELS and next(element.iter(*LEVELS), None) is not None:
            continue
        text = heading_text(element)
        if text and len(text) <= LONGEST:
            yield Heading(text, links_home(element, url), element.tag == "h1")


def heading_text(element: HtmlElement) -> str:
    """Return the text of a heading on one line, without the link to itself and the date that some themes put in it."""
    parts: list[str] = []
    # No recursion: a heading may hold a thousand elements within each other.
    walk = iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        gap = " " if isinstance(node.tag, str) and node.tag not in INLINE else ""
        if event != "start":
            parts += (gap, node.tail or "") if node is not element else ()
        elif node is not element and _is_beside(node):
            parts.append(gap)
            walk.skip_subtree()
        else:
            parts += (gap, node.text or "")
    return squash("".join(parts))


def _is_beside(element: HtmlElement) -> bool:
    """Tell whether a part of a heading is none of its words."""
    if not isinstance(element.tag, str) or element.tag in INVISIBLE or element.tag in ("time", "button"):
        return True
    return element.tag == "a" and squash(element.text_content()).lower() in ANCHORS


def links_home(element: HtmlElement, url: str) -> bool:
    """Tell whether a heading is, or stands in, a link to the home page: it is the blog's name then."""
    links = [*element.iter("a"), *element.iterancestors("a")]
    return any(is_home(urljoin(url, link.get("href", "-"))) for link in links[:1])


def is_home(url: str) -> bool:
    """Tell whether an address is a site's home page.

    >>> is_home("https://example.org/"), is_home("https://example.org/a"), is_home("https://example.org/index.html")
    (True, False, True)
    """
    parts = urlsplit(url)
    return parts.scheme.startswith("http") and not parts.query and parts.path in ("", "/", "/index.html", "/index.php")


def find_sitename(found: Iterable[Heading], full: str) -> str:
    """Return the heading that links home, where a page's full title has it too: it is the blog's name."""
    folded = text_key(full)
    return next((one.text for one in found if one.home and text_key(one.text) and text_key(one.text) in folded), "")


def strip_sitename(title: str, sitename: str) -> str:
    """Return a title without the blog's name before or behind it.

    >>> strip_sitename("On time | My Blog", "My Blog"), strip_sitename("My Blog: On time", "my blog")
    ('On time', 'On time')
    """
    if not sitename or text_key(title) == text_key(sitename):
        return title
    name = text_key(sitename)
    for before, after in _parts(title):
        if text_key(after) == name and before:
            return before
        if text_key(before) == name and after:
            return after
    return title


def as_shown(title: str, found: Iterable[Heading]) -> str:
    """Return a feed's title as the page shows it: the signs may be other ones.

    >>> as_shown("Well…", [Heading("My Blog"), Heading("Well...", first=True)])
    'Well...'
    """
    return next(
        (one.text for one in found if one.first and text_key(title) and text_key(one.text) == text_key(title)), title
    )


def choose_title(declared: Sequence[str], sitename: str, found: Sequence[Heading]) -> str:
    """Return the post's title: the heading that says what the page declares, else that without the blog's name.

    `declared` is what the page gives to machines and browsers, the most trusted first.

    >>> choose_title(["On time - My Blog"], "", [Heading("My Blog", home=True), Heading("On time")])
    'On time'
    >>> choose_title(["10 ways to be on time"], "", [Heading("How I came to be on time", first=True)])
    'How I came to be on time'
    """
    own = [one for one in found if not one.home and text_key(one.text) != text_key(sitename)]
    full = next(filter(None, declared), "")
    only = [one.text for one in own if one.first]
    if text_key(full) == text_key(sitename) and len(only) == 1:
        return only[0]
    first = _first_level(declared, sitename, own)
    before = {text_key(part) for part, behind in _parts(full) if text_key(behind) == text_key(first)}
    # Where the heading of the first level is what ends the full title, it is the blog's name, and its rest the post's.
    return (
        next((one.text for one in own if text_key(one.text) in before), "") or first or _title_in(full, sitename, own)
    )


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


def _title_in(full: str, sitename: str, own: Sequence[Heading]) -> str:
    """Return the title in a page's full title: the heading that is a part of it, else what the blog's name leaves."""
    folded = text_key(full)
    # `og:title` may be cut; the heading that it is the beginning of is whole.
    if whole := next((one.text for one in own if _continues(text_key(one.text), folded)), ""):
        return whole
    stripped = strip_sitename(full, sitename)
    if stripped != full or any(text_key(one.text) == folded for one in own):
        return stripped
    parts = {text_key(part) for pair in _parts(full) for part in pair}
    return max((one.text for one in own if text_key(one.text) in parts), key=len, default=full)


def _continues(whole: str, cut: str) -> bool:
    """Tell whether a folded heading is a cut title and the rest of its last word or sentence."""
    return len(cut) >= SHORTEST_CUT and whole.startswith(cut) and whole != cut


def _parts(title: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and behind each separator of a title."""
    for match in SEPARATOR.finditer(title):
        yield title[: match.start()], title[match.end() :]
