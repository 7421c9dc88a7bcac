"""A line above the text that says again what the record says: tags, author, the day, in whatever order."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from blogsieve.cleaners.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.metadata.facts import Facts
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# A day or the number of something; a line of names alone may be all that a post says.
NUMBER = re.compile(r"\d")
LETTER = re.compile(r"[^\W\d_]")
# A theme's byline is one line, or one and the tags.
MOST_LINES = 3
LONGEST = 160


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the lines at the head of the body in which nothing is left without what is known of the post."""
    head = takewhile(lambda block: is_byline(block.text, document.facts), document.blocks[:MOST_LINES])
    yield from (Finding(block, "meta/known", "byline.py") for block in head)


def is_byline(text: str, facts: Facts) -> bool:
    """Tell whether a line is made of the post's author, tags and site, and of numbers; one of numbers alone is none."""
    if len(text) > LONGEST or not NUMBER.search(text):
        return False
    rest = line = text.casefold()
    for known in sorted({facts.author, facts.sitename, *facts.tags}, key=len, reverse=True):
        rest = rest.replace(known.casefold(), " ") if known else rest
    return rest != line and not LETTER.search(rest)
