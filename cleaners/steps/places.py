"""Boxes that go from every page of a site, taken out by their names before anything else looks at the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lxml.etree import XPath

from cleaners import tree
from cleaners.blocks import squash_all
from cleaners.model import Finding
from cleaners.names import RANK_PATH, rank, select, select_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from cleaners.site.model import SiteModel

_TEXTS = XPath(
    ".//text()[normalize-space() and not(parent::script or parent::style or parent::noscript)]", smart_strings=False
)


def prune(root: HtmlElement, site: SiteModel) -> Iterator[tuple[Finding, str]]:
    """Take the boxes out that the site's model names, and yield each with its text, a line a piece.

    Nothing goes from a page without the site's wrapper: it is of another template.
    """
    wrapper = wrapper_of(root, site) if site.places else None
    if wrapper is None:
        return
    kept = {wrapper, *wrapper.iterancestors()}
    for name, (reason, source) in site.places.items():
        for element in select_all(root, name):
            if element not in kept and not any(above is wrapper for above in element.iterancestors()):
                text = squash_all(cast("list[str]", _TEXTS(element)))
                tree.drop(element)
                yield Finding(element, reason, source), text


def wrapper_of(root: HtmlElement, site: SiteModel) -> HtmlElement | None:
    """Return the element of the wrapper; a path is none that holds before and after boxes were taken out."""
    names = [wrapper.selector for wrapper in site.wrappers]
    if not names or any(rank(name) == RANK_PATH for name in names):
        return None
    return next((element for name in names if (element := select(root, name)) is not None), None)
