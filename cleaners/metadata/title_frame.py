"""What a blog puts before and behind each post's title in `<title>`: its name, a motto, the way to the page."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from blogsieve.cleaners.text import text_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# A sign parts the title from what stands around it; words alone may be the beginning of many titles.
BEFORE = re.compile(r"[^\w\s'’\"”)\]]\s+(?=[\w\"“('¡¿\[])|[|：»]\s*")
BEHIND = re.compile(r"(?<=\S)\s*[^\w\s'’\"“”()\[\].!?…][\W_]*(?=\w)|\s+[^\w\s]\s+")
FEWEST_PAGES = 3
MOST_PAGES = 0.8


def learn_frame(titles: Sequence[str]) -> tuple[str, str]:
    """Return what most of a blog's full titles, of which some differ, begin and end with.

    >>> learn_frame(["Tar, My Blog", "Oars, My Blog", "Sails and sheets, My Blog"])
    ('', ', My Blog')
    >>> learn_frame(["My Blog » Archives » Tar", "My Blog » Archives » Oars", "My Blog » Archives » Sails"])
    ('My Blog » Archives » ', '')
    >>> learn_frame(["My Blog - A motto"] * 3)
    ('', 'My Blog - A motto')
    """
    if len(set(titles)) < FEWEST_PAGES:
        # One for all pages is no post's.
        return "", titles[0] if len(titles) >= FEWEST_PAGES and len(set(titles)) == 1 else ""
    behind = _common((set(_ends(title)) for title in titles), len(titles))
    rest = [title.removesuffix(behind) for title in titles]
    return _common((set(_beginnings(title)) for title in rest), len(titles)), behind


def strip_frame(title: str, frame: tuple[str, str]) -> str:
    """Return a full title without what the blog puts around it, whole where nothing would be left.

    >>> strip_frame("Tar, My Blog", ("", ", My Blog"))
    'Tar'
    """
    before, behind = frame
    return title.removesuffix(behind).removeprefix(before).strip() or title


def is_name_alone(full: str, frame: tuple[str, str], named: str) -> bool:
    """Tell whether a full title is what stands behind each title of its blog, and nothing: the post has none.

    >>> [is_name_alone(full, ("", " - My Blog"), "Blog") for full in ("- My Blog", "« Blog", "» Tar")]
    [True, True, False]
    """
    is_named = text_key(full) == text_key(named) and not full[:1].isalnum()
    return full != "" and (full == frame[1].strip() or is_named)


def _common(pieces: Iterable[set[str]], pages: int) -> str:
    """Return the longest piece that most pages have, `""` where there is none."""
    # Years and months are the same on many pages too; a name has letters.
    counts = Counter(piece for found in pieces for piece in found if any(map(str.isalpha, piece)))
    return max(
        (piece for piece, count in counts.items() if count >= max(FEWEST_PAGES, MOST_PAGES * pages)),
        key=len,
        default="",
    )


def _ends(title: str) -> Iterator[str]:
    """Yield what a title ends with, from each sign on."""
    yield from (title[match.start() :] for match in BEHIND.finditer(title) if match.start())


def _beginnings(title: str) -> Iterator[str]:
    """Yield what a title begins with, up to each sign."""
    yield from (title[: match.end()] for match in BEFORE.finditer(title) if title[match.end() :])
