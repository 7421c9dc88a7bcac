"""The body of a page that stands alone, by trafilatura; the only file that imports it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from trafilatura import bare_extraction

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# It logs an error for each page in which it finds no text; that is ours to report, with the page's address.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def extract(root: HtmlElement) -> str:
    """Return what trafilatura takes for the main text of a tree, a block a line; the tree stays as it is."""
    document = bare_extraction(root, include_comments=False, with_metadata=False)
    # Without `as_dict` it returns a Document, whatever its signature says.
    return (getattr(document, "text", "") or "") if document else ""
