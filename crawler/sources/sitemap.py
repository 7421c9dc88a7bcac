"""What sitemaps list: XML (index, urlset, news), gzip and text, read as a stream."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING

from lxml import etree

from blogsieve.cleaners.address import is_web, join_url
from blogsieve.cleaners.corpus.signatures import GZIP
from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.crawler.sources.addresses import parameter, usual, with_parameter
from blogsieve.crawler.sources.feed import ROOTS as FEEDS
from blogsieve.crawler.sources.feed_reader import read_feed
from blogsieve.crawler.sources.source import BLANK, HEAD, Addresses, ListedAddress, Listing, root_of, whole_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.platforms.platform import Platform
    from blogsieve.crawler.sources.source import Answer

# The protocol allows 50 MB; what unpacks to more is a bomb.
MAX_BYTES = 64 * 1024 * 1024
# Addresses are often written as they are; the parser would lose the sign and the name behind it.
RAW_AMPERSAND = re.compile(rb"&(?!#?\w{1,32};)")
# The name of a type of pages in the names that WordPress gives to sitemaps.
TYPED = re.compile(r"wp-sitemap-posts-([\w-]+?)-\d+\.xml")
ROOTS = frozenset({"urlset", "sitemapindex"})


class Sitemap:
    """Addresses, mostly of all pages, and of more sitemaps."""

    name = kind = "sitemap"

    def addresses(self, root: HtmlElement, home: str, platform: Platform) -> Addresses:
        """Return where sitemaps usually are, the platform's places first; robots.txt, not the page, names others."""
        return Addresses(usual=usual(home, platform.sitemaps.paths, named(GENERIC).sitemaps.paths))

    def recognises(self, answer: Answer) -> bool:
        """Say whether an answer's root is a sitemap's, also where it is packed."""
        return root_of(unpack(answer.body, HEAD)) in ROOTS

    def read(self, answer: Answer) -> Listing:
        """Return what the sitemap lists, as a stream; one that lists nothing is none. A feed may stand for it."""
        if root_of(answer.body) in FEEDS:
            return read_feed(answer)
        try:
            listed = read_sitemap(answer.body, answer.url)
            return Listing(addresses=chain([next(listed)], listed), known=True)
        except (NotASitemap, StopIteration):
            return Listing(trouble="lists no pages" if is_packed_or_xml(answer.body) else "")

    def next(self, listing: Listing, url: str, platform: Platform) -> str:
        """Return the address of the sitemap behind one that is counted, whose index may name fewer than there are.

        >>> Sitemap().next(Listing(), "https://a.blogspot.com/sitemap.xml?page=2", named("blogger"))
        'https://a.blogspot.com/sitemap.xml?page=3'
        """
        name = platform.sitemaps.parameter
        number = parameter(url, name) if name else 0
        return with_parameter(url, name, str(number + 1)) if number else ""


def is_counted_on(url: str, platform: Platform) -> bool:
    """Say whether a sitemap may be one that nothing names, asked for since the number before it was there.

    >>> is_counted_on("https://a.blogspot.com/sitemap.xml?page=3", named("blogger"))
    True
    """
    name = platform.sitemaps.parameter
    return bool(name) and parameter(url, name) > 1


class NotASitemap(ValueError):
    """The body is neither a sitemap nor a list of addresses."""


def read_sitemap(body: bytes, url: str) -> Iterator[ListedAddress]:
    """Yield what the sitemap at url lists; raise NotASitemap where it is none.

    What is broken ends the list, entities are not resolved: https://www.sitemaps.org/protocol.html
    """
    body = unpack(body).lstrip(BLANK)
    if body[:1] == b"<":
        yield from read_xml(body, url)
        return
    lines = [line.strip() for line in body.decode("utf-8", "replace").splitlines() if line.strip()]
    if not lines or not all(is_web(line) for line in lines[:10]):
        raise NotASitemap(url)
    yield from (ListedAddress(line) for line in lines if is_web(line))


def read_xml(body: bytes, url: str) -> Iterator[ListedAddress]:
    """Yield the addresses of an XML sitemap, each element dropped once it is read."""
    events = etree.iterparse(
        BytesIO(RAW_AMPERSAND.sub(b"&amp;", whole_characters(body))),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
    )
    first = True
    try:
        for event, node in events:
            name = local_name(node)
            if first and name not in ROOTS:
                raise NotASitemap(url)
            first = False
            if event == "end" and name in ("url", "sitemap"):
                yield from read_address(node, url, name == "sitemap")
                forget(node)
    except etree.XMLSyntaxError:
        pass
    if first:
        raise NotASitemap(url)


def local_name(node: etree._Element) -> str:
    """Return an element's name without its namespace, "" of a comment; broken XML has names that are none."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def forget(node: etree._Element) -> None:
    """Take an element that was read, and what stands before it, out of the tree, which would grow else."""
    node.clear()
    parent = node.getparent()
    while parent is not None and node.getprevious() is not None:
        del parent[0]


def read_address(node: etree._Element, base: str, nested: bool) -> Iterator[ListedAddress]:
    """Yield the address that an element of a sitemap gives, none where it has none."""
    texts = {local_name(child): (child.text or "").strip() for child in node}
    url = join_url(base, texts.get("loc", ""))
    if texts.get("loc") and is_web(url):
        yield ListedAddress(url, texts.get("lastmod", ""), nested)


def is_packed_or_xml(body: bytes) -> bool:
    """Say whether a body is meant to be a sitemap: it is gzip, or XML that does not go on as a page.

    >>> is_packed_or_xml(b"<?xml version='1.0'?><urlset/>"), is_packed_or_xml(b"<!doctype html><p>Not found")
    (True, False)
    """
    is_xml = body.lstrip()[:5].lower() == b"<?xml" and root_of(body) != "html"
    return body.startswith(GZIP) or is_xml or root_of(body) in ROOTS


def unpack(body: bytes, most: int = MAX_BYTES) -> bytes:
    """Return the body, unpacked as far as so many bytes where it is gzip."""
    if not body.startswith(GZIP):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, most)
    except zlib.error:
        return b""


def listed_by(url: str, platform: Platform, home: str = "") -> str:
    """Return what a sitemap lists by its name: "post", "other", or "" where the name does not tell.

    >>> generic = named(GENERIC)
    >>> [listed_by("https://a.example/blog/sitemap.xml", generic, f"https://a.example/{at}") for at in ("", "blog/")]
    ['post', '']
    """
    # Where the blog is names all of its sitemaps.
    name = url.removeprefix(join_url(home, ".")) if home else url.split("/", 3)[-1]
    if (typed := TYPED.search(name)) and typed[1] not in ("post", "page"):
        # Products, events, a team: what they are is for their pages to say.
        return ""
    for rules in (platform.sitemaps, named(GENERIC).sitemaps):
        if any(re.search(rule, name) for rule in rules.posts):
            return "post"
        if any(re.search(rule, name) for rule in rules.others):
            return "other"
    return ""
