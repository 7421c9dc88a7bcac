"""One pass over a page's tree: its links, the names that its elements bear, and how much text stands where."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from lxml.etree import XPath

from blogsieve.cleaners.address import is_web, join_url
from blogsieve.cleaners.dom.blocks import HEADINGS
from blogsieve.cleaners.metadata.dates.byline import begins_byline
from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.cleaners.text import DAY, WIDE, text_key
from blogsieve.crawler.pages.address_kinds import kind_of_address
from blogsieve.crawler.pages.element_names import HIDDEN, is_chrome, mark_of, said_by
from blogsieve.crawler.urls import url_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

COUNTED = frozenset({"article", "time", "h1", "main"})
# A sign of Chinese, Japanese or Korean says as much as this many letters of an alphabet.
WIDE_WEIGHT = 2.5
# The day of a post stands by its title, or below its text: within so many characters of the main part's beginning,
# which may hold a header and a menu that nothing tells as such, or of its end.
HEAD, FOOT = 1500, 600
# Below the text there may be comments, and columns that nothing tells as such, so that a byline stands amid all of it;
# links part it into so many texts.
BYLINE, PARTS = 100, 4
# Titles that lead elsewhere: fewer are related posts, as many as this with hardly a text before them are a list.
FEW_TITLES = 3
# What leads to a post of several on a page: the hour or the day of it, a sign, a word.
HOUR = r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?"
PERMALINK = re.compile(rf"{HOUR}|{DAY.pattern}|[#¶∞]|perma\S*(?:\slink)?", re.IGNORECASE)
# What may stand around a day before a title, and how long a day is at most.
BETWEEN, LONGEST_DAY = " \t\r\n\xa0:：;,.-–—|·•»›[]()（）【】<>", 40
ROOTED = ("/", "http://", "https://")
# Addresses of a template's links, for a few blogs at a time.
CACHED = 4096
_CLASSES = XPath("descendant-or-self::*/@class", smart_strings=False)
_IDS = XPath("descendant-or-self::*/@id", smart_strings=False)


def walked(root: HtmlElement, url: str, bases: Iterable[HtmlElement]) -> Walk:
    """Return the walk over the page at url, which has these `base` elements."""
    base = join_url(url, next((said for node in bases if (said := node.get("href"))), url)) or url
    walk = Walk(base, url_key(url), root.findtext(".//title") or "")
    walk.visit(root)
    return walk


class Walk:
    """One pass over the tree that gathers links, class names and lengths."""

    def __init__(self, base: str, own: str, title: str = "") -> None:
        self.base, self.root = base, join_url(base, "/")
        self.said = f" {text_key(title)} "  # with the name of the blog
        self.own, self.host = own, own.split("/", 1)[0].split("?", 1)[0]
        # The blog's own name leads home from the top of every page.
        self.not_titles = {self.own, self.host}
        self.links: list[str] = []
        self.titles: list[str] = []
        self.inner: list[str] = []  # links of the main part
        self.permalinks: set[str] = set()
        self.rows: set[str] = set()
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
                self.prose = self.lead = self.linked = 0
                self.titles = []
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
        self.links += filter(None, urls)

    def take_link(self, node: HtmlElement, href: str, title: bool) -> None:
        """Note the link, and the title that leads to another page."""
        if not (url := self.resolve(href)):
            return
        self.links.append(url)
        self.inner.append(url)
        is_permalink = bool(node.text) and not len(node) and PERMALINK.fullmatch((node.text or "").strip())
        if (is_permalink or self.is_behind_day()) and (key := url_key(url)) != self.own and key.startswith(self.host):
            (self.permalinks if is_permalink else self.rows).add(key)
        title = title or holds_title(node)
        if title and self.is_title(node, url):
            self.titles.append(url)

    def is_title(self, node: HtmlElement, url: str) -> bool:
        """Say whether a link in a heading may be another post's title: authors and topics are named in a post's own.

        What the page says of itself in `<title>` is its own, wherever a theme's permalink leads.
        """
        if url_key(url) in self.not_titles or is_list(url):
            return False
        text = "".join(node.itertext())
        name = f" {text_key(text)} "
        is_own = bool(name.strip()) and (self.said.startswith(name) or self.said.endswith(name))
        return bool(text.strip()) and not is_own

    def is_behind_day(self) -> bool:
        """Say whether what was read last is a day, and the signs that stand between one and a title."""
        text = next((said for text in self.texts[:-3:-1] if (said := text.strip(BETWEEN))), "")
        return len(text) <= LONGEST_DAY and DAY.fullmatch(text) is not None

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

    def named(self) -> Iterator[frozenset[str]]:
        """Yield the keys of the addresses that the page may list: by titles, by links of the main part, behind days."""
        yield frozenset(map(url_key, self.titles))
        yield frozenset(map(url_key, self.inner))
        yield frozenset(self.rows)

    def has_day(self) -> bool:
        """Say whether a day stands near the beginning or the end of the main part, or in a byline."""
        text = " ".join(" ".join(self.texts).split())
        if DAY.search(text[:HEAD]) or DAY.search(text[-FOOT:]):
            return True
        return DAY.search(text) is not None and any(map(self.is_dated_byline, range(len(self.texts))))

    def is_dated_byline(self, place: int) -> bool:
        """Say whether the texts from a place on are a byline with a day: "Posted by Ana at May 4, 2004"."""
        text = self.texts[place]
        if len(text) > BYLINE or not begins_byline(text):
            return False
        # Movable Type fills days below ten up with a second space.
        line = " ".join(" ".join(self.texts[place : place + PARTS]).split())
        return DAY.search(line[:BYLINE]) is not None


def holds_title(link: HtmlElement) -> bool:
    """Say whether what stands in a link is a title by its tag, or by its class.

    >>> from lxml.html import fromstring
    >>> [holds_title(fromstring(f"<a><b class={name}>Tar</b></a>")) for name in ("post-card-title", "big")]
    [True, False]
    """
    inner = link.iterdescendants("*") if len(link) else ()
    return any(one.tag in HEADINGS or said_by(one.get("class") or "").title for one in inner)


@lru_cache(maxsize=CACHED)
def resolve(base: str, href: str) -> str:
    """Return the address that a link on a page leads to, "" where no page can stand there.

    >>> resolve("https://a.example/x/", "../y"), resolve("https://a.example/x/", "mailto:me@a.example")
    ('https://a.example/y', '')
    """
    url = join_url(base, href).partition("#")[0]
    return url if is_web(url) else ""


@lru_cache(maxsize=CACHED)
def is_list(url: str) -> bool:
    """Say whether an address alone tells that its page is a list, whatever has made the site.

    >>> is_list("https://a.example/tag/boats/"), is_list("https://a.example/boats/")
    (True, False)
    """
    return kind_of_address(url, named(GENERIC)) == "list"


def weight(text: str) -> int:
    """Return the length of a text in letters of an alphabet.

    >>> weight("four"), weight("四文字だ")
    (4, 10)
    """
    text = text.strip()
    return len(text) if text.isascii() else len(text) + int(len(re.findall(WIDE, text)) * (WIDE_WEIGHT - 1))
