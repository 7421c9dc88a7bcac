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

from cleaners.clean import clean_page
from cleaners.errors import CleaningError, NotHtml, NoText
from cleaners.model import Cleaned, FeedEntry, Page, Record, Removal
from cleaners.site import SiteModel, learn

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
