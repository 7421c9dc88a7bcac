"""How the post is to be cited: a line at its foot that gives its title once more, with its address or whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.evidence.citation import citing
from blogsieve.cleaners.evidence.line import is_set_as_heading
from blogsieve.cleaners.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# Below it may stand licenses, tags and teasers that later steps take.
MOST_LINES = 12


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the lines at the foot of the body that cite the post, each with the heading that stands right above.

    The first line is the text itself.
    """
    foot = document.blocks[1:][-MOST_LINES:]
    cited = citing(foot, document)
    for place, block in enumerate(foot):
        if block not in cited:
            continue
        if place and is_set_as_heading(foot[place - 1]):
            yield Finding(foot[place - 1], "meta/citation", "citation.py")
        yield Finding(block, "meta/citation", "citation.py")
