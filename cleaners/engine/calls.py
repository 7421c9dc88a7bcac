"""What workers are asked to call, found by its name there: who asks loads no extractor."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogsieve.cleaners.forms import Wanted
    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.cleaners.site.model import SiteModel


def clean(page: Page, site: SiteModel | None, wanted: Wanted) -> Cleaned:
    """Return the record of a page, with the forms that are wanted; raise CleaningError where there is none."""
    from blogsieve.cleaners.pipeline.clean import clean_record

    return clean_record(page, site, wanted)
