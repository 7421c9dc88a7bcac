"""What is the post's in the title that a page gives browsers: the rest names the blog, a section, an archive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.headings import load_words
from blogsieve.cleaners.metadata.site_names import parts_at_separators, strip_sitename
from blogsieve.cleaners.text import text_key, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.metadata.headings import Heading

# Signs of a way through a site, which hardly stand in titles: "On time @ Ana's house :: Host".
CHAIN = re.compile(r"\s+@\s+|\s*(?:\||::|»|•)\s*")
# What parts the blog's name, "Blog Archive" and the title in old themes of WordPress; a title may have one more.
STEP = re.compile(r"\s*»\s*")
# A heading that the full title begins or ends with is the title where a sign stands between it and the rest.
SIGN_BEHIND, SIGN_BEFORE = re.compile(r"\s*[^\w\s'’]|\s+\(?$"), re.compile(r"[^\w\s'’]\s*$")
# A shorter title is whole, and a heading that begins with it another one.
SHORTEST_CUT = 40


def title_in(full: str, sitename: str, own: Sequence[Heading]) -> str:
    """Return the title in a page's full title: the heading that is a part of it, else what the blog's name leaves."""
    folded = text_key(full)
    # `og:title` may be cut; the heading that it is the beginning of is whole.
    if whole := next((one.text for one in own if _continues(text_key(one.text), folded)), ""):
        return whole
    if archived := _behind_archive(full):
        return archived
    # Where nothing but a space parts the two, the heading tells where the blog's name ends.
    rest = text_key(full.removeprefix(sitename)) if sitename else ""
    if rest and rest != folded and (bare := next((one.text for one in own if text_key(one.text) == rest), "")):
        return bare
    stripped = strip_sitename(full, sitename)
    if stripped != full or any(text_key(one.text) == folded for one in own):
        first = CHAIN.split(stripped)[0]
        is_heading = any(text_key(one.text) == text_key(first) for one in own)
        return first if is_heading else _behind_section(stripped, own) or stripped
    parts = {text_key(part) for pair in parts_at_separators(full) for part in pair}
    found = max((one.text for one in own if text_key(one.text) in parts), key=len, default="")
    return found or max((one.text for one in own if is_at_edge(one.text, full)), key=len, default=full)


def _behind_section(title: str, own: Sequence[Heading]) -> str:
    """Return the heading of several words that is all that stands behind the first part of a title, `""` where none is.

    >>> from blogsieve.cleaners.metadata.headings import Heading
    >>> _behind_section("Reviews - Late again", [Heading("Late again")])
    'Late again'
    >>> _behind_section("Late - Again", [Heading("Again")])
    ''
    """
    behind = {text_key(rest) for _, rest in parts_at_separators(title)}
    return next((one.text for one in own if text_key(one.text) in behind and len(words(one.text)) > 1), "")


def _behind_archive(full: str) -> str:
    """Return what stands in a full title behind "Blog Archive", `""` where that does not stand between other parts.

    >>> _behind_archive("My Blog » Blog Archive » On time » and later"), _behind_archive("Archive » On time")
    ('On time » and later', '')
    """
    name, label, title = (*STEP.split(full, maxsplit=2), "", "")[:3]
    return title if name and label.lower() in load_words()["archives"] else ""


def is_at_edge(text: str, full: str) -> bool:
    """Tell whether a full title begins or ends with a heading, and a sign parts it from the rest.

    >>> is_at_edge("On time", "On time, My Blog"), is_at_edge("On time", "On time zones")
    (True, False)
    """
    text, full = text.lower(), full.lower()
    behind, before = full[len(text) :], full[: -len(text)]
    return bool(text) and (
        (full.startswith(text) and SIGN_BEHIND.match(behind) is not None)
        or (full.endswith(text) and SIGN_BEFORE.search(before) is not None)
    )


def _continues(whole: str, cut: str) -> bool:
    """Tell whether a folded heading is a cut title and the rest of its last word or sentence."""
    return len(cut) >= SHORTEST_CUT and whole.startswith(cut) and whole != cut
