"""The licence under which a post is given away, as its page or its feed states it: an SPDX id, or an address.

>>> license_id("http://creativecommons.org/licenses/by-sa/4.0/deed.de"), license_id("CC BY-NC 3.0"), license_id("© Me")
('CC-BY-SA-4.0', 'CC-BY-NC-3.0', '')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from blogsieve.cleaners.address import join_url
from blogsieve.cleaners.dom.blocks import Block, element_of, squash
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.metadata.jsonld import text_of_value
from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index
    from blogsieve.cleaners.model import FeedEntry, Finding

# Links and pictures that may state a licence. Source: HTML, 4.6.6.9 (rel=license); CC REL; Creative Commons' chooser.
STATED = parse_selector(
    "a[rel~=license], link[rel~=license], a[href*='creativecommons.org/'], img[src*='creativecommons.org/'], "
    "img[src*='licensebuttons.net/']"
)
METAS = (
    *("dcterms.license", "dc.rights.license", "dc.license", "dc.rights", "dcterms.rights"),
    *("license", "licence", "copyright", "rights"),
)
# Around a link stands what it is said of: the paragraph or caption, of which the beginning is enough.
AROUND = frozenset("p li div td footer aside section figure figcaption body".split())
LONGEST = 400
# A post says at its end, or in its first lines, how it may be used; what stands in between is what it is about.
FIRST, LAST = 2, 3
# Others say those things.
OF_OTHERS = frozenset({"comments", "related"})

CREATIVE_COMMONS = re.compile(
    r"(?:creativecommons\.org/(?:licenses|publicdomain|l|p|presskit/buttons/\w+/\w+)|licensebuttons\.net/(?:l|p|i/l))/"
    r"(?P<kind>[a-z-]+)(?:/(?P<version>\d\.\d))?(?:/(?P<port>[a-z]{2,3})\b)?",
    re.IGNORECASE,
)
NAMED = re.compile(r"\bcc[ -]?(?P<kind>by(?:[ -](?:nc|sa|nd))*)[ -]?(?P<version>\d\.\d)\b", re.IGNORECASE)
ZERO = re.compile(r"\bcc[ -]?0\b|\bcc zero\b", re.IGNORECASE)
SPDX = re.compile(r"(?:CC-[A-Z]{2}[\w.-]*|CC0-1\.0|GFDL-[\w.-]+|OGL-UK-[\w.-]+)\Z")
# Whole works that are in the public domain, or put there.
PUBLIC = {"zero": "CC0-1.0", "mark": "CC-PDM-1.0", "publicdomain": "CC-PDDC"}
KINDS = frozenset({"BY", "BY-SA", "BY-NC", "BY-ND", "BY-NC-SA", "BY-NC-ND", "BY-ND-NC", "SA", "NC", "ND", "NC-SA"})
START = re.compile(r"^https?://(?:www\.)?")
ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


class Statement(NamedTuple):
    """A link or a picture that may state the licence of a post."""

    element: HtmlElement
    license: str  # an SPDX id, or an address
    is_explicit: bool  # it says that it is one: rel=license
    grants: bool  # what stands around it gives something away


@dataclass(frozen=True, slots=True)
class Declared:
    """What is said of the licence to machines: by the feed, JSON-LD and meta elements; "" where nothing is."""

    feed: str = ""
    data: str = ""
    metas: str = ""


@cache
def load_licenses() -> Mapping[str, Any]:
    """Return how licences are told."""
    return load_toml(__package__, "licenses.toml")


def license_id(said: str) -> str:
    """Return the SPDX id of the licence that an address or a text names, "" where it names none.

    An address of Creative Commons' without an id is given as it is written at its home.

    >>> license_id("https://i.creativecommons.org/l/by/2.5/es/88x31.png")
    'https://creativecommons.org/licenses/by/2.5/es/'
    """
    if found := CREATIVE_COMMONS.search(said):
        return creative_commons(found["kind"].upper(), found["version"] or "", (found["port"] or "").upper())
    key = START.sub("", said.strip().lower())
    for start, name in load_licenses()["addresses"].items():
        if key.startswith(start):
            return str(name)
    if SPDX.match(said.strip()):
        return said.strip()
    return license_named(said)


def license_named(said: str) -> str:
    """Return the id of the licence of Creative Commons' that a text names with its version, "" where it names none."""
    if found := NAMED.search(said):
        return creative_commons(found["kind"].upper().replace(" ", "-"), found["version"])
    if ZERO.search(said):
        return PUBLIC["zero"]
    lower = said.lower().replace(" - ", "-")
    for name, kind in load_licenses()["names"].items() if "attribution" in lower else ():
        if found := re.search(rf"{name}\s+(?P<version>\d\.\d)\b", lower):
            return creative_commons(kind, found["version"])
    return ""


