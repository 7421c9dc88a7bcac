"""What a fetched page shows of itself: marks, links, and how much prose stands before the first teaser."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from crawler.urls import is_web, key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "select", "option", "button", "iframe", "head"})
CHROME = frozenset({"nav", "aside", "footer", "form"})
CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu"})
# Exact class names and ids of parts that are neither body nor list; a substring would hit content.
CHROME_NAMES = frozenset(
    "comments comment-list commentlist comments-area respond disqus_thread comment-respond sidebar widget widget-area "
    "widget_recent_entries related related-posts relatedposts jp-relatedposts yarpp yarpp-related post-navigation "
    "nav-links site-header site-footer menu navbar breadcrumb breadcrumbs pagination pager blog-pager toc share "
    "sharedaddy recent-posts popular-posts post-nav article-nav".split()
)
TITLES = frozenset("entry-title post-title article-title title p-name post-link u-url bookmark post__title card-title".split())
NAV_RELS = frozenset({"prev", "next", "canonical", "shortlink", "amphtml"})
DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Link:
    """An address on the page, absolute, and where it stands."""

    url: str
    text: str
    title: bool  # it is a heading, or in one
    chrome: bool  # it stands in a menu, a sidebar, the foot or the comments
    rel: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Look:
    """What a page shows of itself; lengths in characters."""

    url: str
    canonical: str
    marks: frozenset[str]
    links: tuple[Link, ...]
    prose: int  # text outside links, menus, sidebars and comments
    lead: int  # the part of it before the first title that leads to another page of the site
    linked: int  # text in links, at the same places
    titles: tuple[str, ...]  # addresses of such titles, each once


def look(root: HtmlElement, url: str) -> Look:
    """Return what the parsed page at url shows; the tree is not changed."""
    base = urljoin(url, next(iter(root.xpath("//base/@href")), "") or url)
    walk = Walk(base, key(url))
    walk.visit(root)
    canonical = next((urljoin(base, e.get("href", "")) for e in root.iter("link") if e.get("rel") == "canonical"), "")
    marks = frozenset(head_marks(root)) | frozenset(walk.names) | frozenset(count_marks(walk.counts))
    titles = tuple(dict.fromkeys(link.url for link in walk.titles))
    return Look(url, canonical, marks, tuple(walk.links), walk.prose, walk.lead, walk.linked, titles)


class Walk:
    """One pass over the tree that gathers links, class names and lengths."""

    def __init__(self, base: str, own: str) -> None:
        self.base = base
        # The blog's own name leads home from the top of every page.
        self.not_titles = {own, own.split("/", 1)[0].split("?", 1)[0]}
        self.links: list[Link] = []
        self.titles: list[Link] = []
        self.names: set[str] = set()
        self.counts: dict[str, int] = {}
        self.prose = self.lead = self.linked = 0

    def visit(self, root: HtmlElement) -> None:
        """Walk root in document order, without recursion, so that deep trees are no trouble."""
        stack: list[tuple[HtmlElement, bool, bool, bool]] = [(root, False, False, False)]
        while stack:
            node, chrome, title, in_link = stack.pop()
            if not isinstance(node.tag, str) or node.tag in HIDDEN:
                continue
            chrome, title = self.place(node, chrome), title or self.is_title(node)
            if node.tag == "a" and node.get("href"):
                self.take_link(node, chrome, title)
                in_link = True
            self.count(node, chrome, in_link)
            stack.extend((child, chrome, title, in_link) for child in reversed(node))

    def place(self, node: HtmlElement, chrome: bool) -> bool:
        """Say whether node is in a part that is neither body nor list, and note its class names."""
        names = (node.get("class") or "").split()
        self.names.update(f".{name}" for name in names if not DIGIT.search(name))
        if node.tag in ("article", "time", "h1", "main"):
            self.counts[node.tag] = self.counts.get(node.tag, 0) + 1
        if chrome or node.tag in CHROME or node.get("role") in CHROME_ROLES:
            return True
        return node.tag != "body" and not CHROME_NAMES.isdisjoint([*names, node.get("id") or ""])

    def is_title(self, node: HtmlElement) -> bool:
        return node.tag in HEADINGS or not TITLES.isdisjoint((node.get("class") or "").split())

    def take_link(self, node: HtmlElement, chrome: bool, title: bool) -> None:
        """Note the link, and the title that leads to another page."""
        url = urljoin(self.base, node.get("href", "").strip())
        if not is_web(url):
            return
        title = title or any(child.tag in HEADINGS for child in node.iterdescendants())
        link = Link(url, " ".join(node.itertext()).strip()[:200], title, chrome, frozenset((node.get("rel") or "").split()))
        self.links.append(link)
        if title and not chrome and link.text and key(url) not in self.not_titles:
            self.titles.append(link)

    def count(self, node: HtmlElement, chrome: bool, in_link: bool) -> None:
        """Add node's own text, and the text behind each of its children, to the lengths."""
        if chrome:
            return
        length = len((node.text or "").strip()) + sum(len((child.tail or "").strip()) for child in node)
        if in_link:
            self.linked += length
        elif node.tag not in HEADINGS:
            self.prose += length
            self.lead += 0 if self.titles else length


def head_marks(root: HtmlElement) -> Iterator[str]:
    """Yield the marks of the head and the body element: "og:type=article", "ld=BlogPosting", "body.single-post"."""
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        if name in ("og:type", "robots", "generator"):
            yield f"{name}={(meta.get('content') or '').strip().lower()}"
        elif name.startswith("article:"):
            yield name
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            yield from (f"ld={name}" for name in ld_types(script.text or ""))
    for node in root.iter("link"):
        yield from (f"link={rel}" for rel in (node.get("rel") or "").split() if rel in NAV_RELS)
    for node in root.iter():
        if isinstance(node.tag, str) and node.get("itemtype"):
            yield f"item={node.get('itemtype', '').rsplit('/', 1)[-1]}"
    for body in root.iter("body"):
        yield from (f"body.{name}" for name in (body.get("class") or "").split() if not DIGIT.search(name))


def ld_types(text: str) -> Iterator[str]:
    """Yield the types named in JSON-LD, also of nested things; nothing where it is broken."""
    try:
        todo = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    while todo:
        thing = todo.pop()
        if isinstance(thing, dict):
            kinds = thing.get("@type")
            yield from ([kinds] if isinstance(kinds, str) else [k for k in kinds or () if isinstance(k, str)])
            todo.extend(thing.values())
        elif isinstance(thing, list):
            todo.extend(thing)


def count_marks(counts: dict[str, int]) -> Iterator[str]:
    """Yield "article=1" where there is one such element, "article=n" where there are more."""
    return (f"{name}={'1' if count == 1 else 'n'}" for name, count in counts.items())
