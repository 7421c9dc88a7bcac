"""What a page without `<body>` has of its text in the head: the parser knows no `<section>`, and leaves it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Elements that HTML sees in the head; with any other one the body begins.
OF_HEAD = frozenset("title meta link script style base noscript template object bgsound basefont isindex".split())


def begin_body(root: HtmlElement) -> None:
    """Move the first element of a tree's head that belongs into the body there, with all that follows it.

    >>> from lxml.html import document_fromstring, tostring
    >>> root = document_fromstring("<title>a</title><section>b</section>", ensure_head_body=True)
    >>> begin_body(root); tostring(root.find("body"))
    b'<body><section>b</section></body>'
    """
    head, body = root.find("head"), root.find("body")
    if head is None or body is None:
        return
    first = next((place for place, child in enumerate(head) if is_of_body(child)), None)
    if first is not None:
        body[:0] = head[first:]


def is_of_body(element: HtmlElement) -> bool:
    """Tell whether an element is text of the page; an empty one of a script's own making may stand in the head."""
    return element.tag not in OF_HEAD and isinstance(element.tag, str) and bool(element.text_content().strip())
