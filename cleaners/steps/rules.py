"""Elements that a rule names: comment widgets, sidebars, related posts and the like, as `rules/*.toml` lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.evidence.rules import upheld
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.rules.rule import css_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the elements that a rule names, where they are not the post."""
    for element, rule in upheld(css_findings(document.index), document, site):
        yield Finding(element, rule.reason, rule.source)
