"""Which elements stand in which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement


def is_in(element: HtmlElement, box: HtmlElement) -> bool:
    """Tell whether an element is a box, or stands in it."""
    return element is box or any(above is box for above in element.iterancestors())


def common(elements: Sequence[HtmlElement]) -> HtmlElement:
    """Return the innermost element around all of some, none of which is the root."""
    shared = list(elements[0].iterancestors())
    for element in elements[1:]:
        around = set(element.iterancestors())
        shared = [above for above in shared if above in around]
    return shared[0]


def filled_by(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield an element, the one in it that has all of its text, the one in that, and so on.

    >>> from lxml.html import fromstring
    >>> [box.tag for box in filled_by(fromstring("<main> <hr><div><p>Tar</p><p>Rope</p></div></main>"))]
    ['main', 'div']
    """
    inner: HtmlElement | None = element
    while inner is not None:
        yield inner
        texts = (inner.text, *(child.tail for child in inner))
        filled = [child for child in inner.iterchildren("*") if not is_blank(child.text_content())]
        inner = filled[0] if len(filled) == 1 and all(is_blank(text or "") for text in texts) else None
