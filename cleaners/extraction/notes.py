"""The sections of footnotes on a page: part of the post wherever its theme puts them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Sources: Markdown's footnotes in all engines, DPUB-ARIA, bigfoot, Easy and Modern Footnotes for WordPress, Wikidot.
NAME = re.compile(
    r"(?:easy-|modern-)?(?:foot|end)notes?(?:[-_](?:section|list|items|wrapper|wrap|container|area|footer|block|popup|popover|content))?s?"
)
# What MediaWiki calls its list of notes, and pages on works of others that of these works.
CITED = "references"
# What CSS modules and BEM put behind the name of a block or of a file.
OF_MODULES = frozenset(("footnotes", "endnotes"))
ROLE = "doc-endnotes"
# Word calls sections of both "footnote-list" or "endnote-list".
OF_WORD = "note-list"


def note_elements(root: HtmlElement) -> set[HtmlElement]:
    """Return the elements of a tree that are, or stand in, a section of footnotes."""
    return {inner for box in root.iter("section", "div", "ol", "aside", "dl") if is_notes(box) for inner in box.iter()}


def is_notes(box: HtmlElement) -> bool:
    """Tell whether a box holds footnotes, or works that are cited: by its role, its id, a class, or Word's style."""
    if box.get("role") == ROLE or NAME.fullmatch(box.get("id", "")) or OF_WORD in box.get("style", ""):
        return True
    name = box.get("class", "")
    if box.tag == "ol" and CITED in name.split():
        return True
    return "note" in name and any(map(is_name, name.split()))


def is_name(name: str) -> bool:
    """Tell whether a class names footnotes: all of it, or its part that is one where a build made the rest.

    >>> is_name("footnotes"), is_name("Post-module__x7Ab__footnotes"), is_name("card__footnote"), is_name("notebook")
    (True, True, False, False)
    """
    return bool(NAME.fullmatch(name)) or any(part in OF_MODULES for part in name.split("__")[1:])
