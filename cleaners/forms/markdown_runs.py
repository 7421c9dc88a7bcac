"""The runs of a line as Markdown: marks, links, code and formulas, each so that it is read as such where it stands.

What Markdown has no sign for is HTML, as GitHub reads it: `<sub>`, `<sup>`, `<ruby>`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.body.model import (
    Break,
    Image,
    InlineCode,
    InlineFormula,
    Link,
    NoteMark,
    Ruby,
    Span,
    Text,
)
from blogsieve.cleaners.forms.escape import escape, is_flanked
from blogsieve.cleaners.forms.markup import TAGS

if TYPE_CHECKING:
    from blogsieve.cleaners.body.model import Run, Runs

TICKS = re.compile(r"`+")
# Delimiters, the first that is read as one where it stands; and the element that does where none is.
DELIMITERS = {"strong": ("**", "__"), "emphasis": ("*", "_"), "strike": ("~~",)}
# An address that needs no brackets.
PLAIN = re.compile(r"[^\s()<>\\]+")
# An address that is shown as it is: parsers write out what is encoded.
AUTOLINK = re.compile(r"[a-z][a-z0-9+.-]{1,31}:[!-$&-;=?-\[\]-~]*")
# What is read as a character where an address or a title has it.
REFERENCE = re.compile(r"&(?=#?\w{1,32};)")
DOLLAR = re.compile(r"(?<!\\)\$")
ESCAPED = r"\\\g<0>"


def write_line(runs: Runs) -> str:
    """Return runs as Markdown, a line break of the author's as the end of a line.

    >>> write_line((Text("It is "), Span("strong", (Text("late"),)), Text(".")))
    'It is **late**.'
    """
    return write_runs(runs, dollars=has_dollars(runs))


def write_runs(runs: Runs, before: str = "", after: str = "", *, dollars: bool = False, linked: bool = False) -> str:
    """Return runs as Markdown; what stands before and after them tells how marks are to be written."""
    found = before
    for place, run in enumerate(runs):
        behind = first_sign(runs[place + 1]) if place + 1 < len(runs) else after
        found += write_run(run, found[-1:], behind, dollars=dollars, linked=linked)
    return found[len(before) :]


def has_dollars(runs: Runs) -> bool:
    """Tell whether a dollar in runs may be taken for the edge of a formula: one alone is none."""
    return sum(map(dollars_in, runs)) > 1


def dollars_in(run: Run) -> int:
    """Return how many dollars a run is written with."""
    match run:
        case Text(text) | InlineCode(text) | Ruby(text):
            return text.count("$")
        case InlineFormula():
            return 2
        case Span(_, runs):
            return sum(map(dollars_in, runs))
        case Link(address, runs, title):
            return sum(map(dollars_in, runs)) + address.count("$") + title.count("$")
        case Image(address, alt, title):
            return alt.count("$") + address.count("$") + title.count("$")
    return 0


def first_sign(run: Run) -> str:
    """Return the character that a run will begin with."""
    match run:
        case Text(text):
            return text[:1]
        case Break():
            return "\n"
        case InlineCode():
            return "`"
        case InlineFormula():
            return "$"
        case Image():
            return "!"
        case Span(mark):
            return DELIMITERS.get(mark, ("<",))[0][0]
        case Ruby():
            return "<"
    return "["


def write_run(run: Run, before: str, behind: str, *, dollars: bool, linked: bool) -> str:
    """Return a run as Markdown."""
    match run:
        case Text(text):
            text = escape(text, "$" * dollars + "[]" * linked)
            return f"{text[:-1]}\\!" if text.endswith("!") and behind == "[" else text
        case Span(mark, runs):
            return marked(mark, runs, before, behind, dollars=dollars, linked=linked)
        case Link():
            return link(run, dollars=dollars)
        case Image(address, alt, title):
            return f"![{escape(alt, '$[]')}]({target(address, title)})"
        case InlineCode(text):
            return code_span(text)
        case InlineFormula(tex):
            return f"${DOLLAR.sub(ESCAPED, tex)}$"
        case Ruby(text, reading):
            return f"<ruby>{escape(text)}<rp>(</rp><rt>{escape(reading)}</rt><rp>)</rp></ruby>"
        case NoteMark(name):
            return f"[^{name}]"
    return "\n"


def marked(mark: str, runs: Runs, before: str, behind: str, *, dollars: bool, linked: bool) -> str:
    """Return runs between delimiters that are read as such where they stand, else between tags."""
    for delimiter in DELIMITERS.get(mark, ()):
        sign = delimiter[0]
        text = write_runs(runs, sign, sign, dollars=dollars, linked=linked)
        if not text or sign in (before, behind, text[0], text[-1]):
            continue
        if sign == "_" and (before.isalnum() or behind.isalnum()):
            continue
        if is_flanked(before, text[0]) and is_flanked(behind, text[-1]):
            return f"{delimiter}{text}{delimiter}"
    tag = TAGS[mark]
    return f"<{tag}>{write_runs(runs, '>', '<', dollars=dollars, linked=linked)}</{tag}>"


def link(own: Link, *, dollars: bool) -> str:
    """Return a link; one that shows its own address needs no other text."""
    if own.runs == (Text(own.address),) and AUTOLINK.fullmatch(own.address) and not own.title:
        return f"<{own.address}>"
    return f"[{write_runs(own.runs, '[', ']', dollars=dollars, linked=True)}]({target(own.address, own.title)})"


def target(address: str, title: str) -> str:
    """Return an address as a link has it.

    >>> print(target("https://a.example/b_(c)", 'd "e"'))
    <https://a.example/b_(c)> "d \\"e\\""
    """
    address = REFERENCE.sub("&amp;", address.replace("\\", "%5C"))
    shown = address if PLAIN.fullmatch(address) else f"<{address}>"
    escaped = REFERENCE.sub("&amp;", title.replace("\\", "\\\\").replace('"', '\\"'))
    return f'{shown} "{escaped}"' if title else shown


def code_span(text: str) -> str:
    """Return a piece of code between as many ticks as are in no row within it.

    >>> code_span("a"), code_span("`a`")
    ('`a`', '`` `a` ``')
    """
    rows = {len(row) for row in TICKS.findall(text)}
    ticks = "`" * next(number for number in range(1, len(rows) + 2) if number not in rows)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"
