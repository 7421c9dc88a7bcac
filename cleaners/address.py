"""Addresses from outside, taken apart and joined in this one place; and the one of a page that has none.

The standard library raises ValueError for some of what pages, feeds and files give as addresses (`http://[`), and is
asked in a hundred places. Here what cannot be taken apart is an address without parts, which no page stands at.
"""

from __future__ import annotations

import hashlib
import urllib.parse
from base64 import b32encode
from typing import TYPE_CHECKING
from urllib.parse import SplitResult

from blogsieve.cleaners.text import NO_CHARACTERS

if TYPE_CHECKING:
    from blogsieve.cleaners.model import Page

ON_DISK = "file:"
WEB = ("http", "https")
# What every host has to take, and few take more. A page of ten thousand longer ones would fill any frontier, and no
# tool reads archives that name them. Source: RFC 9110, 4.1
LONGEST = 8000
NOWHERE = SplitResult("", "", "", "", "")


def split_url(url: str) -> SplitResult:
    """Return the parts of an address; all are empty where it is none.

    >>> split_url("https://a.example/x?p=1").query, split_url("http://[x").geturl()
    ('p=1', '')
    """
    try:
        return urllib.parse.urlsplit(url)
    except ValueError:
        return NOWHERE


def join_url(base: str, said: str) -> str:
    """Return the address that is said on a page at another one, "" where the two make none.

    >>> join_url("https://a.example/x/", "../y"), join_url("https://a.example/x/", "http://[::1")
    ('https://a.example/y', '')
    """
    try:
        return urllib.parse.urljoin(base, said)
    except ValueError:
        return ""


def is_web(url: str) -> bool:
    """Say whether url is one that a page can stand at.

    >>> is_web("https://a.example/x"), is_web("mailto:a@b.example"), is_web("https:///x"), is_web("http://a:b，/")
    (True, False, False, False)
    >>> is_web("http://[x]/"), is_web("file:///etc/hosts"), is_web("https://a.example/\\x9b31m")
    (False, False, False)
    >>> is_web("https://a.example/" + "x" * 8000)
    False
    """
    if len(url) > LONGEST:
        return False
    parts = split_url(url)
    try:
        port = parts.port or 80
    except ValueError:
        return False
    is_sane = is_host(parts.hostname or "") and port > 0 and NO_CHARACTERS.search(url) is None
    return parts.scheme in WEB and is_sane


def is_host(name: str) -> bool:
    """Say whether a name may be one of a host: brackets are for addresses of version 6, which have colons."""
    return bool(name) and "[" not in name and "]" not in name and name.isprintable()


def record_id(url: str) -> str:
    """Return the id of the record of the post at an address.

    >>> record_id("https://a.example/b/")
    'sha1:c495da7554f67b5b4697f88c9b3221afc58972df'
    """
    return "sha1:" + hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest()


def address_of(page: Page) -> str:
    """Return a page's address; of one that is only a file on some machine, a name of its bytes.

    >>> from blogsieve.cleaners.model import Page
    >>> address_of(Page("file:///pages/a.html", b"<p>a"))
    'urn:sha1:CFOGPAY55CXZY3KEUHG3V5BKMHMZCX7R'
    >>> address_of(Page("https://a.example/b/", b"<p>a"))
    'https://a.example/b/'
    """
    if not page.url.startswith(ON_DISK):
        return page.url
    return "urn:sha1:" + b32encode(hashlib.sha1(page.body, usedforsecurity=False).digest()).decode()
