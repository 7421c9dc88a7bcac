"""CSS selectors over an lxml tree, fast where hundreds of them meet one page and few match.

    >>> from lxml.html import fromstring
    >>> index = Index(fromstring('<div id="a"><p class="x y">one</p><p>two</p></div>'))
    >>> [element.text for element in index.select(parse_selector("#a > p:not(.x)"))]
    ['two']

`Index` goes over the tree once; a selector then looks only at the elements that bear the id, class, attribute or tag
of its last compound, and checks the rest of itself from right to left. Names are matched whole and as they are written.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cssselect import SelectorSyntaxError, parse
from cssselect.parser import (
    Attrib,
    Class,
    CombinedSelector,
    Element,
    Hash,
    Matching,
    Negation,
    SpecificityAdjustment,
    Tree,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What an element must bear to be selected: "#id", ".class", "tag" or "*"; or "[name" with text that its value holds.
Key = tuple[str, str]
# From the most telling kind of key to the least.
_RANKS = "#.["

_COMPARE: dict[str, Callable[[str, str], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "~=": lambda value, wanted: wanted in value.split(),
    "|=": lambda value, wanted: value == wanted or value.startswith(f"{wanted}-"),
    "^=": lambda value, wanted: bool(wanted) and value.startswith(wanted),
    "$=": lambda value, wanted: bool(wanted) and value.endswith(wanted),
    "*=": lambda value, wanted: bool(wanted) and wanted in value,
}


@dataclass(frozen=True, slots=True)
class Selector:
    """A parsed selector: its alternatives, and for each the key that it is looked up by."""

    css: str
    trees: tuple[Tree, ...]
    keys: tuple[Key, ...]

    @property
    def tags(self) -> frozenset[str]:
        """Return the tags that the alternatives ask for in so many words."""
        return frozenset(_tag(tree) for tree in self.trees)


@lru_cache(maxsize=4096)
def parse_selector(css: str) -> Selector:
    """Return the selector; raise ValueError, naming `css`, where it is no CSS or uses what is not supported.

    Supported: tags, ids, classes, attributes with every operator and the `i` flag, `:not()`, `:is()`, `:where()`,
    the four combinators, and lists with commas.
    """
    try:
        parsed = parse(css)
    except SelectorSyntaxError as error:
        raise ValueError(f"selector {css!r}: {error}") from error
    trees = tuple(selector.parsed_tree for selector in parsed)
    for selector in parsed:
        if selector.pseudo_element is not None:
            raise ValueError(f"selector {css!r}: pseudo-elements are not supported")
        _check(selector.parsed_tree, css)
    return Selector(css, trees, tuple(min(_keys(tree), key=_rank) for tree in trees))


def matches(element: HtmlElement, selector: Selector) -> bool:
    """Tell whether the element is one that the selector selects.

    >>> from lxml.html import fromstring
    >>> matches(fromstring('<p lang="en-GB">colour</p>'), parse_selector("div, p[lang|=en]"))
    True
    """
    return any(_matches(tree, element) for tree in selector.trees)


class Index:
    """The elements of a tree by tag, `#id`, `.class` and `[attribute`; true as long as the tree does not change."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.elements: list[HtmlElement] = list(root.iter("*"))
        self._found: dict[str, list[HtmlElement]] = defaultdict(list)
        self._holders: dict[str, frozenset[HtmlElement]] = {}
        self._joined: dict[str, str] = {}
        for element in self.elements:
            self._found[element.tag].append(element)
            if identifier := element.get("id"):
                self._found[f"#{identifier}"].append(element)
            for token in set(element.get("class", "").split()):
                self._found[f".{token}"].append(element)

    def select(self, selector: Selector) -> list[HtmlElement]:
        """Return the elements that the selector selects, each once, in document order."""
        found = [
            element
            for tree, key in zip(selector.trees, selector.keys, strict=True)
            for element in self._candidates(key)
            if _matches(tree, element)
        ]
        if len(selector.trees) == 1 or len(found) < 2:
            return found
        chosen = set(found)
        return [element for element in self.elements if element in chosen]

    def holders(self, selector: Selector) -> frozenset[HtmlElement]:
        """Return the elements that hold one that the selector selects, at any depth; computed once a selector."""
        if selector.css not in self._holders:
            selected = self.select(selector)
            self._holders[selector.css] = frozenset(above for element in selected for above in element.iterancestors())
        return self._holders[selector.css]

    def _candidates(self, key: Key) -> Iterable[HtmlElement]:
        """Return the elements that bear the key."""
        name, part = key
        if name == "*":
            return self.elements
        # One search through all values at once spares the look at each: few pages have a link that shares
        return self._with(name) if part in self._values(name) else ()

    def _with(self, name: str) -> list[HtmlElement]:
        """Return the elements with a tag, `#id`, `.class` or `[attribute`; attributes are gathered when asked for."""
        if name[0] == "[" and name not in self._found:
            self._found[name] = [element for element in self.elements if element.get(name[1:]) is not None]
        return self._found.get(name, [])

    def _values(self, name: str) -> str:
        """Return all values of an attribute joined, "" for other names."""
        if name[0] != "[":
            return ""
        if name not in self._joined:
            self._joined[name] = "\n".join(element.get(name[1:], "") for element in self._with(name))
        return self._joined[name]


