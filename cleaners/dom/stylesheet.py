"""What a page's own styles hide: those of an element, and its sheets as far as simple rules say it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

HIDES = re.compile(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden)(?![\w-])", re.IGNORECASE)
SHOWS = re.compile(r"(?<![\w-])display\s*:\s*(?!none)\w|(?<![\w-])visibility\s*:\s*visible", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# A class or an id alone: it needs no look at what stands around.
SIMPLE = re.compile(r"[.#][A-Za-z_][\w-]*")
# The pages of a site share their sheets.
SHEETS = 32


def says_hidden(element: HtmlElement) -> bool:
    """Tell whether an element says itself that it is not shown."""
    return element.get("hidden") is not None or HIDES.search(element.get("style", "")) is not None


@lru_cache(maxsize=SHEETS)
def hidden_names(css: str) -> tuple[str, ...]:
    """Return the classes and ids that a sheet hides on a screen, and shows nowhere.

    >>> hidden_names(".a{display:none} .b .c{display:none} @media print{.d{display:none}} #e, .f{visibility: hidden}")
    ('.a', '#e', '.f')
    >>> hidden_names(".a{display:none} .open .a{display:block}")
    ()
    """
    if HIDES.search(css) is None:
        return ()
    hidden: dict[str, None] = {}
    shown: set[str] = set()
    for selectors, body in rules(COMMENT.sub("", css)):
        if HIDES.search(body):
            hidden.update(dict.fromkeys(name for name in map(str.strip, selectors) if SIMPLE.fullmatch(name)))
        elif SHOWS.search(body):
            shown.update(name for selector in selectors for name in SIMPLE.findall(selector))
    return tuple(name for name in hidden if name not in shown)


def rules(css: str) -> Iterator[tuple[list[str], str]]:
    """Yield the selectors and the body of each rule that stands in no other one, as those for the printer do."""
    depth = 0
    for piece in css.split("}"):
        *outer, body = piece.split("{")
        if depth == 0 and len(outer) == 1:
            yield outer[0].split(","), body
        depth = max(0, depth + len(outer) - 1)
