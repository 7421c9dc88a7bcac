"""The elements of a page by what they bear, so that hundreds of selectors meet one page fast where few match.

    >>> from lxml.html import fromstring
    >>> from blogsieve.cleaners.dom.selector import parse_selector
    >>> index = Index(fromstring('<div id="a"><p class="x y">one</p><p>two</p></div>'))
    >>> [element.text for element in index.select(parse_selector("#a > p:not(.x)"))]
    ['two']

`Index` goes over the tree once; a selector then looks only at the elements that bear the id, class, attribute or tag
of its last compound. A `Shelf` tells which of many selectors may find anything at all.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from blogsieve.cleaners.dom.locators import parse_name

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.css import Branch
    from blogsieve.cleaners.dom.selector import Selector

Fact = TypeVar("Fact")


class Index:
    """The elements of a tree by tag, `#id`, `.class` and `[attribute`; true as long as the tree does not change."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self._place: dict[HtmlElement, int] = {element: place for place, element in enumerate(root.iter("*"))}
        self._found: dict[str, list[HtmlElement]] = defaultdict(list, {"*": list(self._place)})
        self._joined: dict[str, str] = {}
        self._selected: dict[str, list[HtmlElement]] = {}
        self._holders: dict[str, frozenset[HtmlElement]] = {}
        self._facts: dict[Hashable, object] = {}
        bearers: dict[str, list[HtmlElement]] = defaultdict(list)
        classes: dict[str, list[HtmlElement]] = defaultdict(list)
        for element in self._place:
            self._found[element.tag].append(element)
            for name, value in element.items():
                bearers[name].append(element)
                if name == "class":
                    classes[value].append(element)
                elif name == "id":
                    self._found[f"#{value}"].append(element)
        self._found.update({f"[{name}": elements for name, elements in bearers.items()})
        self._take_classes(classes)
        self.keys: Set[str] = self._found.keys()  # all that elements of the page bear

    def select(self, selector: Selector) -> Sequence[HtmlElement]:
        """Return the elements that the selector selects, each once, in document order; found once a selector."""
        if (known := self._selected.get(selector.css)) is None:
            known = self._selected[selector.css] = self._select(selector)
        return known

    def named(self, name: str) -> Sequence[HtmlElement]:
        """Return the elements that bear an id ("#id"), a class with its tag ("div.class"), a part ("[itemprop=x]").

        It is what `names.select` finds by a search through the tree; a path from the root is no such name.
        """
        tag, attribute, value = parse_name(name)
        if attribute == "class":
            return [element for element in self._found.get(f".{value}", ()) if element.tag == tag]
        if attribute not in ("", "id"):
            return [element for element in self._found.get(f"[{attribute}", ()) if element.get(attribute) == value]
        return self._found.get(name, ())

    def holders(self, selector: Selector) -> frozenset[HtmlElement]:
        """Return the elements that hold one that the selector selects, at any depth; computed once a selector."""
        if selector.css not in self._holders:
            selected = self.select(selector)
            self._holders[selector.css] = frozenset(above for element in selected for above in element.iterancestors())
        return self._holders[selector.css]

    def once(self, name: Hashable, find: Callable[[], Fact]) -> Fact:
        """Return a fact of the page by its name, found when it is asked for first."""
        if name not in self._facts:
            self._facts[name] = find()
        return cast("Fact", self._facts[name])

    @cached_property
    def prose(self) -> dict[HtmlElement, int]:
        """The characters of the paragraphs that each element holds, at any depth."""
        held: dict[HtmlElement, int] = defaultdict(int)
        for paragraph in self._found["p"]:
            length = len(paragraph.text_content())
            for above in paragraph.iterancestors():
                held[above] += length
        return held

    def _take_classes(self, classes: Mapping[str, Sequence[HtmlElement]]) -> None:
        """Take in elements by the values of their `class`; most of a page's share theirs with many others."""
        mixed: set[str] = set()
        for value, elements in classes.items():
            for key in {f".{token}" for token in value.split()}:
                if key in self._found:
                    mixed.add(key)
                self._found[key].extend(elements)
        for key in mixed:
            self._found[key].sort(key=self._place.__getitem__)

    def _select(self, selector: Selector) -> list[HtmlElement]:
        """Return what a selector selects."""
        branches = (branch for key in selector.by_key.keys() & self.keys for branch in selector.by_key[key])
        return self.any_of(list(filter(self.may_have, branches)))

    def may_have(self, branch: Branch) -> bool:
        """Tell whether elements of the page bear what an alternative asks for besides its key."""
        # One search through all values of an attribute spares a look at each: few of a page's links lead to a sharer.
        return branch.others <= self.keys and (not branch.part or branch.part in self._values(branch.key))

    def any_of(self, branches: Sequence[Branch]) -> list[HtmlElement]:
        """Return the elements that one of some alternatives that it may have selects, each once, in document order."""
        if len(branches) == 1:
            return list(self._choose(branches[0]))
        found = {element for branch in branches for element in self._choose(branch)}
        return sorted(found, key=self._place.__getitem__)

    def _choose(self, branch: Branch) -> Iterable[HtmlElement]:
        """Return the elements that one alternative selects."""
        if branch.is_key:
            return self._found[branch.key]
        found: Iterable[HtmlElement] = self._found[branch.key]
        if branch.part:
            name = branch.key[1:]
            found = (element for element in found if branch.part in element.get(name, ""))
        return filter(branch.fits, found)

    def _values(self, key: str) -> str:
        """Return all values of the attribute `[name`, joined."""
        if key not in self._joined:
            self._joined[key] = "\n".join(element.get(key[1:], "") for element in self._found[key])
        return self._joined[key]


class Shelf:
    """Many selectors by what an element must bear to be selected by one of them."""

    def __init__(self, selectors: Iterable[Selector | None]) -> None:
        self._branches: dict[str, list[tuple[int, Branch]]] = defaultdict(list)
        for place, selector in enumerate(selectors):
            for branch in selector.branches if selector else ():
                self._branches[branch.key].append((place, branch))

    def found(self, index: Index) -> Iterator[tuple[int, Sequence[HtmlElement]]]:
        """Yield the place of each selector that selects something on a page, in their order, with what it selects.

        >>> from lxml.html import fromstring
        >>> from blogsieve.cleaners.dom.selector import parse_selector
        >>> shelf = Shelf(map(parse_selector, ("#a", "b", ".c > i")))
        >>> [(place, len(elements)) for place, elements in shelf.found(Index(fromstring("<p>x <b>y</b></p>")))]
        [(1, 1)]
        """
        present: defaultdict[int, list[Branch]] = defaultdict(list)
        for key in self._branches.keys() & index.keys:
            for place, branch in self._branches[key]:
                if index.may_have(branch):
                    present[place].append(branch)
        for place in sorted(present):
            if elements := index.any_of(present[place]):
                yield place, elements
