"""The mark that an element sets on what stands in it: by its name, or by its style as editors of pages write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

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
