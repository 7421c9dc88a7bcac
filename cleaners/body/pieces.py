"""What stands in a line as one thing: an image, a piece of code, a word with its reading."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from blogsieve.cleaners.body.addresses import image_address
from blogsieve.cleaners.body.languages import MATH, named_by
from blogsieve.cleaners.body.model import Break, Image, InlineCode, InlineFormula, Ruby, Text
from blogsieve.cleaners.dom.blocks import ODD_SPACE, SPACE, UNSEEN
from blogsieve.cleaners.dom.phrasing import INLINE
from blogsieve.cleaners.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.body.model import Run

CODE = frozenset(("code", "tt"))
LITERAL = {"docutils", "literal"}
BARE_DOLLAR = re.compile(r"(?<!\\)\$")


def formula_run(tex: str) -> Run:
    """Return a formula in a line; what has a dollar in it would end there, and is a text."""
    return Text(tex) if BARE_DOLLAR.search(tex) else InlineFormula(tex)


def image_runs(image: HtmlElement, url: str) -> Iterator[Run]:
    """Yield an image; one that only counts readers is none."""
    if address := image_address(image, url):
        yield Image(address, one_line(image.get("alt", "")), one_line(image.get("title", "")))


def is_code(element: HtmlElement) -> bool:
    """Tell whether an element is a piece of code: by its name, or as docutils writes it; lines in it are no pieces."""
    is_named = element.tag in CODE or (element.tag == "span" and {*element.get("class", "").split()} >= LITERAL)
    return is_named and all(child.tag in INLINE or child.tag == "br" for child in element.iterdescendants())


def code_runs(element: HtmlElement) -> Iterator[Run]:
    """Yield a piece of code, or a formula that is written as such; spaces at its edges are the line's.

    >>> from lxml.html import fromstring
    >>> list(code_runs(fromstring("<code>a = 1<br>b</code>")))
    [InlineCode(text='a = 1'), Break(), InlineCode(text='b')]
    """
    if next(element.iter("br"), None) is None:
        yield from piece_runs(element.text_content(), element)
        return
    copy = deepcopy(element)
    for line_break in list(copy.iter("br")):
        line_break.tail = f"\n{line_break.tail or ''}"
    lines = [run for line in copy.text_content().splitlines() for run in (Break(), *piece_runs(line, element))]
    yield from lines[1:]


def piece_runs(text: str, element: HtmlElement) -> Iterator[Run]:
    """Yield a line of what an element that is code has."""
    if not (code := one_line(text)):
        if text:
            yield Text(" ")
        return
    if text[0].isspace():
        yield Text(" ")
    yield formula_run(code) if named_by(element) == MATH else InlineCode(code)
    if text[-1].isspace():
        yield Text(" ")


def ruby_runs(ruby: HtmlElement) -> Iterator[Run]:
    """Yield words with how they are read.

    >>> from lxml.html import fromstring
    >>> list(ruby_runs(fromstring("<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp>c</ruby>")))
    [Ruby(text='a', reading='b'), Text(text='c')]
    """
    text = ruby.text or ""
    for child in ruby:
        if child.tag == "rt":
            reading = one_line(child.text_content()).strip("()（）")
            if base := one_line(text):
                yield Ruby(base, reading) if reading else Text(base)
            text = ""
        elif child.tag not in ("rp", "rtc"):
            text += child.text_content()
        text += child.tail or ""
    if text.strip():
        yield Text(spaced(text))


def spaced(text: str) -> str:
    """Return a text with single spaces, at its edges too.

    >>> spaced("  a\\n b "), spaced("\\n")
    (' a b ', ' ')
    """
    if not text.isascii():
        text = clean_text(text)
    if text.isascii() or ODD_SPACE.search(text) is None:
        # Three times as fast.
        words = " ".join(text.split())
        return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}" if words else " "
    return SPACE.sub(" ", UNSEEN.sub("", text))


def one_line(text: str) -> str:
    """Return a text with single spaces, none at its edges."""
    return " ".join(UNSEEN.sub("", clean_text(text)).split())
