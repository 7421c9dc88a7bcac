"""Initials that are set apart from the word that they begin: drawn as an image, or in a box of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Where a block ends right before one that goes on amid a word; few do behind so few bytes as a letter and a mark have.
BLOCKS = re.compile(rb"</(?:div|p)>\s*<(?:div|p)\b[^<>]*>\s*[a-z\x80-\xff]")
LONGEST = 12
MARKS = "\"'“„‘«»"


def has_initials(data: bytes) -> bool:
    """Tell whether a page's bytes have a block of next to no text right before another one.

    >>> has_initials(b"<div>T</div> <p>he sea</p>"), has_initials(b"<p></p><p>The sea</p>")
    (True, False)
    """
    for match in BLOCKS.finditer(data):
        at = data.rfind(b">", max(0, match.start() - LONGEST), match.start())
        if at >= 0 and data[at + 1 : match.start()].strip():
            return True
    return False


def read_initials(root: HtmlElement) -> None:
    """Put a letter that is a block of its own before the word that goes on without it in the next one."""
    for box in list(root.iter("div", "p")):
        initial, following = (box.text or "").strip(), box.getnext()
        if len(box) or following is None or following.tag not in ("div", "p") or (box.tail or "").strip():
            continue
        if is_initial(initial) and goes_on(following.text or ""):
            following.text = initial + (following.text or "").lstrip()
            box.getparent().remove(box)


def initial_in(image: HtmlElement) -> str:
    """Return the letter that an image stands for, `""` where it is another image."""
    alt = (image.get("alt") or "").strip()
    tail = image.tail or ""
    return alt if is_initial(alt) and goes_on(tail) and not tail[0].isspace() else ""


def is_initial(text: str) -> bool:
    """Tell whether a text is a capital, with a mark before it at most.

    >>> is_initial("T"), is_initial("“T"), is_initial("To"), is_initial("2")
    (True, True, False, False)
    """
    return len(text) <= 2 and text.lstrip(MARKS).isupper() and len(text.lstrip(MARKS)) == 1


def goes_on(text: str) -> bool:
    """Tell whether a text begins amid a word."""
    return text.lstrip()[:1].islower()
