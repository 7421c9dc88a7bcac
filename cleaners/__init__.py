"""Strips a blog's page of all that the post's author did not write, and says what it removed and why.

    from cleaners import Page, clean_page
    cleaned = clean_page(Page(url="https://…", body=b"<html>…"))
    cleaned.record.text, cleaned.removals

The steps, in order:

1. decode the bytes and parse them once (`tree`);
2. read title, author, tags, date and hints of the language (`metadata`, `dates`);
3. drop what is hidden and what a rule names: comments, sidebars, related posts (`steps.hidden`, `steps.rules`);
4. find the body: in the site's learned wrapper, under a platform's name, or with trafilatura (`steps.body`);
5. drop the title, other posts' teasers, what the site repeats, and the lines at the edges (`steps`, `site`);
6. tell the language of what is left and write the record (`clean`).

With `learn(pages)` from several pages of one blog, `clean_page(page, model)` cleans with the whole site in view.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cleaners.errors import CleaningError, NoText, NotHtml
from cleaners.model import Cleaned, FeedEntry, Page, Record, Removal
from cleaners.site.model import SiteModel

if TYPE_CHECKING:
    from cleaners.clean import clean_page
    from cleaners.site.learning import learn

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

# What takes most of a second to load, for its extractors and profiles of languages; who only fetches needs none of it.
HEAVY = {"clean_page": "cleaners.clean", "learn": "cleaners.site.learning"}


def __getattr__(name: str) -> Any:
    """Load the functions that clean when they are asked for."""
    if name not in HEAVY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(HEAVY[name]), name)
