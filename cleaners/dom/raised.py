"""What is set above or below the line, as plain text: 10⁶, x², log₂8, but 1st and CO2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ABOVE = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
BELOW = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
# Numbers and signs have characters of their own above the line; "3, 4" is a list of notes.
ALL_ABOVE = re.compile(r"[0-9+\-−–=()ni]+|\d+(?:\s*[,;]\s*\d+)+")
# A formula, not the end of an ordinal number: it holds a number or a sign of reckoning.
RECKONED = re.compile(r"[\d+=−*/]|^[-–]")
IN_BRACKETS = re.compile(r"[\[(].*[\])]")


def raised(text: str) -> str:
    """Return text as it is read behind what it stands above.

    >>> raised("6"), raised("-3"), raised("st"), raised("k+1"), raised("x"), raised("[4]")
    ('⁶', '⁻³', 'st', '^(k+1)', 'x', '[4]')
    """
    text = " ".join(text.split())
    if IN_BRACKETS.fullmatch(text):
        return text
    if ALL_ABOVE.fullmatch(text) and (text == "n" or not text.isalpha()):
        return text.translate(ABOVE)
    if RECKONED.search(text) and " " not in text:
        return f"^{text}" if text.isalnum() and text.isdigit() else f"^({text})"
    return text


def read_raised(root: HtmlElement) -> None:
    """Write out what is set above or below the line of a tree where it would be read as one with its neighbours.

    >>> from lxml.html import fromstring
    >>> line = fromstring("<p>CO<sub>2</sub> of 1945<sub>80y</sub></p>")
    >>> read_raised(line)
    >>> line.text_content()
    'CO2 of 1945 80y'
    """
    for element in root.iter("sup", "sub"):
        text = element.text
        if not text or len(element) or text.isspace():
            continue
        if element.tag == "sup":
            element.text = raised(text)
        elif text.isdigit() and (before_last(element)[-1:].isdigit() or (element.tail or "")[:1].isdigit()):
            element.text = text.translate(BELOW)
        elif text[0].isdigit() and " " not in text and before_last(element)[-1:].isdigit():
            # "1945" and "80 years ago" below it are two words.
            element.text = f" {text}"


def before_last(element: HtmlElement) -> str:
    """Return the text that stands right before an element in its parent."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return previous.tail or previous.text or ""
    return (parent.text or "") if parent is not None else ""
