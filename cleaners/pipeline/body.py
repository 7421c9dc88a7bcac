"""The body of a page whose steps are done: from the lines that were kept back to the tree that they were read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.body.kept import leave_only, lowest_common
from blogsieve.cleaners.body.model import Body, Image, Note, Paragraph, Rule
from blogsieve.cleaners.body.reader import read_blocks
from blogsieve.cleaners.extraction.notes import note_elements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.body import model
    from blogsieve.cleaners.pipeline.document import Document

# A body is read from a box: that it stands in a single item or heading is what the box tells.
BOXES = frozenset("body div section article main td aside".split())


def body_in(document: Document, notes: str = "") -> Body:
    """Return the body of a document whose steps are done; the tree is used up. The names of notes begin as is said.

    Footnotes may stand outside of the wrapper. Where there is none, what shows something above the first line and
    below the last is not known to be the author's.
    """
    root, wrapper, url = document.body, document.wrapper, document.page.url
    # Of a post that is split over pages the document has the blocks of all of them.
    stays = set(document.blocks)
    kept = [block for block in document.lines if block in stays]
    leave_only(kept, document.lines, root)
    if wrapper is not None:
        inside = set(wrapper.iter())
        outside = note_elements(root) - inside
        boxes = [box for box in root.iter() if box in outside and box.getparent() not in outside] if outside else []
        return Body(tuple(trimmed(read_blocks([wrapper, *boxes], url, notes), (Rule,))))
    box = lowest_common(block.element for block in kept)
    while box is not None and box.tag not in BOXES:
        box = box.getparent()
    return Body(tuple(trimmed(read_blocks([box if box is not None else root], url, notes), (Rule, Image))))


def trimmed(blocks: Sequence[model.Block], kinds: tuple[type, ...]) -> list[model.Block]:
    """Return blocks without those at both ends, and above the notes, that show nothing but things of some kinds."""
    start, end = 0, len(blocks)
    while start < end and shows_only(blocks[start], kinds):
        start += 1
    while end > start and (isinstance(blocks[end - 1], Note) or shows_only(blocks[end - 1], kinds)):
        end -= 1
    return [*blocks[start:end], *(block for block in blocks[end:] if isinstance(block, Note))]


def shows_only(block: model.Block, kinds: tuple[type, ...]) -> bool:
    """Tell whether a block shows nothing but things of some kinds."""
    return isinstance(block, kinds) or (
        isinstance(block, Paragraph) and all(isinstance(run, kinds) for run in block.runs)
    )