def creative_commons(kind: str, version: str, port: str = "") -> str:
    """Return the id of a licence of Creative Commons', else its address; "" where there is no such kind."""
    if name := PUBLIC.get(kind.lower()):
        return name
    kind = "BY-NC-ND" if kind == "BY-ND-NC" else kind
    if kind not in KINDS:
        return ""
    has_id = kind.startswith("BY") and version and (not port or f"{version}-{port}-{kind}" in ported())
    if has_id:
        return "-".join(filter(None, ("CC", kind, version, port)))
    rest = "/".join(filter(None, (kind.lower(), version, port.lower())))
    return f"https://creativecommons.org/licenses/{rest}/"


@cache
def ported() -> frozenset[str]:
    """Return the versions for a country that have ids of their own."""
    return frozenset(load_licenses()["ported"].split())


def declared_license(entry: FeedEntry, ld: Mapping[str, Any], metas: Mapping[str, str]) -> Declared:
    """Return what feed, JSON-LD and meta elements say of the licence."""
    in_metas = (license_id(metas[name]) for name in METAS if name in metas)
    return Declared(
        license_of_value(entry.license), license_of_value(ld.get("license")), next(filter(None, in_metas), "")
    )


def license_of_value(value: object) -> str:
    """Return the licence in a value of JSON-LD or in a text: an id, else an address; "" where it names none.

    >>> license_of_value({"@id": "https://blog.example/licence"}), license_of_value("All rights reserved")
    ('https://blog.example/licence', '')
    """
    if not value:
        return ""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url") or value.get("name")
    said = text_of_value(value)
    address = ADDRESS.match(said.strip())
    return license_id(said) or (address[0] if address else "")


def read_statements(index: Index, url: str) -> tuple[Statement, ...]:
    """Return what a page may state of the licence, in document order; what is said of a picture is left out."""
    # A thousand links to licences may stand in one paragraph.
    read = cache(read_beginning)
    return tuple(filter(None, (read_statement(element, url, read) for element in index.select(STATED))))


def read_statement(element: HtmlElement, url: str, read: Callable[[HtmlElement], str]) -> Statement | None:
    """Return what a link or a picture states of the licence, None where that is nothing, or said of a picture."""
    is_explicit = element.tag != "img" and "license" in element.get("rel", "").split()
    said = element.get("src" if element.tag == "img" else "href") or ""
    name = license_id(said) or (address_at(url, said) if is_explicit else "")
    if not name or any(above.tag in ("figure", "figcaption") for above in element.iterancestors()):
        return None
    around = read(paragraph_around(element))
    if has_word(around, "picture") and not has_word(around, "text"):
        return None
    return Statement(element, name, is_explicit, has_word(around, "grant"))


def has_word(said: str, kind: str) -> bool:
    """Tell whether a text in lower case has a word of a kind."""
    return any(word in said for word in load_licenses()["words"][kind])


def address_at(url: str, said: str) -> str:
    """Return an address that a page links to, "" where it leads to no other page."""
    address = join_url(url, said.strip())
    return address if said.strip().strip("#") and address.startswith("http") and not said.startswith("#") else ""


def paragraph_around(element: HtmlElement) -> HtmlElement:
    """Return the paragraph or box that an element stands in, itself where there is none."""
    return next((above for above in element.iterancestors() if above.tag in AROUND), element)


def read_beginning(element: HtmlElement) -> str:
    """Return what an element says at its beginning, in lower case."""
    return squash(element.text_content()).lower()[:LONGEST]


def choose_license(
    statements: Sequence[Statement], declared: Declared, body: Sequence[Block], found: Iterable[Finding]
) -> str:
    """Return the licence of a post: what is said to machines, then explicit links, then what else states one.

    Where those of one kind contradict each other nothing is certain, and the next kind is asked.
    """
    others = {element_of(finding.target) for finding in found if finding.reason.split("/", 1)[0] in OF_OTHERS}
    ends = {block.element for block in (*body[:FIRST], *body[-LAST:])}
    inside = {block.element for block in body}
    own = [one for one in statements if not others.intersection(lineage(one.element))]
    bare = [one for one in own if is_of_post(one, inside, ends)]
    for said in (
        [declared.feed],
        [declared.data],
        [one.license for one in own if one.is_explicit],
        [declared.metas],
        [one.license for one in bare],
    ):
        if len(names := set(filter(None, said))) == 1:
            return names.pop()
    return ""


def is_of_post(statement: Statement, inside: set[HtmlElement], ends: set[HtmlElement]) -> bool:
    """Tell whether a link states the licence of the post: beside its text, or in a line of its ends that grants it."""
    holders = inside.intersection(lineage(statement.element))
    return not holders or (statement.grants and bool(holders & ends))


def lineage(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield an element and all that it stands in."""
    yield element
    yield from element.iterancestors()
