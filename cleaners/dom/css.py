"""CSS as cssselect reads it: each alternative of a selector is a test of elements, with what one must bear to pass."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
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

Test = Callable[["HtmlElement"], bool]

_LONE = re.compile(r"([.#])([A-Za-z_][A-Za-z0-9_-]*)")
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
_LONE_TESTS = {".": ("class", _COMPARE["~="]), "#": ("id", _COMPARE["="])}


@dataclass(frozen=True, slots=True)
class Branch:
    """One alternative of a selector."""

    fits: Test
    tag: str  # of the last compound, "*" where it names none
    key: str  # what an element must bear to be selected: "#id", ".class", "[name", "tag" or "*"
    part: str = ""  # with "[name": text that the attribute's value must hold
    others: frozenset[str] = frozenset()  # what other elements must bear: "#a" of "#a > p"
    is_key: bool = False  # the key is all that it asks for


def read_branches(css: str) -> Iterator[Branch]:
    """Yield the alternatives of a selector; raise ValueError where it is no CSS or not supported."""
    # As most are: it needs no parser, and thousands are read at the start.
    if lone := _LONE.fullmatch(css):
        attribute, compare = _LONE_TESTS[lone[1]]
        yield Branch(_value_test(attribute, compare, lone[2]), "*", css, is_key=True)
        return
    for tree in _trees(css):
        try:
            fits = _test(tree)
        except NotImplementedError as error:
            raise ValueError(f"selector {css!r}: {error} is not supported") from error
        keys = list(_keys(tree))
        key, part = min(keys, key=_rank)
        yield Branch(fits, keys[-1][0], key, part, frozenset(_others(tree)) - {"*"}, _is_key(tree))


def _trees(css: str) -> Iterator[Tree]:
    """Yield the parsed alternatives of a selector."""
    try:
        parsed = parse(css)
    except SelectorSyntaxError as error:
        raise ValueError(f"selector {css!r}: {error}") from error
    for selector in parsed:
        if selector.pseudo_element is not None:
            raise ValueError(f"selector {css!r}: pseudo-elements are not supported")
        yield selector.parsed_tree


def _test(node: Tree) -> Test:
    """Return the test of whether an element is selected by a node of a parsed selector and by all that it qualifies."""
    match node:
        case Element():
            return _tag_test(node.element)
        case CombinedSelector():
            return _combined_test(node)
        case Hash():
            own = _value_test("id", operator.eq, node.id)
        case Class():
            own = _value_test("class", _COMPARE["~="], node.class_name)
        case Attrib() if not getattr(node, "flag", None):  # `[href="x" i]`, which older cssselect does not parse
            own = _attribute_test(node)
        case Negation():
            own = _none_of(_test(node.subselector))
        case Matching() | SpecificityAdjustment():
            own = _any_of([_test(tree) for tree in node.selector_list])
        case _:
            raise NotImplementedError(repr(node.canonical()))
    if isinstance(node.selector, Element) and node.selector.element is None:
        return own
    rest = _test(node.selector)
    return lambda element: own(element) and rest(element)


def _tag_test(name: str | None) -> Test:
    """Return the test for a tag, any where no name is given."""
    wanted = name and name.lower()
    return lambda element: wanted is None or element.tag == wanted


def _value_test(attribute: str, compare: Callable[[str, str], bool], wanted: str) -> Test:
    """Return the test for an attribute whose value compares well."""

    def fits(element: HtmlElement) -> bool:
        value = element.get(attribute)
        return value is not None and compare(value, wanted)

    return fits


def _attribute_test(node: Attrib) -> Test:
    """Return the test for an attribute as the node wants it."""
    name = node.attrib
    if node.value is None:
        return lambda element: element.get(name) is not None
    wanted = node.value.value or ""
    if node.operator == "!=":
        return lambda element: element.get(name) != wanted
    return _value_test(name, _COMPARE[node.operator], wanted)


def _none_of(test: Test) -> Test:
    return lambda element: not test(element)


def _any_of(tests: Sequence[Test]) -> Test:
    return lambda element: any(test(element) for test in tests)


def _combined_test(node: CombinedSelector) -> Test:
    """Return the test for an element and another one that its combinator reaches."""
    reached, own, other = _REACHED[node.combinator], _test(node.subselector), _test(node.selector)
    return lambda element: own(element) and any(map(other, reached(element)))


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


def _is_key(node: Tree) -> bool:
    """Tell whether a parsed selector asks for a tag, a class or an id, and for nothing more.

    >>> [_is_key(parse(css)[0].parsed_tree) for css in ("p", ".x", "#y", "p.x", "p .x", ".x:not(p)")]
    [True, True, True, False, False, False]
    """
    if isinstance(node, Class | Hash):
        return isinstance(node.selector, Element) and node.selector.element is None
    return isinstance(node, Element)


def _keys(node: Tree) -> Iterator[tuple[str, str]]:
    """Yield what an element must bear to be selected by the last compound: keys and parts, the tag last.

    >>> list(_keys(parse("nav p.x[href*=share]:not(.y)")[0].parsed_tree))
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


def _others(node: Tree) -> Iterator[str]:
    """Yield what elements must bear that the last compound is combined with, the most telling key of each.

    >>> sorted(_others(parse("nav.x > #y p")[0].parsed_tree))
    ['#y', '.x']
    """
    while not isinstance(node, CombinedSelector | Element):
        node = node.selector
    if isinstance(node, CombinedSelector):
        yield min(_keys(node.selector), key=_rank)[0]
        yield from _others(node.selector)


def _rank(pair: tuple[str, str]) -> tuple[int, int]:
    """Return the place of a key and part, the most telling first.

    >>> sorted([("p", ""), ("[role", ""), ("*", ""), (".x", ""), ("[href", "x"), ("#y", "")], key=_rank)
    [('#y', ''), ('.x', ''), ('[href', 'x'), ('[role', ''), ('p', ''), ('*', '')]
    """
    key, part = pair
    return (_RANKS.index(key[0]) if key[0] in _RANKS else len(_RANKS) + (key == "*")), -len(part)
