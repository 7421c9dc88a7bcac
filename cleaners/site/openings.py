"""Teasers: a block whose words are the opening, or the title, of another post of the site."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from cleaners.model import Finding
from cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.blocks import Block
    from cleaners.document import Document
    from cleaners.site.model import SiteModel

# A teaser gives a post's first sentence or two; that many words in this order are no chance.
OPENING = 8
# "About" or "Part 2" is a title, and an ordinary line of text.
SHORTEST_TITLE = 3
# Titles are links to other posts only below the body; amid the text the author may name them.
MOSTLY_LINKS = 0.5


def fingerprint(tokens: list[str]) -> int:
    """Return 32 bits that stand for a run of words."""
    return zlib.crc32(" ".join(tokens).encode())


def opening_of(text: str) -> int | None:
    """Return the fingerprint of how a text begins, None where it is shorter than an opening."""
    tokens = words(text)
    return fingerprint(tokens[:OPENING]) if len(tokens) >= OPENING else None


def title_of(text: str) -> int | None:
    """Return the fingerprint of a title, None where it is too short to be told from a line of text."""
    tokens = words(text)
    return fingerprint(tokens) if len(tokens) >= SHORTEST_TITLE else None


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the blocks at the end of the body that tease other posts, and openings of others anywhere."""
    own_title = title_of(document.facts.title)
    own_opening = next((opening for block in document.blocks if (opening := opening_of(block.text))), None)
    at_end = True
    for block in reversed(document.blocks):
        opening = opening_of(block.text)
        if opening in site.openings and opening != own_opening:
            yield Finding(block, "related/teaser", "opening of another post")
        elif _is_title(block, site, own_title) and (at_end or block.linked > MOSTLY_LINKS):
            yield Finding(block, "related/teaser", "title of another post")
        else:
            at_end = False


def _is_title(block: Block, site: SiteModel, own: int | None) -> bool:
    title = title_of(block.text)
    return title in site.titles and title != own
