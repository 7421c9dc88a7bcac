"""The title where it stands above the body once more: it is in the record already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.model import Finding
from cleaners.text import key, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.document import Document
    from cleaners.site.model import SiteModel

# A title stands on the first line, or behind a date or a byline; behind prose it is the author's repetition.
SHORT = 6


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the block at the head of the body that is the title and nothing else."""
    title = key(document.facts.title)
    for block in document.blocks:
        if title and key(block.text) == title:
            yield Finding(block, "meta/title", "title.py")
            return
        if len(words(block.text)) > SHORT:
            return
