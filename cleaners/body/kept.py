"""The tree of a cleaned page with nothing in it but what was kept, and where in it the body stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import Block, BlockReader
from blogsieve.cleaners.dom.tree import drop

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

# What shows something and has no text.
SHOWN = ("img", "iframe", "embed", "object", "video", "audio", "hr")
Places = list[tuple["HtmlElement", bool]]


class PlacedReader(BlockReader):
    """Notes besides which texts of the tree each block is made of."""

    def __init__(self, root: HtmlElement) -> None:
        super().__init__(root)
        self.lines: list[tuple[int, Places]] = []  # how many blocks, of which texts

    def flush(self) -> None:
        """Note a line, and where its pieces stand."""
        before = len(self.blocks)
        super().flush()
        self.lines.append((len(self.blocks) - before, self.places))
        self.places = []


def leave_only(kept: Sequence[Block], lines: Sequence[Block], root: HtmlElement) -> None:
    """Take out of a tree the texts and images of the lines that were read from it and are not kept."""
    stays = set(kept)
    reader = PlacedReader(root)
    reader.read()
    place = 0
    for size, places in reader.lines:
        own = lines[place : place + size]
        place += size
        left = [block.text for block in own if block in stays]
        if len(left) < size:
            write_over(places, "\n".join(left))
    held = above_all(block.element for block in kept)
    for element in {block.element for block in lines if block not in stays} - held:
        for shown in list(element.iter(*SHOWN)):
            drop(shown)


def write_over(places: Places, text: str) -> None:
    """Put a text into the first of some places, and nothing into the others; of code each line is a block."""
    for element, is_tail in places:
        if is_tail:
            element.tail = text or None
        else:
            element.text = text or None
        text = ""


def above_all(elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    """Return elements and all that they stand in."""
    found: set[HtmlElement] = set()
    for element in elements:
        above: HtmlElement | None = element
        while above is not None and above not in found:
            found.add(above)
            above = above.getparent()
    return found


def lowest_common(elements: Iterable[HtmlElement]) -> HtmlElement | None:
    """Return the lowest element that holds all of some, None where there are none."""
    paths = [[*reversed([element, *element.iterancestors()])] for element in set(elements)]
    if not paths:
        return None
    common = None
    for step in zip(*paths, strict=False):
        if any(other is not step[0] for other in step):
            break
        common = step[0]
    return common
