"""What a fetched page shows of itself: marks, links, a date, and how much text stands before the first teaser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast
from zlib import crc32

from lxml.etree import XPath

from blogsieve.cleaners.address import join_url
from blogsieve.cleaners.dom.anchored import posts_at_anchors
from blogsieve.cleaners.text import DAY
from blogsieve.crawler.blogs.marks import page_marks
from blogsieve.crawler.blogs.navigation import languages, onward
from blogsieve.crawler.urls import is_web, url_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
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
TITLES = frozenset(
    "entry-title post-title article-title title p-name post-link u-url bookmark post__title card-title".split()
)
COUNTED = frozenset({"article", "time", "h1", "main"})
DIGIT = re.compile(r"\d")
# A sign of Chinese, Japanese or Korean says as much as this many letters of an alphabet.
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
WIDE_WEIGHT = 2.5
# The day of a post stands by its title, or below its text: within so many characters of the main part's beginning,
# which may hold a header and a menu that nothing tells as such, or of its end.
HEAD, FOOT = 1500, 600
# Pages that have most of so many of their longest texts in common hold the same.
SKETCHED = 16
# On a page with less text than this a script may be to put it there, from what it holds.
BARE = 500


# What leads to a post of several on a page: the hour or the day of it, a sign, a word.
HOUR = r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?"
PERMALINK = re.compile(rf"{HOUR}|{DAY.pattern}|[#¶∞]|perma\S*(?:\slink)?", re.IGNORECASE)
ROOTED = ("/", "http://", "https://")
# Addresses of a template's links, for a few blogs at a time.
CACHED = 4096

_CLASSES = XPath("descendant-or-self::*/@class", smart_strings=False)
_IDS = XPath("descendant-or-self::*/@id", smart_strings=False)


class Link(NamedTuple):
    """An address on the page, absolute, and where it stands."""

    url: str
    chrome: bool  # it stands in a menu, a sidebar, the foot or the comments


@dataclass(frozen=True, slots=True)
class PageFeatures:
    """What a page shows of itself; lengths in characters of an alphabet."""

    url: str
    canonical: str
    marks: frozenset[str]
    links: tuple[Link, ...]
    prose: int  # text outside links, menus, sidebars and comments
    lead: int  # the part of it before the first title that leads to another page of the site
    linked: int  # text in links, at the same places
    titles: tuple[str, ...]  # addresses of such titles, each once
    dated: bool  # it bears the day that it was published on
    sketch: frozenset[int] = frozenset()  # of its longest texts, to tell whether two pages hold the same
    onward: tuple[str, ...] = ()  # addresses that lead on without being links in it: relations, choices, buttons
    languages: tuple[str, ...] = ()  # it in other languages
    permalinks: int = 0  # other pages of the site to which an hour, a day or a sign leads
    posts: tuple[str, ...] = ()  # the fragments at which its posts stand, where it is made of several


def page_features(root: HtmlElement, url: str) -> PageFeatures:
    """Return what the parsed page at url shows; the tree is not changed."""
    walk = walked(root, url)
    said = next((node.get("href") for node in root.iter("link") if node.get("rel") == "canonical"), None)
    canonical = resolve(walk.base, said.strip()) if said else ""
    marks = page_marks(root) | walk.marks()
    titles = tuple(dict.fromkeys(walk.titles))
    dated = "article:published_time" in marks or "time" in walk.counts or walk.has_day()
    on, others = onward(root, walk.resolve), languages(root, walk.resolve)
    links = tuple(dict.fromkeys([*walk.links, *(Link(url, chrome=True) for url in (*on, *others))]))
    known = (url, canonical, marks, links, walk.prose, walk.lead, walk.linked, titles, dated)
    texts = walk.texts if walk.prose >= BARE else [*walk.texts, *(node.text or "" for node in root.iter("script"))]
    posts = tuple(posts_at_anchors(root, url))
    return PageFeatures(
        *known,
        sketch=sketch_of(texts),
        onward=on,
        languages=others,
        permalinks=len(walk.permalinks),
        posts=posts,
    )


def walked(root: HtmlElement, url: str) -> Walk:
    """Return the walk over the page at url."""
    base = join_url(url, next((said for node in root.iter("base") if (said := node.get("href"))), url)) or url
    walk = Walk(base, url_key(url))
    walk.visit(root)
    return walk


def all_texts(root: HtmlElement, url: str) -> frozenset[int]:
    """Return numbers that stand for all texts of the page at url, as a sketch has them of the longest."""
    return frozenset(number_of(" ".join(text.split())) for text in walked(root, url).texts)


def sketch_of(texts: list[str]) -> frozenset[int]:
    """Return numbers that stand for the longest texts: workers of other processes come to the same ones."""
    longest = sorted({" ".join(text.split()) for text in texts}, key=lambda text: (-len(text), text))[:SKETCHED]
    return frozenset(map(number_of, longest))


def number_of(text: str) -> int:
    """Return a number that stands for a text."""
    return crc32(text.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=CACHED)
def resolve(base: str, href: str) -> str:
    """Return the address that a link on a page leads to, "" where no page can stand there.

    >>> resolve("https://a.example/x/", "../y"), resolve("https://a.example/x/", "mailto:me@a.example")
    ('https://a.example/y', '')
    """
    url = join_url(base, href).partition("#")[0]
    return url if is_web(url) else ""


class Walk:
    """One pass over the tree that gathers links, class names and lengths."""

    def __init__(self, base: str, own: str) -> None:
        self.base, self.root = base, join_url(base, "/")
        # The blog's own name leads home from the top of every page.
        self.not_titles = {own, own.split("/", 1)[0].split("?", 1)[0]}
        self.links: list[Link] = []
        self.titles: list[str] = []
        self.permalinks: set[str] = set()
        self.own, self.host = own, own.split("/", 1)[0].split("?", 1)[0]
        self.names: set[str] = set()
        self.counts: dict[str, int] = {}
        self.texts: list[str] = []
        self.prose = self.lead = self.linked = 0

    def visit(self, root: HtmlElement) -> None:
        """Walk root in document order, without recursion, so that deep trees are no trouble."""
        # What stands behind a child waits in the stack as well, with whether it stands in a heading.
        stack: list[tuple[HtmlElement | str, bool, bool]] = [(root, False, False)]
        while stack:
            node, title, in_link = stack.pop()
            if isinstance(node, str):
                self.add(node, title, in_link)
                continue
            tag = node.tag
            if not isinstance(tag, str) or tag in HIDDEN:
                continue
            classes, name = said_by(node.get("class") or ""), node.get("id") or ""
            if (classes.chrome and tag != "body") or is_chrome(node, tag, name):
                self.take_chrome(node)
                continue
            self.names |= classes.marks
            self.names |= mark_of(name)
            if tag == "main":
                # A column before it is neither body nor list, whatever it is called.
                self.lead, self.titles = 0, []
            heading = tag in HEADINGS
            title = title or classes.title or heading
            if tag == "a" and (href := node.get("href")):
                self.take_link(node, href, title)
                in_link = True
            if tag in COUNTED:
                self.counts[tag] = self.counts.get(tag, 0) + 1
            if (text := node.text) and not text.isspace():
                self.add(text, heading, in_link)
            for child in reversed(node):
                if (tail := child.tail) and not tail.isspace():
                    stack.append((tail, heading, in_link))
                stack.append((child, title, in_link))

    def take_chrome(self, node: HtmlElement) -> None:
        """Note the links and names in a part that is neither body nor list; most of a page's elements are in one."""
        for classes in set(cast("list[str]", _CLASSES(node))):
            self.names |= said_by(classes).marks
        self.names.update(*map(mark_of, cast("list[str]", _IDS(node))))
        # Each comment has a link to itself.
        said = [href.strip() for link in node.iter("a") if (href := link.get("href")) and href[0] != "#"]
        urls = [resolve(self.root if href.startswith(ROOTED) else self.base, href) for href in said]
        self.links += [Link(url, chrome=True) for url in urls if url]

    def take_link(self, node: HtmlElement, href: str, title: bool) -> None:
        """Note the link, and the title that leads to another page."""
        if not (url := self.resolve(href)):
            return
        self.links.append(Link(url, chrome=False))
        if node.text and not len(node) and PERMALINK.fullmatch(node.text.strip()):
            key = url_key(url)
            if key != self.own and key.startswith(self.host):
                self.permalinks.add(key)
        title = title or next(node.iter(*HEADINGS), None) is not None
        if title and url_key(url) not in self.not_titles and any(text.strip() for text in node.itertext()):
            self.titles.append(url)

    def resolve(self, href: str) -> str:
        """Return the address that a link leads to, "" where no page can stand there."""
        href = href.strip()
        # What does not depend on the page is the same for each of them, and need not be worked out again.
        return resolve(self.root if href.startswith(ROOTED) else self.base, href)

    def add(self, text: str, in_heading: bool, in_link: bool) -> None:
        """Add a text to the lengths."""
        self.texts.append(text)
        length = weight(text)
        if in_link:
            self.linked += length
        elif not in_heading:
            self.prose += length
            self.lead += 0 if self.titles else length

    def marks(self) -> frozenset[str]:
        """Return class names as ".name", ids as "#id", and "article=1" or "article=n" for one such element or more."""
        return frozenset(self.names | {f"{tag}={'1' if count == 1 else 'n'}" for tag, count in self.counts.items()})

    def has_day(self) -> bool:
        """Say whether a day stands near the beginning or the end of the main part."""
        text = " ".join(" ".join(self.texts).split())
        return bool(DAY.search(text[:HEAD]) or DAY.search(text[-FOOT:]))


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
    return Classes(marks, not CHROME_NAMES.isdisjoint(names), not TITLES.isdisjoint(names))


@lru_cache(maxsize=CACHED)
def mark_of(name: str) -> frozenset[str]:
    """Return the mark that an id is: none where there is no id, or a number in it.

    >>> mark_of("comments"), mark_of("post-3")
    (frozenset({'#comments'}), frozenset())
    """
    return frozenset((f"#{name}",)) if name and not DIGIT.search(name) else frozenset()


def weight(text: str) -> int:
    """Return the length of a text in letters of an alphabet.

    >>> weight("four"), weight("四文字だ")
    (4, 10)
    """
    text = text.strip()
    return len(text) if text.isascii() else len(text) + int(len(WIDE.findall(text)) * (WIDE_WEIGHT - 1))
