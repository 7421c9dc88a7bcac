"""The languages of a site's posts, each with its share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.language import bases, weigh_blog
from blogsieve.cleaners.pipeline.record import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogsieve.cleaners.pipeline.document import Document


def learn_languages(documents: Iterable[Document]) -> dict[str, float]:
    """Return the share of each language of documents that are reduced to their bodies."""
    return weigh_blog((language_of(document, {}), bases(document.facts.hints)) for document in documents)
