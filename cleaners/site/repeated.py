"""Blocks that stand on many pages of a site: they are its template, whatever they are called."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from cleaners.dates import read_date
from cleaners.model import Finding
from cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaners.blocks import Block
    from cleaners.document import Document
    from cleaners.site.model import SiteModel

# On a sample of 20 pages, one in ten is the least that is no chance: at 5 % the headings of two posts of a series
# would go, at 20 % boxes of one category would stay.
SHARE_OF_PAGES = 0.1
FEWEST_PAGES = 3
# With fewer pages than this no share is telling; a block must then stand on most of them.
SMALL_SITE = 12
SHARE_OF_SMALL_SITE = 0.5
# "12 comments" and "3 min read" are the same block with another number; so is a date on a line of its own.
NUMBER = re.compile(r"\d+")
LONGEST_NUMBERED = 12
LONGEST_DATE = 6
# Amid the text a sentence may recur by its author's hand, in manuals and recipes on a fifth of the pages; a newsletter
# box or a notice stands on more.
SHARE_AMID_TEXT = 0.34
# At the edges a label ("python", "3 comments") may go as soon as it is no chance; a sentence that ends two or three
# posts in twenty is the author's.
SHARE_AT_EDGE = 0.25
LABEL = 6
# "Ingredients" or "Conclusion" between two paragraphs is the author's heading, though it stands in every post.
SHORT = 4
# Of a model that is read by people and kept for years only the most frequent blocks are worth their bytes.
MOST_BLOCKS = 500
LONGEST_KEY = 200


def block_key(block: Block) -> str:
    """Return what two blocks have in common that are one block of a template: tag and words, less numbers and dates."""
    tokens = words(block.text)
    if len(tokens) <= LONGEST_NUMBERED and NUMBER.search(block.text):
        if len(tokens) <= LONGEST_DATE and read_date(block.text):
            return f"{block.element.tag}:<date>"
        tokens = [NUMBER.sub("0", token) for token in tokens]
    return f"{block.element.tag}:{' '.join(tokens)[:LONGEST_KEY]}"


def count_repeated(pages: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return the keys of blocks that stand on so many pages that they are template, most frequent first."""
    counts: Counter[str] = Counter()
    total = 0
    for keys in pages:
        counts.update(set(keys))
        total += 1
    least = max(FEWEST_PAGES, SHARE_OF_PAGES * total) if total >= SMALL_SITE else max(2, SHARE_OF_SMALL_SITE * total)
    return {key: count for key, count in counts.most_common(MOST_BLOCKS) if count >= least}


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the blocks of the body that the site repeats; code stays, and amid the text what is not on most pages."""
    blocks = document.blocks
    counts = [0 if block.code else site.repeated.get(block_key(block), 0) for block in blocks]
    own = [place for place, count in enumerate(counts) if not count]
    for place, (block, count) in enumerate(zip(blocks, counts, strict=True)):
        is_amid = bool(own) and own[0] < place < own[-1]
        if count and not is_authors(block, count / max(1, site.pages), is_amid=is_amid):
            yield Finding(block, "repeated/block", f"on {count} of {site.pages} pages")


def is_authors(block: Block, share: float, *, is_amid: bool) -> bool:
    """Tell whether a repeated block is the author's: a heading of every post, a sentence of some of them."""
    size = len(words(block.text))
    if is_amid:
        return size <= SHORT or share < SHARE_AMID_TEXT
    return size > LABEL and share < SHARE_AT_EDGE
