"""The headings of a page: their words, without what themes put beside them, and whether they lead home."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import filterfalse, islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml.etree import iterwalk

from blogsieve.cleaners.address import join_url, split_url
from blogsieve.cleaners.dom import blocks
from blogsieve.cleaners.dom.blocks import INVISIBLE, squash
from blogsieve.cleaners.dom.links import is_home, leads_here, links_home
from blogsieve.cleaners.dom.phrasing import INLINE
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.metadata.dates.months import fold
from blogsieve.cleaners.text import words
from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index

HEADINGS = parse_selector("h1, h2, h3, .entry-title, .post-title, #post-title, .title, .p-name, [itemprop=headline]")
# Of these a heading is the post's: so its class says, or where it stands.
OWN = parse_selector(".entry-title, .post-title, #post-title, .p-name, [itemprop=headline]")
POSTS = parse_selector("article, main, .post, .hentry, .entry")
# What themes call a title that they print in no heading: "post-main-title", "articleTitle".
TITLED = parse_selector("[class*=title], [class*=Title]")
LINKS = parse_selector("a[href]")
# Elements that themes part a heading with; emphasis and code stand within a title.
PARTING = ("span", "small", "a", "div", "p", "sup", "strong")
LONGEST = 300
# A heading of more elements was never closed: it swallows all that follows it, further headings too.
MOST_ELEMENTS = 200
# Texts of links to the heading itself, which Sphinx, Hugo and others put beside it.
ANCHORS = frozenset(("", "¶", "#", "§", "🔗", "⚓", "∞", "link", "permalink"))
# What an address ends with behind the post's name.
SUFFIX = re.compile(r"\.(?:html?|php|aspx?)$")
# A shorter name in an address is whole.
SHORTEST_CUT = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's text, whether it links to the site's home page, its level, its parts, and whether it is a post's."""

    text: str
    home: bool = False
    first: bool = False
    pieces: tuple[str, ...] = ()  # what its elements part it into: a section above the title, the title
    of_post: bool = False  # by its class, or by what it stands in
    section: bool = False  # of the text, as its id says, which a generator made of its words
    itself: bool = False  # links to the page that it stands on


def headings(index: Index, url: str) -> Iterator[Heading]:
    """Yield a page's headings; a box around one is none."""
    own, posts = set(index.select(OWN)), set(index.select(POSTS))
    for element in index.select(HEADINGS):
        is_box = element.tag not in blocks.HEADINGS and next(element.iter(*blocks.HEADINGS), None) is not None
        if is_box or is_unclosed(element):
            continue
        text = heading_text(element)
        if text and len(text) <= LONGEST:
            is_of_post = element in own or not posts.isdisjoint(element.iterancestors())
            yield Heading(
                text,
                links_home(element, url),
                element.tag == "h1",
                tuple(pieces_of(element)),
                is_of_post,
                is_named_by_itself(element),
                leads_here(element, url),
            )


def is_unclosed(heading: HtmlElement) -> bool:
    """Tell whether a heading has so much in it that its end must have been forgotten."""
    return next(islice(heading.iter(), MOST_ELEMENTS, None), None) is not None


def is_named_by_itself(element: HtmlElement, name: str = "") -> bool:
    """Tell whether an element is a heading, without a class, whose id, or its anchor's, or that name, has its words.

    >>> from lxml.html import fromstring
    >>> is_named_by_itself(fromstring("<h2 id=post-comments>Post comments <a href=#post-comments>#</a></h2>"))
    True
    >>> is_named_by_itself(fromstring("<h3 id=comments>3 comments</h3>"))
    False
    >>> is_named_by_itself(fromstring("<h2 id=uber-boote>Über Boote</h2>"))
    True
    """
    if element.tag not in blocks.HEADINGS or element.get("class"):
        return False
    name = name or element.get("id") or next((one.get("id") for one in element.iter("a") if one.get("id")), "")
    key, said = "".join(words(name)), "".join(words(element.text_content()))
    # Some generators leave out accents, others keep them.
    return bool(key) and (key == said or (not said.isascii() and fold(key) == fold(said)))


