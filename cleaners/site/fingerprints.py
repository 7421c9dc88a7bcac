"""What makes two blocks, two titles or two openings of posts the same: keys and fingerprints that a model can hold."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

from blogsieve.cleaners.text import CACHED, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# "12 comments" and "3 min read" are the same block with another number; so is a date on a line of its own.
NUMBER = re.compile(r"\d+")
LONGEST_NUMBERED = 12
LONGEST_DATE = 6
LONGEST_KEY = 200
# A teaser gives a post's first sentence or two; that many words in this order are no chance. A post that is one short
# line is known by all of it.
OPENING = 8
SHORTEST_OPENING = 4
MOST_LINES = 5


def block_key(block: Block) -> str:
    """Return what two blocks have in common that are one block of a template: tag and words, less numbers and dates."""
    return key_of(block.element.tag, block.text)


@lru_cache(maxsize=CACHED)
def key_of(tag: str, text: str) -> str:
    """Return the key of a block with this tag and text."""
    # The names of months in all languages take a while to load, and a process that only keeps a model needs none.
    from blogsieve.cleaners.metadata.dates import read_date

    tokens = words(text)
    if len(tokens) <= LONGEST_NUMBERED and NUMBER.search(text):
        if len(tokens) <= LONGEST_DATE and read_date(text):
            return f"{tag}:<date>"
        tokens = [NUMBER.sub("0", token) for token in tokens]
    return f"{tag}:{' '.join(tokens)[:LONGEST_KEY]}"


def is_day(block: Block) -> bool:
    """Tell whether a block is a day and little else, and so the same as all others that are."""
    return block_key(block).endswith(":<date>")


def is_numbered(block: Block) -> bool:
    """Tell whether a block is the same as others but for a number, and more than a date."""
    return bool(NUMBER.search(block.text)) and not is_day(block)


def fingerprint(tokens: Sequence[str]) -> int:
    """Return 32 bits that stand for a run of words."""
    return zlib.crc32(" ".join(tokens).encode())


def title_of(text: str) -> int:
    """Return the fingerprint of a title, 0 where there is none."""
    tokens = words(text)
    return fingerprint(tokens) if tokens else 0


def opening_of(text: str) -> int:
    """Return the fingerprint of how a text begins, 0 where it is shorter than an opening."""
    tokens = words(text)
    return fingerprint(tokens[:OPENING]) if len(tokens) >= SHORTEST_OPENING else 0


def openings_of(body: Sequence[str]) -> set[int]:
    """Return the fingerprints of what may stand in a teaser for a post: its text, its first line, its first long line.

    `body` is a line a block; an excerpt is made of the whole text, or begins behind a heading.
    """
    long = next((line for line in body if len(words(line)) >= OPENING), "")
    return {opening_of(text) for text in (" ".join(body[:MOST_LINES]), *body[:1], long)} - {0}


def own_openings(document: Document, site: SiteModel) -> frozenset[int]:
    """Return the fingerprints of a document's own opening, where the site's model knows the post."""
    return site.openings_by_title.get(title_of(document.facts.title), frozenset())
