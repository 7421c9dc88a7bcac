"""Pages that strain the parser, made easy for it: tags with thousands of attributes, thousands of tags in each other.

libxml2 compares each attribute of a tag with all others, and drops what stands more than 2,048 levels deep.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.phrasing import INLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

# So many attributes take the parser a twentieth of a second, ten times as many five; no template has a hundred.
MOST_ATTRIBUTES = 5_000
# What so many make at least; of tags that are as long, most hold a picture in one attribute.
LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{20000,}")
LONG, WINDOW = 20_000, 10_000
# Elements that only shape text, and boxes: without the first, and with paragraphs in place of the others, a page has
# the same lines.
SHAPING = INLINE - frozenset(("a", "br", "img", "picture", "source", "time", "meta", "link"))
BOXES = frozenset(
    "address article aside blockquote center details dd div dl dt fieldset figure footer form header li main nav ol p "
    "section table tbody td th thead tr ul".split()
)


def with_few_attributes(data: bytes) -> bytes:
    """Return a page without the attributes of tags that have thousands.

    >>> with_few_attributes(b"<p " + b"a " * 12000 + b">b</p>")
    b'<p>b</p>'
    >>> len(with_few_attributes(b"<img src='" + b"a" * 90000 + b"'>"))
    90012
    """
    if not has_long_run(data):
        return data
    return LONG_TAG.sub(lambda tag: _name(tag[0]) if len(tag[0].split()) > MOST_ATTRIBUTES else tag[0], data)


def has_long_run(data: bytes) -> bool:
    """Tell whether a tag may be as long: it stands where in a window of the page none ends.

    To look for ends from the windows' ends is two hundred times as fast as to look at each tag.
    """
    place = 0
    while place + WINDOW < len(data):
        last = data.rfind(b">", place, place + WINDOW)
        if last < 0:
            last = data.find(b">", place + WINDOW)
            last = len(data) if last < 0 else last
            if any(len(tag) > LONG for tag in data[place:last].split(b"<")[1:]):
                return True
        place = last + 1
    return False


def flatter(data: bytes) -> Iterator[bytes]:
    """Yield a page with ever fewer levels: without what only shapes its text, without links, with paragraphs for boxes.

    >>> list(flatter(b"<div class=a><b>c</b> <a href=d>e</a></div>"))
    [b'<div class=a>c <a href=d>e</a></div>', b'<div class=a>c e</div>', b'<p>c e<p>']
    """
    for names, instead in ((SHAPING, b""), (frozenset("a"), b""), (BOXES, b"<p>")):
        data = _tags(names).sub(instead, data)
        yield data


def _tags(names: frozenset[str]) -> re.Pattern[bytes]:
    """Return the expression for the tags of some elements; it looks at each sign once."""
    return re.compile(rb"</?(?:%s)(?![\w-])[^<>]*>" % "|".join(sorted(names)).encode(), re.IGNORECASE)


def _name(tag: bytes) -> bytes:
    return tag.split(None, 1)[0]
