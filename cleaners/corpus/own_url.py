"""The address that a saved page gives for itself, read from the bytes of its head: nothing is parsed for it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import is_web
from blogsieve.cleaners.dom.tree import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.model import Page

BODY = re.compile(rb"<body\b", re.IGNORECASE)
# A tag that may give an address; who looks at bytes sees those in comments and scripts too.
TELLING = re.compile(rb"<(?:link|meta)\b[^<>]*(?:canonical|og:url)|<a\b[^<>]*\bp-canonical\b", re.IGNORECASE)
# Encodings whose bytes say something else than ASCII does have these.
STRANGE = re.compile(rb"[\x00\x1b]")
# What a parser takes for text.
HIDDEN = re.compile(rb"<!--.*?(?:-->|\Z)|<(script|style|title|textarea)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
TAG = re.compile(rb"<(link|meta)\s((?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+)>", re.IGNORECASE)
ATTRIBUTE = re.compile(rb"(?<![a-z:-])([a-z:-]++)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
# The last is that of Medium's export.
SAID = (
    "//link[@rel='canonical']/@href",
    "//meta[@property='og:url']/@content",
    "//a[contains(@class, 'p-canonical')]/@href",
)
# An address that stands as it is meant; in others a parser tells what an entity or a letter is.
PLAIN = re.compile(rb"https?://[!#-%'-;=?-~]+", re.IGNORECASE)


def own_url(page: Page) -> str:
    """Return the address that a page gives for itself, "" where it gives none; raise NotHtml where it is no page."""
    if not STRANGE.search(page.body):
        if not TELLING.search(page.body):
            return ""
        start = BODY.search(page.body)
        if start and (found := scan(page.body[: start.start()])):
            return found
    return parsed_url(page)


def scan(head: bytes) -> str:
    """Return the address that the bytes of a head give, "" where they give none, or one that a parser has to read.

    >>> scan(b"<link rel=canonical href='https://a.example/x'><meta property='og:url' content='https://a.example/y'>")
    'https://a.example/x'
    >>> scan(b"<!-- <link rel=canonical href='https://a.example/x'> --><link rel=canonical href='https://a.example/?a&amp;b'>")
    ''
    """
    text = HIDDEN.sub(b"", head)
    said = list(values(text, b"link", b"rel", b"canonical", b"href"))
    said += values(text, b"meta", b"property", b"og:url", b"content")
    for value in said:
        if PLAIN.fullmatch(value.strip()) and is_web(url := value.decode("ascii").strip()):
            return url
        if b":" in value or b"&" in value:
            return ""
    return ""


def values(text: bytes, tag: bytes, name: bytes, value: bytes, wanted: bytes) -> Iterator[bytes]:
    """Yield an attribute of the tags in which another has a value."""
    for found in TAG.finditer(text):
        if found[1].lower() == tag:
            attributes: dict[bytes, bytes] = {}
            for key, *quoted in ATTRIBUTE.findall(found[2]):
                # Of two of a name the first is believed.
                attributes.setdefault(key.lower(), b"".join(quoted))
            if attributes.get(name) == value and wanted in attributes:
                yield attributes[wanted]


def parsed_url(page: Page) -> str:
    """Return the address that a page gives for itself, as a parser reads it."""
    # The head has it, and is a tenth of what there is to parse.
    start = BODY.search(page.body)
    head = page.body[: start.start()] if start else b""
    return (head.strip() and url_in(parse(replace(page, body=head)))) or url_in(parse(page))


def url_in(root: HtmlElement) -> str:
    """Return the address that a page's tree gives for itself, "" where it gives none."""
    for url in chain.from_iterable(map(root.xpath, SAID)):
        if is_web(str(url).strip()):
            return str(url).strip()
    return ""
