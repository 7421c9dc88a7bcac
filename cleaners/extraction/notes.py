"""The sections of footnotes on a page: part of the post wherever its theme puts them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Sources: Markdown's footnotes in all engines, DPUB-ARIA, bigfoot, Easy Footnotes and Modern Footnotes for WordPress.
NAME = re.compile(r"(?:easy-|modern-)?(?:foot|end)notes?(?:[-_](?:section|list|items|wrapper|wrap|container|area))?s?")
ROLE = "doc-endnotes"


def note_elements(root: HtmlElement) -> set[HtmlElement]:
    """Return the elements of a tree that are, or stand in, a section of footnotes."""
    return {inner for box in root.iter("section", "div", "ol", "aside", "dl") if is_notes(box) for inner in box.iter()}


def is_notes(box: HtmlElement) -> bool:
    """Tell whether a box holds footnotes: by its role, its id or a class of its own."""
    if box.get("role") == ROLE or NAME.fullmatch(box.get("id", "")):
        return True
    name = box.get("class", "")
    return "note" in name and any(map(NAME.fullmatch, name.split()))
