"""Pages that are not to be parsed where nothing can end it: libxml2 compares each attribute of a tag with all others.

A worker that cleans such a page is ended by its alarm; a crawl's own process has none.
"""

from __future__ import annotations

import re

# So many take the parser a twentieth of a second, ten times as many five; no template has a hundred.
MOST_ATTRIBUTES = 5_000
# What so many make at least; of tags that are as long, most hold a picture in one attribute.
TAG = re.compile(rb"<[A-Za-z][^>]{20000,}")


def has_endless_tag(body: bytes) -> bool:
    """Tell whether a page has a tag with more attributes than can be parsed in little time.

    >>> has_endless_tag(b"<p " + b"a " * 12000 + b">"), has_endless_tag(b"<img src='" + b"a" * 90000 + b"'>")
    (True, False)
    """
    return any(len(tag.split()) > MOST_ATTRIBUTES for tag in TAG.findall(body))
