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
from functools import cached_property, lru_cache
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

# From the most telling kind of key to the least: an id, a class, an attribute; then a tag, then "*".
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
class Branch:
    """One alternative of a selector."""

    tree: Tree
    tag: str  # of the last compound, "*" where it names none
    key: str  # what an element must bear to be selected: "#id", ".class", "[name", "tag" or "*"
    part: str = ""  # with "[name": text that the attribute's value must hold
    is_key: bool = False  # the key is all that it asks for


@dataclass(frozen=True, slots=True)
class Selector:
    """A parsed selector, or several as one."""

    css: str
    branches: tuple[Branch, ...]
    keys: frozenset[str]


@lru_cache(maxsize=1024)
def parse_selector(*css: str) -> Selector:
    """Return one selector for what any of `css` selects; raise ValueError, naming it, where one is not supported.

    Supported: tags, ids, classes, attributes with every operator, `:not()`, `:is()`, `:where()`,
    the four combinators, and lists with commas.
    """
    branches = tuple(branch for each in css for branch in _parse(each))
    return Selector(", ".join(css), branches, frozenset(branch.key for branch in branches))


def matches(element: HtmlElement, selector: Selector) -> bool:
    """Tell whether the element is one that the selector selects.

    >>> from lxml.html import fromstring
    >>> matches(fromstring('<p lang="en-GB">colour</p>'), parse_selector("div, p[lang|=en]"))
    True
    """
    return any(_matches(branch.tree, element) for branch in selector.branches)


def matches_by_tag(element: HtmlElement, selector: Selector) -> bool:
    """Tell whether the selector selects the element by an alternative that names its tag.

    >>> from lxml.html import fromstring
    >>> [matches_by_tag(fromstring('<p class="x">'), parse_selector(css)) for css in (".x", "p.x")]
    [False, True]
    """
    return any(branch.tag == element.tag and _matches(branch.tree, element) for branch in selector.branches)


class Index:
    """The elements of a tree by tag, `#id`, `.class` and `[attribute`; true as long as the tree does not change."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self._place: dict[HtmlElement, int] = {element: place for place, element in enumerate(root.iter("*"))}
        self._found: dict[str, list[HtmlElement]] = defaultdict(list, {"*": list(self._place)})
        self._joined: dict[str, str] = {}
        self._holders: dict[str, frozenset[HtmlElement]] = {}
        for element in self._place:
            self._found[element.tag].append(element)
            for name, value in element.items():
                self._found[f"[{name}"].append(element)
                if name == "id":
                    self._found[f"#{value}"].append(element)
                elif name == "class":
                    for token in set(value.split()):
                        self._found[f".{token}"].append(element)

    def select(self, selector: Selector) -> list[HtmlElement]:
        """Return the elements that the selector selects, each once, in document order."""
        keys = self._found.keys() & selector.keys  # none, for nearly all of hundreds of selectors
        found = {element for branch in selector.branches if branch.key in keys for element in self._choose(branch)}
        return sorted(found, key=self._place.__getitem__)

    def holders(self, selector: Selector) -> frozenset[HtmlElement]:
        """Return the elements that hold one that the selector selects, at any depth; computed once a selector."""
        if selector.css not in self._holders:
            selected = self.select(selector)
            self._holders[selector.css] = frozenset(above for element in selected for above in element.iterancestors())
        return self._holders[selector.css]

    @cached_property
    def prose(self) -> dict[HtmlElement, int]:
        """The characters of the paragraphs that each element holds, at any depth."""
        held: dict[HtmlElement, int] = defaultdict(int)
        for paragraph in self._found["p"]:
            length = len(paragraph.text_content())
            for above in paragraph.iterancestors():
                held[above] += length
        return held

    def _choose(self, branch: Branch) -> Iterable[HtmlElement]:
        """Return the elements that one alternative selects."""
        if branch.is_key:
            return self._found[branch.key]
        # One search through all values of an attribute spares a look at each: few of a page's links lead to a sharer
        if branch.part and branch.part not in self._values(branch.key):
            return ()
        found: Iterable[HtmlElement] = self._found[branch.key]
        if branch.part:
            name = branch.key[1:]
            found = (element for element in found if branch.part in element.get(name, ""))
        return [element for element in found if _matches(branch.tree, element)]

    def _values(self, key: str) -> str:
        """Return all values of the attribute `[name`, joined."""
        if key not in self._joined:
            self._joined[key] = "\n".join(element.get(key[1:], "") for element in self._found[key])
        return self._joined[key]


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
    return _COMPARE[node.operator](value, wanted)


def _parent(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the parent, where there is one."""
    if (parent := element.getparent()) is not None:
        yield parent