def _matches(node: Tree, element: HtmlElement) -> bool:
    """Tell whether the element is selected by this node of a parsed selector and by all that it qualifies."""
    match node:
        case Element():
            return node.element is None or node.element.lower() == element.tag
        case CombinedSelector():
            reached = _REACHED[node.combinator](element)
            return _matches(node.subselector, element) and any(_matches(node.selector, other) for other in reached)
        case Hash():
            fits = element.get("id") == node.id
        case Class():
            fits = node.class_name in element.get("class", "").split()
        case Attrib():
            fits = _attribute_fits(node, element)
        case Negation():
            fits = not _matches(node.subselector, element)
        case Matching() | SpecificityAdjustment():
            fits = any(_matches(tree, element) for tree in node.selector_list)
        case _:
            raise TypeError(f"unchecked selector node {node!r}")
    return fits and _matches(node.selector, element)


def _attribute_fits(node: Attrib, element: HtmlElement) -> bool:
    """Tell whether the element's attribute is as the node wants it."""
    value = element.get(node.attrib)
    if node.value is None:
        return value is not None
    wanted = node.value.value or ""
    if value is None:
        return node.operator == "!="
    if node.flag == "i":
        value, wanted = value.casefold(), wanted.casefold()
    return _COMPARE[node.operator](value, wanted)


def _parent(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the parent, where there is one."""
    if (parent := element.getparent()) is not None:
        yield parent


def _previous(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the element next before this one among its siblings, where there is one."""
    yield from list(element.itersiblings("*", preceding=True))[:1]


_REACHED: dict[str, Callable[[HtmlElement], Iterator[HtmlElement]]] = {
    " ": lambda element: element.iterancestors(),
    ">": _parent,
    "+": _previous,
    "~": lambda element: element.itersiblings("*", preceding=True),
}


def _check(node: Tree, css: str) -> None:
    """Raise ValueError where the node or one below it is of a kind that `_matches` does not know."""
    if isinstance(node, Element):
        return
    if not isinstance(node, Attrib | Class | CombinedSelector | Hash | Matching | Negation | SpecificityAdjustment):
        raise ValueError(f"selector {css!r}: {node.canonical()!r} is not supported")
    for tree in (node.selector, *getattr(node, "selector_list", ()), getattr(node, "subselector", None)):
        if tree is not None:
            _check(tree, css)


def _keys(node: Tree) -> Iterator[Key]:
    """Yield what an element must bear to be selected by the last compound, the tag last.

    >>> list(_keys(parse_selector("nav p.x[href*=share]:not(.y)").trees[0]))
    [('[href', 'share'), ('.x', ''), ('p', '')]
    """
    if isinstance(node, CombinedSelector):
        node = node.subselector
    while not isinstance(node, Element):
        match node:
            case Hash():
                yield f"#{node.id}", ""
            case Class():
                yield f".{node.class_name}", ""
            case Attrib() if node.operator != "!=":
                wanted = node.value.value if node.value and node.flag != "i" else ""
                yield f"[{node.attrib}", wanted or ""
        node = node.selector
    yield (node.element or "*").lower(), ""


def _rank(key: Key) -> tuple[int, int]:
    """Return the place of a key, the most telling first.

    >>> sorted([("p", ""), ("[role", ""), ("*", ""), (".x", ""), ("[href", "x"), ("#y", "")], key=_rank)
    [('#y', ''), ('.x', ''), ('[href', 'x'), ('[role', ''), ('p', ''), ('*', '')]
    """
    name, part = key
    return (len(_RANKS) + (name == "*") if name[0] not in _RANKS else _RANKS.index(name[0])), -len(part)


def _tag(node: Tree) -> str:
    """Return the tag that the last compound names, else `"*"`."""
    return list(_keys(node))[-1][0]
