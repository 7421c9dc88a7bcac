"""What a crawl came to, in a line a blog."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter

# States of pages that nobody needs to hear of: an address that leads to a page that was seen already, a page that was
# never asked for, a list of posts that did its part.
QUIET = frozenset({"written", "waiting", "duplicate", "skipped"})


def sum_up(name: str, tally: Counter[str], trouble: str = "", nothing: str = "no posts found") -> str:
    """Return the line for a blog: what was written, else why nothing could be.

    >>> from collections import Counter
    >>> sum_up("https://a.example/", Counter(written=3, list=2, duplicate=9))
    'https://a.example/: 3 posts written (2 list)'
    """
    others = ", ".join(f"{count} {state}" for state, count in sorted(tally.items()) if count and state not in QUIET)
    rest = f" ({others})" if others else ""
    written = tally["written"]
    if not written:
        return f"{name}: {trouble or nothing + rest}"
    return f"{name}: {written} {'post' if written == 1 else 'posts'} written{rest}"
