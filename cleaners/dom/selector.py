"""CSS selectors, parsed once into functions that tell whether an element is selected.

    >>> from lxml.html import fromstring
    >>> matches(fromstring('<p lang="en-GB">colour</p>'), parse_selector("div, p[lang|=en]"))
    True

Names are matched whole and as they are written. `blogsieve.cleaners.dom.index` finds on a page what a selector selects.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.css import read_branches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.css import Branch


@dataclass(frozen=True, slots=True, eq=False)
class Selector:
    """A parsed selector, or several as one."""

    css: str
    branches: tuple[Branch, ...]
    by_key: Mapping[str, Sequence[Branch]]


@lru_cache(maxsize=1024)
def parse_selector(*css: str) -> Selector:
    """Return one selector for what any of `css` selects; raise ValueError, naming it, where one is not supported.

    Supported: tags, ids, classes, attributes with every operator, `:not()`, `:is()`, `:where()`,
    the four combinators, and lists with commas.
    """
    branches = tuple(branch for each in css for branch in read_branches(each))
    by_key: dict[str, list[Branch]] = {}
    for branch in branches:
        by_key.setdefault(branch.key, []).append(branch)
    return Selector(", ".join(css), branches, by_key)


def matches(element: HtmlElement, selector: Selector) -> bool:
    """Tell whether the element is one that the selector selects."""
    return any(branch.fits(element) for branch in selector.branches)


def fitting(element: HtmlElement, selector: Selector) -> list[Branch]:
    """Return the alternatives of a selector that select the element."""
    keys = keys_of(element)
    return [branch for branch in selector.branches if branch.key in keys and (branch.is_key or branch.fits(element))]


def keys_of(element: HtmlElement) -> set[str]:
    """Return what an element bears of what the alternatives' keys name.

    >>> from lxml.html import fromstring
    >>> sorted(keys_of(fromstring('<p id="a" class="b c">')))
    ['#a', '*', '.b', '.c', '[class', '[id', 'p']
    """
    keys = {element.tag, "*", f"#{element.get('id')}"}
    keys.update(f".{name}" for name in element.get("class", "").split())
    keys.update(f"[{name}" for name in element.attrib)
    return keys


def matches_by_tag(element: HtmlElement, selector: Selector) -> bool:
    """Tell whether the selector selects the element by an alternative that names its tag.

    >>> from lxml.html import fromstring
    >>> [matches_by_tag(fromstring('<p class="x">'), parse_selector(css)) for css in (".x", "p.x")]
    [False, True]
    """
    return any(branch.tag == element.tag and branch.fits(element) for branch in selector.branches)
