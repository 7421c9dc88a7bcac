"""The title where it stands above the body once more: it is in the record already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.model import Finding
from cleaners.text import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.document import Document
    from cleaners.site.model import SiteModel

# A title stands among a body's first lines: behind a date and a byline, or a breadcrumb.
FIRST_LINES = 5


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the first block, among the first few, that is the title and nothing else."""
    title = key(document.facts.title)
    for block in document.blocks[:FIRST_LINES]:
        if title and key(block.text) == title:
            yield Finding(block, "meta/title", "title.py")
            return
