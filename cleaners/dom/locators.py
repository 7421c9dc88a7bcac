"""Names by which an element is found again on other pages of its site.

An id, a class with its tag, an attribute that says what a part is for, a tag, or a path from the root:

    "#content"   "div.post-body"   "[itemprop=articleBody]"   "h1"   "body/div[2]/main[1]"
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lxml.etree import XPath

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

NUMBERED = re.compile(r"\d")
# An id over a class over a path: the more a name says, the longer it stays.
RANK_ID, RANK_CLASS, RANK_PATH = 0, 1, 2
# Attributes that name an element's part in the page; builders with generated class names rely on them.
PART_ATTRIBUTES = ("itemprop", "data-hook", "data-testid")
_BY_ATTRIBUTE = {name: XPath(f"//*[@{name} = $value]") for name in ("id", *PART_ATTRIBUTES)}
_HAS_CLASS = "contains(@class, $name) and contains(concat(' ', normalize-space(@class), ' '), concat(' ', $name, ' '))"


class Name(NamedTuple):
    """What a name asks for: a tag, an attribute with its value (of a class one of its values), or both."""

    tag: str
    attribute: str
    value: str


def path_of(element: HtmlElement) -> str:
    """Return the path of an element from the root, with its place among siblings of its tag."""
    steps: list[str] = []
    while (parent := element.getparent()) is not None:
        place = 1 + sum(1 for sibling in element.itersiblings(element.tag, preceding=True))
        steps.append(f"{element.tag}[{place}]" if element.tag != "body" else "body")
        element = parent
    return "/".join(reversed(steps))


def locators_of(element: HtmlElement) -> Iterator[str]:
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


def parse_name(name: str) -> Name:
    """Return what a name asks for; a path from the root is none.

    >>> tuple(parse_name("#content")), tuple(parse_name("div.post")), tuple(parse_name("[itemprop=text]"))
    (('', 'id', 'content'), ('div', 'class', 'post'), ('', 'itemprop', 'text'))
    """
    if name.startswith("#"):
        return Name("", "id", name[1:])
    if name.startswith("["):
        attribute, _, value = name[1:-1].partition("=")
        return Name("", attribute, value)
    tag, dot, value = name.partition(".")
    return Name(tag, "class" if dot else "", value)


def select(root: HtmlElement, selector: str) -> HtmlElement | None:
    """Return the first element on a page that a rule selects, None where there is none."""
    if rank(selector) == RANK_PATH:
        found: HtmlElement | None = root.find(selector)
        return found
    name = parse_name(selector)
    if not name.attribute:
        return next(root.iter(name.tag), None)
    if name.attribute == "class":
        return _found(_by_class(name.tag)(root, tag=name.tag, name=name.value))
    return _found(_BY_ATTRIBUTE[name.attribute](root, value=name.value))


@lru_cache(maxsize=256)
def _by_class(tag: str) -> XPath:
    """Return the search for elements of a tag by a class; tags that XPath cannot name are compared one by one."""
    return XPath(f"//{tag}[{_HAS_CLASS}]" if tag.isalnum() else f"//*[name() = $tag and {_HAS_CLASS}]")


class Names:
    """Names of elements, to tell by which of them an element goes."""

    def __init__(self, names: Iterable[str]) -> None:
        self._ids: dict[str, str] = {}
        self._classes: dict[str, dict[str, str]] = {}
        self._others: list[tuple[str, Name]] = []
        for name in names:
            parsed = parse_name(name)
            if parsed.attribute == "id":
                self._ids[parsed.value] = name
            elif parsed.attribute == "class":
                self._classes.setdefault(parsed.tag, {})[parsed.value] = name
            else:
                self._others.append((name, parsed))

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
        return next((name for name, parsed in self._others if _bears(element, parsed)), "")


def _bears(element: HtmlElement, name: Name) -> bool:
    """Tell whether an element bears a part, or is of a tag."""
    return bool(element.get(name.attribute) == name.value if name.attribute else element.tag == name.tag)


def _found(result: object) -> HtmlElement | None:
    """Return the first element of an XPath's result."""
    return result[0] if isinstance(result, list) and result else None
