"""What sitemaps list: XML (index, urlset, news), gzip and text, read as a stream."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree

from blogsieve.crawler.urls import is_web

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.platforms.platform import Platform

# The protocol allows 50 MB; what unpacks to more is a bomb.
MAX_BYTES = 64 * 1024 * 1024
GZIP = b"\x1f\x8b"
# Within so many bytes a page of XHTML tells that it is one.
HEAD = 500


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """An address that a sitemap lists."""

    url: str
    modified: str = ""
    nested: bool = False  # it is a sitemap itself


class NotASitemap(ValueError):
    """The body is neither a sitemap nor a list of addresses."""


def read_sitemap(body: bytes, url: str) -> Iterator[SitemapEntry]:
    """Yield what the sitemap at url lists; raise NotASitemap where it is none.

    What is broken ends the list, entities are not resolved: https://www.sitemaps.org/protocol.html
    """
    body = unpack(body).lstrip(b"\xef\xbb\xbf \t\r\n")
    if body[:1] == b"<":
        yield from read_xml(body, url)
        return
    lines = [line.strip() for line in body.decode("utf-8", "replace").splitlines() if line.strip()]
    if not lines or not all(is_web(line) for line in lines[:10]):
        raise NotASitemap(url)
    yield from (SitemapEntry(line) for line in lines if is_web(line))


def read_xml(body: bytes, url: str) -> Iterator[SitemapEntry]:
    """Yield the places of an XML sitemap, each element dropped once it is read."""
    events = etree.iterparse(
        BytesIO(body), events=("start", "end"), recover=True, resolve_entities=False, no_network=True, huge_tree=False
    )
    first = True
    try:
        for event, node in events:
            name = etree.QName(node).localname if isinstance(node.tag, str) else ""
            if first and name not in ("urlset", "sitemapindex"):
                raise NotASitemap(url)
            first = False
            if event == "end" and name in ("url", "sitemap"):
                yield from read_place(node, url, name == "sitemap")
                forget(node)
    except etree.XMLSyntaxError:
        pass
    if first:
        raise NotASitemap(url)


def forget(node: etree._Element) -> None:
    """Take an element that was read, and what stands before it, out of the tree, which would grow else."""
    node.clear()
    parent = node.getparent()
    while parent is not None and node.getprevious() is not None:
        del parent[0]


def read_place(node: etree._Element, base: str, nested: bool) -> Iterator[SitemapEntry]:
    """Yield the place that an element of a sitemap gives, none where it has no address."""
    texts = {etree.QName(child).localname: (child.text or "").strip() for child in node if isinstance(child.tag, str)}
    url = urljoin(base, texts.get("loc", ""))
    if texts.get("loc") and is_web(url):
        yield SitemapEntry(url, texts.get("lastmod", ""), nested)


def is_packed_or_xml(body: bytes) -> bool:
    """Say whether a body is meant to be a sitemap: it is gzip, or XML that does not go on as a page.

    >>> is_packed_or_xml(b"<?xml version='1.0'?><urlset/>"), is_packed_or_xml(b"<!doctype html><p>Not found")
    (True, False)
    """
    start = body[:HEAD].lstrip().lower()
    return body.startswith(GZIP) or (
        start.startswith((b"<?xml", b"<urlset", b"<sitemapindex")) and b"<html" not in start
    )


def unpack(body: bytes) -> bytes:
    """Return the body, unpacked as far as MAX_BYTES where it is gzip."""
    if not body.startswith(GZIP):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, MAX_BYTES)
    except zlib.error:
        return b""


def kind_of(url: str, platform: Platform, generic: Platform) -> str:
    """Return what a sitemap lists by its name: "post", "other", or "" where the name does not tell."""
    name = url.split("/", 3)[-1]
    for rules in (platform.sitemaps, generic.sitemaps):
        if any(re.search(rule, name) for rule in rules.posts):
            return "post"
        if any(re.search(rule, name) for rule in rules.others):
            return "other"
    return ""
