"""Parameters that make no other page of an address, as those of sessions do: learned from pages that say the same.

A page that is met at two addresses which differ in one parameter alone is a witness against it where it holds the same
text twice, and for it where it does not. Several pages have to speak, each with an address of its own besides:
so nothing is held against `/?p=12`, however many pages of one text a blog has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import split_url
from blogsieve.crawler.urls import url_key

if TYPE_CHECKING:
    from collections.abc import Collection

# So many pages that are the same with any value, and a parameter is dropped from all addresses of the site.
WITNESSES = 3
# At the end of a path: `/post;jsessionid=1A2B`. Source: RFC 3986, 3.3; Jakarta Servlet, 7.1.3
IN_PATH = re.compile(r";([\w.-]+)=([^;/]*)")


def parameters_of(url: str) -> dict[str, str]:
    """Return the parameters of an address by their names; of those in its path these begin with a semicolon.

    >>> parameters_of("https://a.example/x;jsessionid=1A?sid=7&p=2")
    {';jsessionid': '1A', 'sid': '7', 'p': '2'}
    """
    parts = split_url(url)
    pairs = (piece.partition("=") for piece in parts.query.split("&") if piece)
    return {f";{name}": value for name, value in IN_PATH.findall(parts.path)} | {
        name: value for name, _, value in pairs
    }


def without(url: str, names: Collection[str]) -> str:
    """Return an address without some of its parameters.

    >>> without("https://a.example/x;jsessionid=1A?sid=7&p=2", {";jsessionid", "sid"})
    'https://a.example/x?p=2'
    """
    parts = split_url(url)
    path = IN_PATH.sub(lambda found: "" if f";{found[1]}" in names else found[0], parts.path)
    query = "&".join(piece for piece in parts.query.split("&") if piece.partition("=")[0] not in names)
    return parts._replace(path=path, query=query).geturl()


class Sessions:
    """What the pages of a site that were met tell of the parameters of its addresses."""

    def __init__(self, known: Collection[str] = ()) -> None:
        self.known = frozenset(known)  # to be dropped, from before
        # The parameter's value and the text of the first page, by the parameter's name and the address without it.
        self.first: dict[tuple[str, str], tuple[str | None, frozenset[int]]] = {}
        self.names: set[str] = set()
        self.witnesses: defaultdict[str, set[str]] = defaultdict(set)
        self.kept: set[str] = set()  # that told pages apart

    def meet(self, url: str, sketch: frozenset[int]) -> None:
        """Note the page at an address, by a sketch of its text."""
        own = parameters_of(url) if sketch else {}
        self.names.update(own)
        for name in self.names if sketch else ():
            bare = url_key(without(url, {name}))
            if name in own:
                self.first.setdefault((name, bare), (own[name], sketch))
            value, text = self.first.get((name, bare), (own.get(name), sketch))
            if value != own.get(name) and text == sketch:
                self.witnesses[name].add(bare)
            elif value != own.get(name):
                self.kept.add(name)

    @property
    def dropped(self) -> tuple[str, ...]:
        """The parameters that make no other page, as far as is known."""
        found = {name for name, pages in self.witnesses.items() if len(pages) >= WITNESSES}
        return tuple(sorted((found | self.known) - self.kept))
