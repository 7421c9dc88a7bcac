"""Turns blogs into clean text: finds every post, strips what its author did not write, says what it removed and why.

    from blogsieve import Page, clean_page
    cleaned = clean_page(Page(url="https://…", body=b"<html>…"))
    cleaned.record.text, cleaned.removals

`blogsieve.cleaners` strips pages, and knows nothing of Scrapy; `blogsieve.crawler` finds and fetches them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from blogsieve.cleaners.errors import CleaningError, NoText, NotHtml
    from blogsieve.cleaners.model import Cleaned, FeedEntry, Page, Record, Removal
    from blogsieve.cleaners.pipeline.clean import clean_page
    from blogsieve.cleaners.site.learning import learn
    from blogsieve.cleaners.site.model import SiteModel

__version__ = "0.2.0"
__all__ = [
    "Cleaned",
    "CleaningError",
    "FeedEntry",
    "NoText",
    "NotHtml",
    "Page",
    "Record",
    "Removal",
    "SiteModel",
    "clean_page",
    "learn",
]

# Each name is loaded when it is asked for: who only asks for help, or fetches, needs no extractor.
_ERRORS, _MODEL = "blogsieve.cleaners.errors", "blogsieve.cleaners.model"
_HOMES = {
    "Cleaned": _MODEL,
    "CleaningError": _ERRORS,
    "FeedEntry": _MODEL,
    "NoText": _ERRORS,
    "NotHtml": _ERRORS,
    "Page": _MODEL,
    "Record": _MODEL,
    "Removal": _MODEL,
    "SiteModel": "blogsieve.cleaners.site.model",
    "clean_page": "blogsieve.cleaners.pipeline.clean",
    "learn": "blogsieve.cleaners.site.learning",
}


def __getattr__(name: str) -> Any:
    """Load a public name; raise AttributeError where there is none."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
