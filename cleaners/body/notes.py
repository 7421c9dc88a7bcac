"""The footnotes of a body: the elements that hold them, each with its number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.phrasing import INLINE
from blogsieve.cleaners.dom.sidenotes import NOTE_MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class Notes:
    """The elements that marks lead to."""

    names: dict[HtmlElement, str] = field(default_factory=dict)
    by_id: dict[str, str] = field(default_factory=dict)

    def name_of(self, identifier: str) -> str:
        """Return the name of the note with an id, `""` where there is none."""
        return self.by_id.get(identifier, "")


def find_notes(roots: Sequence[HtmlElement], prefix: str = "") -> Notes:
    """Return the notes that stand in trees and that a mark in them leads to, numbered by their first marks."""
    marked = dict.fromkeys(mark.get(NOTE_MARK, "") for root in roots for mark in root.iter("wbr"))
    notes = Notes()
    if not any(marked):
        return notes
    boxes: dict[str, HtmlElement] = {}
    for root in roots:
        for element in root.iter():
            identifier = next((one for one in (element.get("id"), element.get("name")) if one and one in marked), "")
            if identifier and identifier not in boxes:
                box = box_of(element)
                if box is not None and box is not root and box.text_content().strip():
                    boxes[identifier] = box
    for identifier in marked:
        if identifier in boxes:
            name = notes.names.setdefault(boxes[identifier], f"{prefix}{len(notes.names) + 1}")
            notes.by_id[identifier] = name
    return notes


def box_of(element: HtmlElement) -> HtmlElement | None:
    """Return the block that an element names as a note."""
    box: HtmlElement | None = element
    while box is not None and box.tag in INLINE:
        box = box.getparent()
    if box is not None and box.tag == "dt":
        return next(box.itersiblings("dd"), None)
    return box