def _previous(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the element next before this one among its siblings, where there is one."""
    if (before := next(element.itersiblings("*", preceding=True), None)) is not None:
        yield before


_REACHED: dict[str, Callable[[HtmlElement], Iterator[HtmlElement]]] = {
    " ": lambda element: element.iterancestors(),
    ">": _parent,
    "+": _previous,
    "~": lambda element: element.itersiblings("*", preceding=True),
}


def _parse(css: str) -> Iterator[Branch]:
    """Yield the alternatives of a selector; raise ValueError where it is no CSS or not supported."""
    try:
        parsed = parse(css)
    except SelectorSyntaxError as error:
        raise ValueError(f"selector {css!r}: {error}") from error
    for selector in parsed:
        if selector.pseudo_element is not None:
            raise ValueError(f"selector {css!r}: pseudo-elements are not supported")
        _check(selector.parsed_tree, css)
        keys = list(_keys(selector.parsed_tree))
        key, part = min(keys, key=_rank)
        yield Branch(selector.parsed_tree, keys[-1][0], key, part, _is_key(selector.parsed_tree))


def _check(node: Tree, css: str) -> None:
    """Raise ValueError where the node or one below it is of a kind that `_matches` does not know."""
    if isinstance(node, Element):
        return
    known = isinstance(node, Attrib | Class | CombinedSelector | Hash | Matching | Negation | SpecificityAdjustment)
    if not known or getattr(node, "flag", None):  # `[href="x" i]`, which older releases of cssselect do not parse
        raise ValueError(f"selector {css!r}: {node.canonical()!r} is not supported")
    for tree in (node.selector, *getattr(node, "selector_list", ()), getattr(node, "subselector", None)):
        if tree is not None:
            _check(tree, css)


def _is_key(node: Tree) -> bool:
    """Tell whether a parsed selector asks for a tag, a class or an id, and for nothing more.

    >>> [parse_selector(css).branches[0].is_key for css in ("p", ".x", "#y", "p.x", "p .x", ".x:not(p)")]
    [True, True, True, False, False, False]
    """
    if isinstance(node, Class | Hash):
        return isinstance(node.selector, Element) and node.selector.element is None
    return isinstance(node, Element)


def _keys(node: Tree) -> Iterator[tuple[str, str]]:
    """Yield what an element must bear to be selected by the last compound: keys and parts, the tag last.

    >>> list(_keys(parse_selector("nav p.x[href*=share]:not(.y)").branches[0].tree))
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
                yield f"[{node.attrib}", (node.value.value if node.value else "") or ""
        node = node.selector
    yield (node.element or "*").lower(), ""


def _rank(pair: tuple[str, str]) -> tuple[int, int]:
    """Return the place of a key and part, the most telling first.

    >>> sorted([("p", ""), ("[role", ""), ("*", ""), (".x", ""), ("[href", "x"), ("#y", "")], key=_rank)
    [('#y', ''), ('.x', ''), ('[href', 'x'), ('[role', ''), ('p', ''), ('*', '')]
    """
    key, part = pair
    return (_RANKS.index(key[0]) if key[0] in _RANKS else len(_RANKS) + (key == "*")), -len(part)
