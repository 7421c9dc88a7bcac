"""The steps: each is a module that finds boilerplate of one kind and changes nothing.

All have the one signature of `Step`. `pipeline.clean` has them in order, and drops what each has found before the next
one looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogsieve.cleaners.model import Finding
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel


class Step(Protocol):
    """What a step is: a module with this function, or anything else that has it."""

    __name__: str

    def find(self, document: Document, site: SiteModel) -> Iterable[Finding]:
        """Return the elements, or the blocks of the body, that are boilerplate, each with its reason."""
        ...


def name_of(step: Step) -> str:
    """Return what a step is called."""
    return step.__name__.rpartition(".")[2]
