"""Links between a word and its note: the sign that leads to the note, and the one that leads back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.phrasing import INLINE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What leads to a note is its number, letter or sign, at times in brackets; markdown-it counts the marks of one note.
MARK = re.compile(
    r"[\[(]?(?:\d{1,3}(?::\d{1,2})?|[⁰¹²³⁴-⁹]{1,3}|[*†‡§¶]{1,3}|[a-z]|[ivx]{1,5}|note \d+|fn ?\d+)[\])]?", re.IGNORECASE
)
# And back to its word: an arrow, or a few words.
BACK = re.compile(
    r"[↩↵⤴↑⏎⮌⬆↖⇧^\ufe0e\ufe0f\s]+|(?:jump |go )?back to (?:the )?(?:text|content|article|reference)", re.I
)
# Names of notes, as links lead to them: #fn1, #_ftn2, #Footnote_3, #note-4.
NOTE_NAME = re.compile(r"note|fn[\W_]*\w", re.IGNORECASE)
# What a reference in a sentence stands behind: (1), §2.
OPENS = frozenset("([{„“«‘#§")


def is_back_link(text: str) -> bool:
    """Tell whether a link's text only leads back to the word of a note."""
    return bool(BACK.fullmatch(text))


def is_note_mark(link: HtmlElement, text: str) -> bool:
    """Tell whether a link with a text is the sign of a note: it stands above the line, or right behind a word.

    >>> from lxml.html import fromstring
    >>> told = fromstring('<p>It sank.<a href="#fn1">1</a> See <a href="#note2">2</a>, (<a href="#fn3">3</a>)</p>')
    >>> [is_note_mark(link, link.text) for link in told.iter("a")]
    [True, False, False]
    """
    return bool(MARK.fullmatch(text)) and (is_raised(link) or is_glued_to_word(link))


def is_raised(link: HtmlElement) -> bool:
    """Tell whether a link stands above the line."""
    return next(link.iter("sup"), None) is not None or next(link.iterancestors("sup"), None) is not None


def is_glued_to_word(link: HtmlElement) -> bool:
    """Tell whether a link to a note stands right behind a word or its stop, where a style sheet raises it."""
    if not NOTE_NAME.search(link.get("href", "")):
        return False
    element: HtmlElement | None = link
    while element is not None and element.tag in INLINE:
        if before := text_before(element):
            return not before[-1].isspace() and before[-1] not in OPENS
        element = element.getparent()
    return False


def text_before(element: HtmlElement) -> str:
    """Return the text that stands before an element in its parent, be it in the element before."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return previous.tail or (previous.text_content() if isinstance(previous.tag, str) else "")
    return (parent.text or "") if parent is not None else ""
