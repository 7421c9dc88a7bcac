"""What a source of posts is: feeds, sitemaps and the interfaces of platforms are asked and read by one protocol."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from blogsieve.cleaners.number import whole_number

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from blogsieve.cleaners.model import FeedEntry
    from blogsieve.cleaners.platforms.platform import Platform

# Within so many bytes XML names its root, also behind a style sheet, a licence, or the warning of a broken server.
HEAD = 4096
BOM = b"\xef\xbb\xbf"
# What may stand before a file's first line.
BLANK = BOM + b" \t\r\n"
BEFORE_THE_ROOT = re.compile(
    rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
ROOT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
# References to halves of pairs (U+D800 to U+DFFF): lxml takes them, and fails where it is asked for what it has taken.
HALVES = re.compile(
    rb"&#(?:x0*d[89a-f][0-9a-f]{2}|0*(?:5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]));",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered at an address, from the network or from an archive."""

    url: str
    body: bytes  # decoded
    headers: Mapping[str, str] = field(default_factory=dict)  # by their names in lower case

    @property
    def content_type(self) -> str:
        """The header of that name, "" where there was none."""
        return self.headers.get("content-type", "")


@dataclass(frozen=True, slots=True)
class ListedAddress:
    """An address that a source lists, and says no more of."""

    url: str
    modified: str = ""
    nested: bool = False  # it is not a page but a source of the same kind


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of what a source lists."""

    entries: tuple[FeedEntry, ...] = ()
    addresses: Iterable[ListedAddress] = ()  # may be a stream, which is read once
    next: str = ""  # address of the page that follows
    known: bool = False  # the answer is this source's at all
    total: int | None = None  # posts on all pages, where the source tells
    hidden: int = 0  # posts of this page that the total counts, and that are not listed
    trouble: str = ""  # what is wrong with the answer, for the user: "is broken XML"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a source may be asked for a blog's newest posts, the most likely first."""

    linked: tuple[str, ...] = ()  # the home page names them
    usual: tuple[str, ...] = ()  # to be tried where it names none of the blog's own


class PostSource(Protocol):
    """A kind of answer that lists a blog's posts."""

    @property
    def name(self) -> str:
        """Its own name, which `[api] kind` of a platform's file gives: "wordpress"."""

    @property
    def kind(self) -> str:
        """One of KINDS, by which sources are switched off, and told of."""

    def addresses(self, root: HtmlElement, home: str, platform: Platform) -> Addresses:
        """Return where the blog whose home page this is may be asked."""

    def recognises(self, answer: Answer) -> bool:
        """Say whether an answer is likely this source's, which in an archive nobody else tells; cheap."""

    def read(self, answer: Answer) -> Listing:
        """Return what an answer lists; a Listing that is not known where it is none of this source's."""

    def next(self, listing: Listing, url: str, platform: Platform) -> str:
        """Return the address of what follows the listing that was asked for at url, "" where nothing does."""


def root_of(body: bytes) -> str:
    """Return the name of the root of XML or HTML in lower case, without prefix, "" where there is none.

    >>> root_of(b"<?xml version='1.0'?><!-- by hand --><rdf:RDF>"), root_of(b"<!doctype html><html>"), root_of(b"{}")
    ('rdf', 'html', '')
    """
    # UTF-16 has a NUL beside each ASCII letter.
    head = body[:HEAD].removeprefix(BOM).strip(b"\xff\xfe").replace(b"\0", b"")
    start = head.find(b"<?xml ")
    if start > 0 and b"<html" not in head[:start].lower():
        head = head[start:]
    before = BEFORE_THE_ROOT.match(head)
    found = ROOT.match(head, before.end() if before else 0)
    return found[1].decode("ascii", "replace").lower() if found else ""


def is_json(body: bytes) -> bool:
    """Say whether a body begins as an object or a list of JSON does.

    >>> is_json(b'\\xef\\xbb\\xbf {"version": 1}'), is_json(b"<rss>")
    (True, False)
    """
    return body[:HEAD].lstrip(BLANK)[:1] in (b"{", b"[")


def whole_characters(body: bytes) -> bytes:
    """Return XML without references to what is no character, as a cut emoji leaves them.

    >>> whole_characters(b"<loc>https://a.example/&#xD83D;x&#55357;&#65;</loc>")
    b'<loc>https://a.example/x&#65;</loc>'
    """
    return HALVES.sub(b"", body)


def count(value: Any) -> int | None:
    """Return a number of posts that an answer gives, None where it gives none.

    >>> count("137"), count(137), count(None), count("many")
    (137, 137, None, None)
    """
    return whole_number(str(value)) if isinstance(value, int | str) else None
