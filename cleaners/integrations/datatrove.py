"""An extractor for datatrove, in the place of its Trafilatura: `pipeline = [WarcReader(…), Blogsieve(), …]`."""

from __future__ import annotations

from datatrove.pipeline.extractors.base import BaseExtractor

from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.pipeline.clean import clean_page

# Seconds; the first page of a process waits until rules and profiles of languages are loaded.
TIMEOUT = 20.0
WARM_UP = "<html><body><article><p>The tide was out when we came, and nobody was there.</p></article></body></html>"


class Blogsieve(BaseExtractor):  # type: ignore[misc]
    """Extracts the body of a post from its HTML, page by page; a page without one gives no text and is dropped."""

    name = "⛏ Blogsieve"

    def __init__(self, timeout: float = TIMEOUT) -> None:
        super().__init__(timeout=timeout)

    def extract(self, text: str) -> str:
        """Return the text of the post in a page's HTML, `""` where there is none."""
        try:
            return clean_page(Page("https://page.invalid/", (text or WARM_UP).encode("utf-8", "replace"))).record.text
        except CleaningError:
            return ""
