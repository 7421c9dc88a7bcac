"""Parameters that make no other page of an address, as those of sessions do: learned from pages that say the same.

Some change one by one, others only together (`?sid=7&t=12`, then `?sid=8&t=13`), so they are judged as sets. A page
that is met at two addresses which differ in a set alone is a witness against it where it holds the same text
twice, and for it where it does not. Several pages have to speak, each with an address of its own besides: so nothing is
held against `/?p=12`, however many pages of one text a blog has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import split_url
from blogsieve.crawler.urls import url_key

if TYPE_CHECKING:
    from collections.abc import Collection

# So many pages that are the same with any value, and a set is dropped from all addresses of the site.
WITNESSES = 3
# A site has a few; one that makes up names for ever is not to be learned, and would cost more with each page.
MOST_SETS = 32
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


@dataclass(slots=True)
class Suspects:
    """A set of parameters, and what the pages that were met tell of it."""

    names: frozenset[str]
    # The values and the text of the first page that has some of them, by its address without them.
    first: dict[str, tuple[dict[str, str], int]] = field(default_factory=dict)
    witnesses: set[str] = field(default_factory=set)  # the addresses at which other values made no other page
    tells_apart: bool = False

    def meet(self, url: str, text: int) -> None:
        """Note the page at an address, by a number that stands for its text."""
        bare = url_key(without(url, self.names))
        values = {name: value for name, value in parameters_of(url).items() if name in self.names}
        if values:
            self.first.setdefault(bare, (values, text))
        other, its_text = self.first.get(bare, (values, text))
        if text != its_text:
            self.tells_apart |= values != other
        elif all(values.get(name) != other.get(name) for name in self.names):
            self.witnesses.add(bare)


class Sessions:
    """What the pages of a site that were met tell of the parameters of its addresses."""

    def __init__(self, known: Collection[str] = ()) -> None:
        self.known = frozenset(known)  # to be dropped, from before
        self.sets = {self.known: Suspects(self.known)} if known else {}
        self.met: list[tuple[str, int]] = []  # the pages with parameters, each with its text
        self.alike: dict[tuple[str, int], dict[str, str]] = {}  # parameters of the first page at a path with a text

    def meet(self, url: str, sketch: frozenset[int]) -> None:
        """Note the page at an address, by a sketch of its text."""
        if not sketch:
            return
        text = hash(sketch)
        own = parameters_of(url)
        if own:
            for name in own:
                self.suspect(frozenset({name}))
            twin = self.alike.setdefault((url_key(without(url, own)), text), own)
            self.suspect(frozenset(name for name in own.keys() | twin.keys() if own.get(name) != twin.get(name)))
            self.met.append((url, text))
        for suspects in self.sets.values():
            suspects.meet(url, text)

    def suspect(self, names: frozenset[str]) -> None:
        """Judge a set from now on, by the pages that were met before too."""
        if not names or names in self.sets or len(self.sets) >= MOST_SETS:
            return
        self.sets[names] = suspects = Suspects(names)
        for url, text in self.met:
            suspects.meet(url, text)

    @property
    def dropped(self) -> tuple[str, ...]:
        """The parameters that make no other page, as far as is known."""
        found = (
            names
            for names, told in self.sets.items()
            if not told.tells_apart and (names == self.known or len(told.witnesses) >= WITNESSES)
        )
        return tuple(sorted(frozenset().union(*found)))
