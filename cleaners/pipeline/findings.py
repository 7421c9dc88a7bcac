"""A step let loose on a document: what it finds and the witnesses don't speak for, and a fault of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.errors import sparing
from blogsieve.cleaners.evidence.verdict import uphold
from blogsieve.cleaners.steps import name_of

if TYPE_CHECKING:
    from blogsieve.cleaners.evidence.witnesses import Witnesses
    from blogsieve.cleaners.model import Finding
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel
    from blogsieve.cleaners.steps import Step


def findings_of(step: Step, document: Document, site: SiteModel, witnesses: Witnesses | None = None) -> list[Finding]:
    """Return the findings of a step that hold; a fault of it costs those that it had yet to make, and is noted."""
    found: list[Finding] = []
    with sparing(name_of(step), document.faults):
        found.extend(uphold(step.find(document, site), witnesses))
    return found
