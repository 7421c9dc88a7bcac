"""The seam to the cleaners: pages go in, records come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.clean import clean_page
from cleaners.site import learn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.model import Cleaned, Page
    from cleaners.site import SiteModel


class Cleaner:
    """Learns from a blog's pages and cleans them."""

    async def learn(self, pages: Sequence[Page]) -> SiteModel:
        """Return what the pages have in common."""
        return learn(pages)

    async def clean(self, page: Page, model: SiteModel | None) -> Cleaned:
        """Return the page's record; raise CleaningError where there is none."""
        return clean_page(page, model)
