"""Which elements stand in which."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

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
