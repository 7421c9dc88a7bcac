"""The address that a record bears where its page has none: a name made of its content."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogsieve.cleaners.model import Page

ON_DISK = "file:"


def address_of(page: Page) -> str:
    """Return a page's address; of one that is only a file on some machine, a name of its bytes.

    >>> from blogsieve.cleaners.model import Page
    >>> address_of(Page("file:///pages/a.html", b"<p>a"))
    'urn:sha1:CFOGPAY55CXZY3KEUHG3V5BKMHMZCX7R'
    >>> address_of(Page("https://a.example/b/", b"<p>a"))
    'https://a.example/b/'
    """
    if not page.url.startswith(ON_DISK):
        return page.url
    return "urn:sha1:" + b32encode(hashlib.sha1(page.body, usedforsecurity=False).digest()).decode()
