"""Parts of the site's wrapper that are never part of a post, by the names that learning found for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.inline import is_in_line
from blogsieve.cleaners.dom.locators import locators_of
from blogsieve.cleaners.dom.phrasing import INLINE
from blogsieve.cleaners.extraction.notes import note_elements
from blogsieve.cleaners.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the elements of the wrapper that bear a name which no post's text ever bears; notes are not told by it.

    Names are learned from what fills lines: a few words of a line with such a name, as microdata gives them, are its
    author's.
    """
    if not site.excluded or document.wrapper is None:
        return
    notes = note_elements(document.wrapper)
    teacher = "in no feed" if site.supervision == "feed" else "in no extract"
    for element in document.wrapper.iterdescendants():
        if element in notes:
            continue
        for name in locators_of(element):
            if name in site.excluded and not (element.tag in INLINE and is_in_line(element)):
                yield Finding(element, "repeated/never-in-post", f"{name}, {teacher} of {site.excluded[name]} pages")
                break
