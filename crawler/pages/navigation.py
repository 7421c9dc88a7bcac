"""Addresses that lead on from a page without being links in its text: relations, choices, buttons, frames, scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol, cast
from urllib.parse import urlencode

from lxml.etree import XPath

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.html import HtmlElement

ONWARD = frozenset({"next", "prev", "previous"})
LINKS = frozenset({"a", "link"})
# What buttons that load more posts, and scripts that do so at the end of a list, call the address.
ATTRIBUTES = ("data-url", "data-next", "data-next-url", "data-next-page", "data-href", "data-load-more", "data-path")
# An address has one of these; the values of other choices are numbers and names.
ADDRESSED = ("/", "?", "http://", "https://", "./", "../")


class Finder(Protocol):
    """An expression that finds elements."""

    def __call__(self, node: HtmlElement, /) -> list[HtmlElement]:
        """Return the elements that are found below a node."""


class AttributeValue(Protocol):
    """The value of an attribute."""

    def getparent(self) -> HtmlElement:
        """Return the element that has it."""

    def split(self) -> list[str]:
        """Return its words."""


def finder(path: str) -> Finder:
    """Return the expression of a path."""
    return cast("Finder", XPath(path))


# To look for attributes costs a tenth of looking for elements that have them.
_RELATIONS = cast("Callable[[HtmlElement], list[AttributeValue]]", XPath("//@rel"))
_BUTTONS = cast("Callable[[HtmlElement], list[AttributeValue]]", XPath("|".join(f"//@{name}" for name in ATTRIBUTES)))
_CHOICES = finder("//select//option[@value or @data-url]")
# Where a frame or an area of a picture leads.
_LEADS = {"frame": "src", "area": "href"}
_CLICKS = cast("Callable[[HtmlElement], list[str]]", XPath("//@onclick", smart_strings=False))
# A script that leads elsewhere: `location.href = "/a/"`, `window.location.replace('/a/')`, `window.open("/a/")`.
_SENDS = re.compile(
    r"""\blocation(?:\.href)?\s*(?:=|\.(?:assign|replace)\()\s*["']([^"'\s]+)["']|\bwindow\.open\(\s*["']([^"'\s]+)["']"""
)
# What a script holds of the pages that it lists: `"url": "/a/"`, in JSON, JSON-LD, or in a string of it.
_LISTED = re.compile(
    r"""\\?"(?:url|href|link|path|permalink|slug|uri|@id)\\?"\s*:\s*\\?"((?:https?:)?\\?/[^"\s]*?)\\?\""""
)
_WITHOUT_SCRIPTS = finder("//noscript//a[@href]")
# A menu's choices as themes write them.
_LANGUAGES = cast("Callable[[HtmlElement], list[AttributeValue]]", XPath("//@hreflang|//@data-lang"))


def onward(
    root: HtmlElement, resolve: Callable[[str], str], scripts: Iterable[HtmlElement] | None = None
) -> tuple[str, ...]:
    """Return the addresses of a page's neighbours, of a menu's choices, and of what a button loads, each once.

    A page that shows next to nothing itself may do so by its scripts, which are given for such a one alone.
    """
    kept = () if scripts is None else kept_in(root, scripts)
    found = (resolve(said.strip()) for said in (*addresses(root), *kept) if said.strip())
    return tuple(dict.fromkeys(url for url in found if url))


def kept_in(root: HtmlElement, scripts: Iterable[HtmlElement]) -> Iterator[str]:
    """Yield the addresses that scripts lead to or list, and those for readers who have no scripts."""
    for script in scripts:
        text = script.text or ""
        yield from sent_to(text)
        yield from (said.replace("\\/", "/") for said in _LISTED.findall(text))
    yield from (link.get("href") or "" for link in _WITHOUT_SCRIPTS(root))


def addresses(root: HtmlElement) -> Iterator[str]:
    """Yield the addresses as they are written."""
    for relation in _RELATIONS(root):
        if not ONWARD.isdisjoint(map(str.lower, relation.split())) and (node := relation.getparent()).tag in LINKS:
            yield node.get("href") or ""
    # Of a tag that no element has there is no search.
    for node in _CHOICES(root) if next(root.iter("select"), None) is not None else ():
        yield from (said for name in ("value", "data-url") if is_address(said := node.get(name) or ""))
    for node in dict.fromkeys(said.getparent() for said in _BUTTONS(root)):
        yield from (said for name in ATTRIBUTES if is_address(said := node.get(name) or ""))
    yield from (node.get(_LEADS[node.tag]) or "" for node in root.iter(*_LEADS))
    yield from (sent_by(form) for form in root.iter("form"))
    for click in _CLICKS(root):
        yield from sent_to(click)


def sent_by(form: HtmlElement) -> str:
    """Return the address that a form's button leads to, "" where a reader fills in something, or sends it.

    >>> from lxml.html import fromstring
    >>> sent_by(fromstring("<form action=/list><input type=hidden name=from value=20><button>More</button></form>"))
    '/list?from=20'
    """
    fields = [node for node in form.iter("input", "select", "textarea") if node.get("type") not in ("submit", "image")]
    if (form.get("method") or "get").lower() != "get" or any(node.get("type") != "hidden" for node in fields):
        return ""
    query = urlencode([(node.get("name") or "", node.get("value") or "") for node in fields])
    return "?".join(
        filter(None, ((form.get("action") or "").partition("?")[0] if query else form.get("action"), query))
    )


def sent_to(script: str) -> Iterator[str]:
    """Yield the addresses to which a script leads a reader.

    >>> list(sent_to("location.href='/2019/05/'; return false")), list(sent_to("if (location == home) open()"))
    (['/2019/05/'], [])
    """
    return (said for match in _SENDS.finditer(script) for said in match.groups() if said)


def languages(root: HtmlElement, links: Iterable[HtmlElement], resolve: Callable[[str], str]) -> tuple[str, ...]:
    """Return the addresses of the page in other languages, each once; its `link` elements are given."""
    told = (node for node in links if node.get("rel") == "alternate" and node.get("hreflang") is not None)
    others = (*told, *(node for said in _LANGUAGES(root) if (node := said.getparent()).tag == "a"))
    return tuple(dict.fromkeys(url for node in others if (url := resolve((node.get("href") or "").strip()))))


def is_address(said: str) -> bool:
    """Say whether a value is written as addresses are.

    >>> is_address("/2019/05/"), is_address("?paged=2"), is_address("12"), is_address("")
    (True, True, False, False)
    """
    return said.strip().startswith(ADDRESSED)