def titled_by_address(index: Index, url: str) -> str:
    """Return the text of an element called a title that says what the page's address ends with, `""` where none does.

    >>> from lxml.html import document_fromstring
    >>> from blogsieve.cleaners.dom.index import Index
    >>> page = Index(document_fromstring("<p class=blog-title>Clocks<p class=post-main-title>Don't be late!"))
    >>> titled_by_address(page, "https://blog.example/2022/dont-be-late.html")
    "Don't be late!"
    """
    slug = "".join(words(name_in(url)))
    for element in filterfalse(is_unclosed, index.select(TITLED)) if slug else ():
        text = heading_text(element)
        own = "".join(words(text)) if len(text) <= LONGEST else ""
        if own == slug or (len(slug) >= SHORTEST_CUT and own.startswith(slug)):
            return text
    return ""


def name_in(url: str) -> str:
    """Return what a page's address ends with, without what says how it is made.

    >>> name_in("https://blog.example/2022/dont-be-late.html")
    'dont-be-late'
    """
    return unquote(SUFFIX.sub("", split_url(url).path.rstrip("/").rpartition("/")[2]))


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
def load_words() -> Mapping[str, frozenset[str]]:
    """Return the lists of headings.toml, each as a set."""
    table = load_toml(__package__, "headings.toml")
    return {name: frozenset(words) for name, words in table.items()}


def is_unnamed(title: str) -> bool:
    """Tell whether a title is what programs call a page that nobody has named.

    >>> is_unnamed("Untitled Document"), is_unnamed("Document of a journey")
    (True, False)
    """
    return title.lower() in load_words()["unnamed"]


def pieces_of(element: HtmlElement) -> Iterator[str]:
    """Yield the texts of a heading's elements and what stands between them, where there are several."""
    if any(child.tag in PARTING for child in element):
        runs = [element.text, *(run for child in element for run in (_text_of(child), child.tail))]
        yield from filter(None, (squash(run or "") for run in runs))


def _text_of(element: HtmlElement) -> str:
    """Return the text of a heading's element, `""` of a comment."""
    return str(element.text_content()) if isinstance(element.tag, str) else ""


def _is_label(part: HtmlElement, heading: HtmlElement) -> bool:
    """Tell whether a part of a heading has a label's class, and is neither a sign nor all that the heading holds."""
    if not isinstance(part.tag, str) or load_words()["beside"].isdisjoint((part.get("class") or "").lower().split()):
        return False
    text = part.text_content()
    return any(map(str.isalnum, text)) and squash(text) != squash(heading.text_content())


def _is_beside(element: HtmlElement) -> bool:
    """Tell whether a part of a heading is none of its words."""
    if not isinstance(element.tag, str) or element.tag in INVISIBLE or element.tag in ("time", "button"):
        return True
    return element.tag == "a" and squash(element.text_content()).lower() in ANCHORS


def home_links(index: Index, url: str) -> Iterator[str]:
    """Yield the texts of the links to the site's home page: its name is one of them, or in the picture of one.

    >>> from lxml.html import document_fromstring
    >>> from blogsieve.cleaners.dom.index import Index
    >>> links = "<a href=/about>About</a><a href=//b.example>B</a><a href=/>Home</a><a href=/><img alt='My Blog'></a>"
    >>> list(home_links(Index(document_fromstring(links)), "https://blog.example/on-time"))
    ['My Blog']
    """
    host = split_url(url).netloc
    for link in index.select(LINKS):
        target = join_url(url, link.get("href", ""))
        if is_home(target) and split_url(target).netloc == host:
            picture = next(link.iter("img"), None)
            text = squash(link.text_content()) or ("" if picture is None else squash(picture.get("alt", "")))
            if text.lower() not in load_words()["home"]:
                yield text
