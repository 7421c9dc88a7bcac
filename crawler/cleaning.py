"""The seam to the cleaners: pages go in, records come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.model import Cleaned, Page
    from cleaners.site import SiteModel


class Cleaner:
    """Learns from a blog's pages and cleans them; what cleans is loaded with the first page."""

    async def learn(self, pages: Sequence[Page]) -> SiteModel:
        """Return what the pages have in common."""
        from cleaners.site import learn

        return learn(pages)

    async def clean(self, page: Page, model: SiteModel | None) -> Cleaned:
        """Return the page's record; raise CleaningError where there is none."""
        from cleaners.clean import clean_page

        return clean_page(page, model)
