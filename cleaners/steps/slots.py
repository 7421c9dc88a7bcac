"""Rows at the edges of the body that are slots of the site's template, or that a whole entry of the feed lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.site.slots import EDGES, edge_rows, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the rows from the outside in, up to the first that is no slot; then what the post's own entry lacks."""
    found: set[Block] = set()
    for edge in EDGES if site.slots else ():
        for block in edge_rows(document.blocks, edge):
            shape = shape_of(block, document, edge)
            if shape not in site.slots:
                break
            if block not in found:
                found.add(block)
                yield Finding(block, "repeated/slot", f"{shape}, on {site.slots[shape]} of {site.pages} pages")
    entry = document.own_entry
    if site.is_feed_full and entry and entry.is_whole(document.blocks, site.repeated):
        held = [place for place, block in enumerate(document.blocks) if entry.holds(block.text)]
        for place, block in enumerate(document.blocks):
            if block not in found and not block.code and not held[0] <= place <= held[-1]:
                yield Finding(
                    block, "repeated/not-in-entry", "the feed has the whole post without it", testimony="unheld"
                )
