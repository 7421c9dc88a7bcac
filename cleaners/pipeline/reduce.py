"""A prepared page reduced to its body: where it stands, and what in it is not the author's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.pipeline import locate as body
from blogsieve.cleaners.steps import byline, comments, edges, repeated, teasers, title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from blogsieve.cleaners.model import Finding
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# The steps that look at the body's blocks, in order.
BLOCK_STEPS: tuple[Callable[[Document, SiteModel], Iterable[Finding]], ...] = (
    title.find,
    byline.find,
    comments.find,
    teasers.find,
    repeated.find,
    edges.find,
)


def reduce_to_body(document: Document, site: SiteModel) -> None:
    """Leave nothing of a document but the blocks of its body."""
    body.locate(document, site)
    clean_body(document, site)


def clean_body(document: Document, site: SiteModel) -> None:
    """Take out of a document's body what is not the author's."""
    for find in BLOCK_STEPS:
        document.drop(find(document, site))
