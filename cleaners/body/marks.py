"""What an element makes of what stands in it: a link, or a mark, by its name or by the style that editors write."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from blogsieve.cleaners.body.addresses import absolute, leads_to_own_image
from blogsieve.cleaners.body.model import Span
from blogsieve.cleaners.body.pieces import one_line
from blogsieve.cleaners.body.runs import make_link

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from blogsieve.cleaners.body.runs import Make

MARKS = {
    "strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "del": "strike", "s": "strike",
    "strike": "strike", "sub": "sub", "sup": "sup",
}  # fmt: skip
STYLED = frozenset(("span", "font"))
STYLES = (
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"), "strong"),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)"), "emphasis"),
    (re.compile(r"text-decoration(?:-line)?\s*:\s*line-through"), "strike"),
)
# Google Docs puts all that is copied from it into a `b` that is none.
UNMARKED = re.compile(r"font-(?:weight|style)\s*:\s*(?:normal|400)")
# Raised digits are characters already.
RAISED = re.compile(r"|[⁰¹²³⁴-⁹⁺⁻⁼⁽⁾ⁿⁱ₀-₉₊₋₌₍₎]+|\^.*")
STRONG = partial(Span, "strong")


def make_of(element: HtmlElement, url: str, *, in_heading: bool) -> Make | None:
    """Return what makes a run of what an element marks, None where it marks nothing.

    A heading's link to itself is none, nor one around an image that leads to the image.
    """
    if element.tag == "a":
        href = element.get("href", "")
        is_own = href.startswith("#") and in_heading
        if is_own or not href or not (address := absolute(url, href)) or leads_to_own_image(element, address, url):
            return None
        return partial(make_link, address, one_line(element.get("title", "")))
    mark = mark_of(element)
    return partial(Span, mark) if mark else None


def mark_of(element: HtmlElement) -> str:
    """Return the mark that an element sets, `""` where it sets none; of several that a style has the first.

    >>> from lxml.html import fromstring
    >>> [mark_of(fromstring(html)) for html in ("<em>a", "<span style='font-weight: 700'>a", "<sup>²")]
    ['emphasis', 'strong', '']
    """
    style = element.get("style", "")
    if element.tag in STYLED:
        return next((mark for pattern, mark in STYLES if pattern.search(style)), "") if style else ""
    mark = MARKS.get(element.tag, "")
    if mark in ("sup", "sub") and RAISED.fullmatch(element.text_content().strip()):
        return ""  # what they say are characters that stand so, or it is the place of a footnote's mark
    return "" if mark and UNMARKED.search(style) else mark
