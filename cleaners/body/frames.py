"""Elements that hold blocks, while they are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blogsieve.cleaners.body.model import Figure, Paragraph
from blogsieve.cleaners.dom.blocks import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from blogsieve.cleaners.body.model import Block, Run

# Boxes of a picture with its caption, by their classes. Sources: Blogger's editor, WordPress before HTML5.
FIGURES = frozenset(("tr-caption-container", "wp-caption"))
CAPTIONS = frozenset(("tr-caption", "wp-caption-text"))
LISTS = frozenset(("ul", "ol", "menu", "dir"))


@dataclass(slots=True)
class Frame:
    """An element that holds blocks, while it is read."""

    element: HtmlElement
    kind: str  # "root", "quote", "list", "item", "figure", "caption", "heading" or "note"
    blocks: list[Block] = field(default_factory=list)
    items: list[list[Block]] = field(default_factory=list)  # of a list
    caption: list[Run] = field(default_factory=list)  # of a figure

    def figure(self) -> Iterable[Block]:
        """Return a figure; what lacks either half is none."""
        caption = tuple(self.caption)
        if caption and self.blocks:
            return (Figure(tuple(self.blocks), caption),)
        return self.blocks or ((Paragraph(caption),) if caption else ())


KINDS = {
    "blockquote": "quote", "li": "item", "figure": "figure", "figcaption": "caption",
    **dict.fromkeys(LISTS, "list"), **dict.fromkeys(HEADINGS, "heading"),
}  # fmt: skip


def kind_of(element: HtmlElement) -> str:
    """Return what kind of frame an element is, `""` where it is none."""
    if kind := KINDS.get(element.tag):
        return kind
    if "caption" in (name := element.get("class", "")):
        names = name.split()
        return "figure" if not FIGURES.isdisjoint(names) else "caption" if not CAPTIONS.isdisjoint(names) else ""
    return ""


def first_number(element: HtmlElement) -> int:
    """Return the number that a list begins with."""
    start = element.get("start", "")
    return int(start) if element.tag == "ol" and start.isascii() and start.isdigit() and len(start) < 10 else 1
