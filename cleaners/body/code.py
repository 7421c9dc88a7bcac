"""Blocks of code: their lines to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.etree import iterwalk

from blogsieve.cleaners.dom.blocks import MAY_BE_INVISIBLE, UNSEEN, is_invisible
from blogsieve.cleaners.dom.inline import is_of_code
from blogsieve.cleaners.dom.phrasing import INLINE
from blogsieve.cleaners.text import clean_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def code_text(pre: HtmlElement) -> str:
    """Return the lines of an element whose white space counts, without blank ones above and below.

    >>> from lxml.html import fromstring
    >>> code_text(fromstring("<pre>\\na<br>  <b>b</b>\\n<div>c</div><div>d</div></pre>"))
    'a\\n  b\\nc\\nd'
    """
    pieces: list[str] = []
    walk = iterwalk(pre, events=("start", "end"))
    for event, element in walk:
        is_line = element is not pre and element.tag not in INLINE and element.tag != "br"
        if event == "start":
            if element.tag in MAY_BE_INVISIBLE and is_invisible(element):
                walk.skip_subtree()
                continue
            if is_line:
                begin_line(pieces)
            elif element.tag == "br":
                pieces.append("\n")
            text = element.text
        else:
            if is_line:
                begin_line(pieces)
            text = element.tail if element is not pre else None
        if text:
            pieces.append(text)
    lines = UNSEEN.sub("", "".join(pieces)).replace("\xa0", " ").splitlines()
    return clean_text("\n".join(without_blank_edges([line.rstrip() for line in lines])))


def begin_line(pieces: list[str]) -> None:
    """End the line that is being gathered, where it has anything."""
    if pieces and not pieces[-1].endswith("\n"):
        pieces.append("\n")


def without_blank_edges(lines: list[str]) -> list[str]:
    """Return lines without blank ones above and below.

    >>> without_blank_edges(["", " a", "", "b", ""])
    [' a', '', 'b']
    """
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return lines[start:end]


def table_of_code(pre: HtmlElement) -> HtmlElement | None:
    """Return the table in which a highlighter prints each line of code as an element, None where it is another."""
    table = next(pre.iterancestors("table"), None)
    return table if table is not None and is_of_code(table) else None
