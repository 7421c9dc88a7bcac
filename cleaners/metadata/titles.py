"""The post's own title, told from the blog's name."""

from __future__ import annotations

import html
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import TYPE_CHECKING

from lxml.etree import iterwalk

from blogsieve.cleaners.address import join_url, split_url
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
SEPARATOR = re.compile(r"\s*(?:\s[-–—|·•~/:»«›‹→←⋆]+\s|[|•]|::|: |：|—|\s_\s|\s@\s)\s*")
# Signs of a way through a site, which hardly stand in titles: "On time @ Ana's house :: Host".
CHAIN = re.compile(r"\s+@\s+|\s*(?:\||::|»|•)\s*")
# A heading that the full title begins or ends with is the title where a sign stands between it and the rest.
SIGN_BEHIND, SIGN_BEFORE = re.compile(r"\s*[^\w\s'’]|\s+\(?$"), re.compile(r"[^\w\s'’]\s*$")
# Where a post on another host is linked, its host and the number of votes or answers stand behind its title.
LINKED = re.compile(r"\s*\((?:[\w-]+\.)+[a-z]{2,}\)[\s\d]*$", re.IGNORECASE)
# Elements that themes part a heading with; emphasis and code stand within a title.
PARTING = ("span", "small", "a", "div", "p", "sup", "strong")
LONGEST = 300
# Of what is given as a title, a name or a section so many characters are read, and so many of those, without their
# escapes, are kept: an element that is not closed has all of the page in it.
MOST_READ, MOST_KEPT = 8000, 1000
# A host's name of fewer letters may be a word of a title.
SHORTEST_NAME = 5
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
    """A heading's text, whether it links to the site's home page, whether it is of the first level, and its parts."""

    text: str
    home: bool = False
    first: bool = False
    pieces: tuple[str, ...] = ()  # what its elements part it into: a section above the title, the title


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


def headings(index: Index, url: str) -> Iterator[Heading]:
    """Yield a page's headings; a box around one is none."""
    for element in index.select(HEADINGS):
        if element.tag not in LEVELS and next(element.iter(*LEVELS), None) is not None:
            continue
        text = heading_text(element)
        if text and len(text) <= LONGEST:
            yield Heading(text, links_home(element, url), element.tag == "h1", tuple(pieces_of(element)))


def heading_text(element: HtmlElement) -> str:
    """Return the text of a heading on one line, without the link to itself and the date that some themes put in it."""
    parts: list[str] = []
    # No recursion: a heading may hold a thousand elements within each other.
    walk = iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        gap = " " if isinstance(node.tag, str) and node.tag not in INLINE else ""
        if event != "start":
            parts += (gap, node.tail or "") if node is not element else ()
        elif node is not element and (_is_beside(node) or _is_label(node, element)):
            parts.append(gap)
            walk.skip_subtree()
        else:
            parts += (gap, node.text or "")
    return squash("".join(parts))


@cache
def load_beside() -> frozenset[str]:
    """Return the classes of the parts of a heading that are none of its words."""
    return frozenset(tomllib.loads(files(__package__).joinpath("titles.toml").read_text("utf-8"))["beside"])


def pieces_of(element: HtmlElement) -> Iterator[str]:
    """Yield the texts of a heading's elements and what stands between them, where there are several."""
    if any(child.tag in PARTING for child in element):
        runs = [element.text, *(run for child in element for run in (_text_of(child), child.tail))]
        yield from filter(None, (squash(run or "") for run in runs))


def _text_of(element: HtmlElement) -> str:
    """Return the text of a heading's element, `""` of a comment."""
    return str(element.text_content()) if isinstance(element.tag, str) else ""


def parted(one: Heading, declared: Iterable[str], full: str) -> Heading:
    """Return a heading cut to that part of it which is what the page declares, where the whole is not.

    >>> parted(Heading("OpinionOn time", pieces=("Opinion", "On time")), ["On time"], "On time | Opinion").text
    'On time'
    >>> parted(Heading("On time (news.example) 87"), ["On time"], "").text
    'On time'
    """
    said = {text_key(text) for text in (*declared, full)}
    if one.text != (bare := LINKED.sub("", one.text)) and (text_key(bare) in said or is_at_edge(bare, full)):
        return replace(one, text=bare)
    if not one.pieces or text_key(one.text) in said or is_at_edge(one.text, full):
        return one
    own = [piece for piece in one.pieces if text_key(piece) in said]
    own = own or [piece for piece in one.pieces if is_at_edge(piece, full)]
    return replace(one, text=max(own, key=len)) if own else one


def _is_label(part: HtmlElement, heading: HtmlElement) -> bool:
    """Tell whether a part of a heading bears the class of a label, and is not all that the heading holds."""
    if not isinstance(part.tag, str) or load_beside().isdisjoint((part.get("class") or "").lower().split()):
        return False
    return squash(part.text_content()) != squash(heading.text_content())


def _is_beside(element: HtmlElement) -> bool:
    """Tell whether a part of a heading is none of its words."""
    if not isinstance(element.tag, str) or element.tag in INVISIBLE or element.tag in ("time", "button"):
        return True
    return element.tag == "a" and squash(element.text_content()).lower() in ANCHORS


