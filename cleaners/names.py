"""Names by which an element is found again on other pages of its site.

An id, a class with its tag, an attribute that says what a part is for, a tag, or a path from the root:

    "#content"   "div.post-body"   "[itemprop=articleBody]"   "h1"   "body/div[2]/main[1]"
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml.etree import XPath

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

NUMBERED = re.compile(r"\d")
# An id over a class over a path: the more a name says, the longer it stays.
RANK_ID, RANK_CLASS, RANK_PATH = 0, 1, 2
_BY_ID = XPath("//*[@id = $name]")
# Attributes that name an element's part in the page; builders with generated class names rely on them.
PART_ATTRIBUTES = ("itemprop", "data-hook", "data-testid")
_BY_PART = {name: XPath(f"//*[@{name} = $value]") for name in PART_ATTRIBUTES}
_HAS_CLASS = "contains(@class, $name) and contains(concat(' ', normalize-space(@class), ' '), concat(' ', $name, ' '))"


def path_of(element: HtmlElement) -> str:
    """Return the path of an element from the root, with its place among siblings of its tag."""
    steps: list[str] = []
    while (parent := element.getparent()) is not None:
        place = 1 + sum(1 for sibling in element.itersiblings(element.tag, preceding=True))
        steps.append(f"{element.tag}[{place}]" if element.tag != "body" else "body")
        element = parent
    return "/".join(reversed(steps))


def names_of(element: HtmlElement) -> Iterator[str]:
    """Yield the rules that an element's names give: its id unless it is numbered, its classes, its part."""
    identity = element.get("id", "")
    if identity and not NUMBERED.search(identity) and not re.search(r"\s", identity):
        yield f"#{identity}"
    for name in element.get("class", "").split():
        yield f"{element.tag}.{name}"
    for attribute in PART_ATTRIBUTES:
        if (value := element.get(attribute, "")) and not NUMBERED.search(value):
            yield f"[{attribute}={value}]"


def rank(selector: str) -> int:
    """Return how much a rule is worth among equals; lower is better."""
    if selector.startswith("#"):
        return RANK_ID
    return RANK_PATH if selector.startswith("body") and not selector.startswith("body.") else RANK_CLASS


def select(root: HtmlElement, selector: str) -> HtmlElement | None:
    """Return the first element on a page that a rule selects, None where there is none."""
    kind = rank(selector)
    if kind == RANK_PATH:
        found: HtmlElement | None = root.find(selector)
        return found
    if kind == RANK_ID:
        return _found(_BY_ID(root, name=selector[1:]))
    if selector.startswith("["):
        attribute, _, value = selector[1:-1].partition("=")
        return _found(_BY_PART[attribute](root, value=value))
    tag, dot, name = selector.partition(".")
    if not dot:
        return next(root.iter(tag), None)
    return _found(_by_class(tag)(root, name=name))


@lru_cache(maxsize=256)
def _by_class(tag: str) -> XPath:
    """Return the search for elements of a tag by a class; tags that XPath cannot name are compared one by one."""
    return XPath(f"//{tag}[{_HAS_CLASS}]" if tag.isalnum() else f"//*[name() = '{tag}' and {_HAS_CLASS}]")


class Names:
    """Names of elements, to tell by which of them an element goes."""

    def __init__(self, names: Iterable[str]) -> None:
        self._ids: dict[str, str] = {}
        self._classes: dict[str, dict[str, str]] = {}
        self._others: list[str] = []
        for name in names:
            tag, dot, own = name.partition(".")
            if rank(name) == RANK_ID:
                self._ids[name[1:]] = name
            elif dot and not name.startswith("["):
                self._classes.setdefault(tag, {})[own] = name
            else:
                self._others.append(name)

    def of(self, element: HtmlElement) -> str:
        """Return the first name that an element bears, `""` where it bears none: an id, then a class, then others.

        >>> from lxml.html import fromstring
        >>> names = Names(["div.a", "#b", "[itemprop=text]"])
        >>> [names.of(fromstring(s)) for s in ("<div class='x a'>", "<p class=a>", "<p id=b>", "<p itemprop=text>")]
        ['div.a', '', '#b', '[itemprop=text]']
        """
        if self._ids and (name := self._ids.get(element.get("id", ""))):
            return name
        if classes := self._classes.get(element.tag):
            for own in element.get("class", "").split():
                if own in classes:
                    return classes[own]
        return next((name for name in self._others if _bears(element, name)), "")


def _bears(element: HtmlElement, name: str) -> bool:
    """Tell whether an element bears a part, or is of a tag."""
    if not name.startswith("["):
        return bool(element.tag == name)
    attribute, _, value = name[1:-1].partition("=")
    return bool(element.get(attribute) == value)


def _found(result: object) -> HtmlElement | None:
    """Return the first element of an XPath's result."""
    return result[0] if isinstance(result, list) and result else None
