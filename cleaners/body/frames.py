"""Elements that hold blocks, while they are read: what is open around a place, and where a block of it goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blogsieve.cleaners.body.model import Break, Figure, Heading, List, Note, Paragraph, Quote
from blogsieve.cleaners.dom.blocks import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.html import HtmlElement

    from blogsieve.cleaners.body.model import Block, Run, Runs

# Boxes of a picture with its caption, by their classes. Sources: Blogger's editor, WordPress before HTML5.
FIGURES = frozenset(("tr-caption-container", "wp-caption", "gallery-item"))
CAPTIONS = frozenset(("tr-caption", "wp-caption-text"))
LISTS = frozenset(("ul", "ol", "menu", "dir"))
# Containers within each other; what is deeper stands in the last one.
DEEPEST = 40


@dataclass(slots=True)
class Frame:
    """An element that holds blocks, while it is read."""

    element: HtmlElement
    kind: str  # "root", "quote", "list", "item", "figure", "caption", "heading" or "note"
    blocks: list[Block] = field(default_factory=list)
    items: list[list[Block]] = field(default_factory=list)  # of a list
    caption: list[Run] = field(default_factory=list)  # of a figure
    is_above: bool = False  # the caption, above what it is of

    def figure(self) -> Iterable[Block]:
        """Return a figure; what lacks either half is none."""
        caption = tuple(self.caption)
        if caption and self.blocks:
            return (Figure(tuple(self.blocks), caption, self.is_above),)
        return self.blocks or ((Paragraph(caption),) if caption else ())


class Frames:
    """The frames that are open around a place, the outermost first; notes have names, by their elements."""

    def __init__(self, root: HtmlElement, notes: Mapping[HtmlElement, str]) -> None:
        self.open = [Frame(root, "root")]
        self.notes = notes

    @property
    def last(self) -> Frame:
        """The innermost frame."""
        return self.open[-1]

    def begin(self, element: HtmlElement) -> None:
        """Open a frame, if the element is one and may stand here."""
        if element in self.notes:
            self.open.append(Frame(element, "note"))
        elif (kind := kind_of(element)) and len(self.open) < DEEPEST and self.has_place(kind):
            self.open.append(Frame(element, kind))

    def has_place(self, kind: str) -> bool:
        """Tell whether a frame of a kind may stand in the innermost one."""
        above = self.last.kind
        if kind == "item":
            return above == "list"
        return above == "figure" if kind == "caption" else above not in ("heading", "caption")

    def is_new_item(self) -> bool:
        """Tell whether nothing stands yet in the item of a list that is open."""
        return self.last.kind == "item" and not self.last.blocks

    def end(self, element: HtmlElement) -> None:
        """Close the frame that an element has opened, if it has."""
        if element is self.last.element and len(self.open) > 1:
            self.close()

    def end_all(self) -> list[Block]:
        """Close all frames; return the blocks of the outermost."""
        while len(self.open) > 1:
            self.close()
        return self.last.blocks

    def add_line(self, runs: Runs) -> None:
        """Add what stands in a line: a paragraph, but for headings and captions."""
        frame = self.last
        if frame.kind == "caption":
            above = self.open[-2]
            above.is_above |= not above.blocks
            above.caption += [Break(), *runs] if above.caption else runs
        elif frame.kind == "heading":
            self.add(Heading(int(frame.element.tag[1]), runs))
        else:
            self.add(Paragraph(runs))

    def add(self, block: Block) -> None:
        """Add a block to what is open around it."""
        frame = self.last
        if frame.kind == "heading" or frame.kind == "caption":
            frame = self.open[-2]
        if frame.kind != "list":
            frame.blocks.append(block)
        elif isinstance(block, List) and frame.items:
            # A list right within a list belongs to the item above it.
            frame.items[-1].append(block)
        elif isinstance(block, Note):
            frame.blocks.append(block)
        else:
            frame.items.append([block])

    def close(self) -> None:
        """Make the innermost frame a block of the one around it."""
        frame = self.open.pop()
        match frame.kind:
            case "list":
                if frame.items:
                    is_ordered = frame.element.tag == "ol"
                    self.add(List(tuple(map(tuple, frame.items)), is_ordered, first_number(frame.element)))
                for note in frame.blocks:
                    self.add(note)
            case "item" if frame.blocks:
                self.last.items.append(frame.blocks)
            case "quote" if frame.blocks:
                self.add(Quote(tuple(frame.blocks)))
            case "note" if frame.blocks:
                self.add(Note(self.notes[frame.element], tuple(frame.blocks)))
            case "figure":
                for block in frame.figure():
                    self.add(block)


KINDS = {
    "blockquote": "quote", "li": "item", "figure": "figure", "figcaption": "caption",
    **dict.fromkeys(LISTS, "list"), **dict.fromkeys(HEADINGS, "heading"),
}  # fmt: skip


def kind_of(element: HtmlElement) -> str:
    """Return what kind of frame an element is, `""` where it is none."""
    if kind := KINDS.get(element.tag):
        return kind
    if "caption" in (name := element.get("class", "")) or "gallery" in name:
        names = name.split()
        return "figure" if not FIGURES.isdisjoint(names) else "caption" if not CAPTIONS.isdisjoint(names) else ""
    return ""


def first_number(element: HtmlElement) -> int:
    """Return the number that a list begins with: its own, or that of its first item.

    >>> from lxml.html import fromstring
    >>> first_number(fromstring("<ol start=3><li>a</ol>")), first_number(fromstring("<ol><li value=4>a</ol>"))
    (3, 4)
    """
    if element.tag != "ol":
        return 1
    start = element.get("start") or next((item.get("value", "") for item in element.iterchildren("li")), "")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 10 else 1
