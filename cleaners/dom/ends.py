"""Pages that say that they end, and go on: browsers show what follows, the parser reads nothing of it."""

from __future__ import annotations

import re

# They begin alike, so that all are found in one search.
END = re.compile(rb"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])\s*>")
NOTHING_MORE = re.compile(rb"(?:\s|</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])\s*>)*")
# Bytes; what is longer than the ends of a page and the space around them is more.
TAIL = 200


def without_early_ends(data: bytes) -> bytes:
    """Return a page without the ends of its body and of itself, where anything follows the first of them.

    >>> without_early_ends(b"<head></head></html> <body><p>a</body></html>")
    b'<head></head> <body><p>a'
    >>> without_early_ends(b"<p>a</body> </html>")
    b'<p>a</body> </html>'
    """
    first = END.search(data)
    if first is None or (len(data) - first.end() <= TAIL and NOTHING_MORE.fullmatch(data, first.end())):
        return data
    return END.sub(b"", data)