def links_home(element: HtmlElement, url: str) -> bool:
    """Tell whether a heading is, or stands in, a link to the home page: it is the blog's name then."""
    links = [*element.iter("a"), *element.iterancestors("a")]
    return any(is_home(join_url(url, link.get("href", "-"))) for link in links[:1])


def is_home(url: str) -> bool:
    """Tell whether an address is a site's home page.

    >>> is_home("https://example.org/"), is_home("https://example.org/a"), is_home("https://example.org/index.html")
    (True, False, True)
    """
    parts = split_url(url)
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


def strip_labels(title: str, sitename: str, sections: Iterable[str], host: str = "") -> str:
    """Return a title without the blog's name, or that of its section or its host, behind its last separator.

    >>> strip_labels("On time | Opinion", "My Blog", ["opinion"]), strip_labels("On time - by bus", "My Blog", [])
    ('On time', 'On time - by bus')
    >>> [strip_labels(title, "", [], "www.myblog.example") for title in ("On time | My Blog", "On time: My Blog")]
    ['On time', 'On time: My Blog']
    """
    names = {key for name in (sitename, *sections) if (key := text_key(name))}
    before, behind = max(_parts(title), key=lambda pair: len(pair[0]), default=("", ""))
    # What stands behind a colon says what the title is about.
    is_label = text_key(behind) in names or (not title.startswith(f"{before}:") and is_of_host(behind, host))
    return before if before and is_label else title


def is_of_host(name: str, host: str) -> bool:
    """Tell whether a name is that of a site's host, or a part of it, or little more than it.

    >>> [is_of_host(name, "www.getmyblog.example") for name in ("My Blog", "myblog.example", "GetMyBlog Team", "Blog")]
    [True, False, True, False]
    """
    key = "".join(words(name))
    labels = [label.replace("-", "") for label in host.removeprefix("www.").split(".")[:-1]]
    return any(
        min(len(key), len(label)) >= SHORTEST_NAME
        and (key in label or label in key)
        and 2 * min(len(key), len(label)) >= max(len(key), len(label))
        for label in labels
    )


def as_shown(title: str, found: Iterable[Heading]) -> str:
    """Return a feed's title as the page shows it: the signs may be other ones.

    >>> as_shown("Well…", [Heading("My Blog"), Heading("Well...", first=True)])
    'Well...'
    """
    return next(
        (one.text for one in found if one.first and text_key(title) and text_key(one.text) == text_key(title)), title
    )


def choose_title(declared: Sequence[str], sitename: str, found: Sequence[Heading], bare: str = "") -> str:
    """Return the post's title: the heading that says what the page declares, else that without the blog's name.

    `declared` is what the page gives to machines, or to browsers where it gives those nothing, the most trusted first;
    `bare` what it gives to browsers, which tells the heading where the others say something else.

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
    if text_key(full) == text_key(sitename) and len(only) == 1:
        return only[0]
    first = _first_level(declared, sitename, own) or _first_level([bare], sitename, own)
    if above := _above(first, own, declared, sitename):
        return above
    before = {text_key(part) for part, behind in _parts(full) if text_key(behind) == text_key(first)}
    # Where the heading of the first level is what ends the full title, it is the blog's name, and its rest the post's.
    return (
        next((one.text for one in own if text_key(one.text) in before), "") or first or _title_in(full, sitename, own)
    )


def _above(first: str, own: Sequence[Heading], declared: Sequence[str], sitename: str) -> str:
    """Return the heading that is what the page declares, where it stands above one of the first level that is not.

    An author's headings begin anew at the first level, below the title in the second.
    """
    keys = {text_key(strip_sitename(name, sitename)) for name in declared if name} - {""}
    if not first or text_key(first) in keys:
        return ""
    above = takewhile(lambda one: one.text != first, own)
    return next((one.text for one in above if text_key(one.text) in keys), "")


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
        first = CHAIN.split(stripped)[0]
        return first if any(text_key(one.text) == text_key(first) for one in own) else stripped
    parts = {text_key(part) for pair in _parts(full) for part in pair}
    found = max((one.text for one in own if text_key(one.text) in parts), key=len, default="")
    return found or max((one.text for one in own if is_at_edge(one.text, full)), key=len, default=full)


def is_at_edge(text: str, full: str) -> bool:
    """Tell whether a full title begins or ends with a heading, and a sign parts it from the rest.

    >>> is_at_edge("On time", "On time, My Blog"), is_at_edge("On time", "On time zones")
    (True, False)
    """
    text, full = text.lower(), full.lower()
    behind, before = full[len(text) :], full[: -len(text)]
    return bool(text) and (
        (full.startswith(text) and SIGN_BEHIND.match(behind) is not None)
        or (full.endswith(text) and SIGN_BEFORE.search(before) is not None)
    )


def _continues(whole: str, cut: str) -> bool:
    """Tell whether a folded heading is a cut title and the rest of its last word or sentence."""
    return len(cut) >= SHORTEST_CUT and whole.startswith(cut) and whole != cut


def _parts(title: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and behind each separator of a title."""
    for match in SEPARATOR.finditer(title):
        yield title[: match.start()], title[match.end() :]
