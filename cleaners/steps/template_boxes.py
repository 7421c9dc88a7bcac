"""Boxes that go from every page of a site, found by their names before anything else looks at the page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from lxml.etree import XPath, iterwalk

from blogsieve.cleaners.dom.blocks import squash_all
from blogsieve.cleaners.dom.locators import RANK_PATH, rank, select
from blogsieve.cleaners.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

_TEXTS = XPath(".//text()", smart_strings=False)
_OWN_TEXTS = XPath("text()", smart_strings=False)
_NOT_SHOWN = ("script", "style", "noscript")


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the boxes that the site's model names, each with its text, a line a piece.

    None is found on a page without the site's wrapper: it is of another template.
    """
    wrappers = [wrapper.selector for wrapper in site.wrappers]
    # A path is none that holds before and after boxes were taken out.
    if not site.template_boxes or not wrappers or any(rank(name) == RANK_PATH for name in wrappers):
        return
    boxes, wrapper = survey(document.root, site)
    if wrapper is None:
        wrapper = next((element for name in wrappers if (element := select(document.root, name)) is not None), None)
    if wrapper is None:
        return
    kept = {wrapper, *wrapper.iterancestors()}
    for name, element in boxes:
        if element not in kept:
            # As blocks it would be read three times as slowly, and it is nine tenths of a page.
            yield Finding(element, *site.template_boxes[name], text=squash_all(shown_in(element)))


def shown_in(element: HtmlElement) -> tuple[str, ...]:
    """Return the pieces of an element's text but those of scripts and styles.

    >>> from lxml.html import fromstring
    >>> shown_in(fromstring("<div>a<script>b</script><p>c</p>b</div>"))
    ('a', 'c', 'b')
    """
    pieces = tuple(cast("list[str]", _TEXTS(element)))
    # To ask each piece what it stands in takes six times as long.
    hidden = Counter(text for one in element.iter(*_NOT_SHOWN) for text in cast("list[str]", _OWN_TEXTS(one)))
    if not hidden:
        return pieces
    shown: list[str] = []
    for piece in pieces:
        if hidden[piece]:
            hidden[piece] -= 1
        else:
            shown.append(piece)
    return tuple(shown)


def survey(root: HtmlElement, site: SiteModel) -> tuple[list[tuple[str, HtmlElement]], HtmlElement | None]:
    """Return the outermost boxes with a name that the site's model has, and the wrapper, where none of them holds it.

    Nobody looks into a box, or the wrapper: what is left of a page is a tenth of it.
    """
    boxes: list[tuple[str, HtmlElement]] = []
    wrapper = None
    walk = iterwalk(root, events=("start",))
    for _, element in walk:
        if name := site.named_template_boxes.of(element):
            boxes.append((name, element))
            walk.skip_subtree()
        elif wrapper is None and site.named_wrappers.of(element):
            wrapper = element
            walk.skip_subtree()
    return boxes, wrapper
