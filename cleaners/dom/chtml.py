"""Formulas as MathJax 3 draws them with letters, where nothing else of them is on the page, as a line of text."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.raised import raised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

# An element per character, of a class that tells it: `mjx-c1D467` is U+1D467. Source: MathJax-src, ts/output/chtml.
CHARACTER = "mjx-c"
# What only draws: the line of a fraction, the sign of a root, copies for readers of screens.
DRAWN = frozenset("mjx-strut mjx-nstrut mjx-dstrut mjx-line mjx-surd mjx-spacer mjx-assistive-mml mjx-lazy".split())
# No formula of a person is as deep; Python's stack ends at 1,000.
DEEPEST = 150


def drawn_line(node: HtmlElement, depth: int = DEEPEST) -> str:
    """Return what a part of such a formula says.

    >>> from lxml.html import fragment_fromstring as tree
    >>> c = lambda code: f'<mjx-mi><mjx-c class="mjx-c{code}"></mjx-c></mjx-mi>'
    >>> drawn_line(tree(f"<mjx-math><mjx-msup>{c('1D467')}<mjx-script>{c('32')}</mjx-script></mjx-msup></mjx-math>"))
    'z²'
    """
    if node.tag == CHARACTER:
        return character(node)
    if node.tag in DRAWN or not depth:
        return ""
    if node.tag == "mjx-mfrac":
        over, under = (_of(node, name, depth) for name in ("mjx-num", "mjx-den"))
        return f"{grouped(over)}/{grouped(under)}"
    if node.tag in ("mjx-munderover", "mjx-munder", "mjx-mover"):
        base, under, over = (_of(node, name, depth) for name in ("mjx-base", "mjx-under", "mjx-over"))
        return f"{base}{f'_{grouped(under)}' if under else ''}{raised(over)}"
    if node.tag == "mjx-msubsup" and (script := node.find("mjx-script")) is not None:
        base, scripts = "".join(_parts([child for child in node if child is not script], depth)), _parts(script, depth)
        # The upper one stands first.
        return f"{base}_{grouped(scripts[1])}{raised(scripts[0])}" if len(scripts) == 2 else base + "".join(scripts)
    parts = _parts(node, depth)
    if len(parts) == 2 and node.tag in ("mjx-msup", "mjx-msub"):
        return parts[0] + (raised(parts[1]) if node.tag == "mjx-msup" else f"_{grouped(parts[1])}")
    text = "".join(parts)
    return f"√{grouped(text)}" if node.tag == "mjx-msqrt" else text


def _parts(nodes: Iterable[HtmlElement], depth: int) -> list[str]:
    """Return what parts of a formula say that say something."""
    return [part for child in nodes if isinstance(child.tag, str) and (part := drawn_line(child, depth - 1))]


def character(node: HtmlElement) -> str:
    """Return the character that an element draws; a letter of mathematics as a plain one."""
    names: Iterator[str] = (name[len(CHARACTER) :] for name in node.get("class", "").split())
    code = next((name for name in names if name and all(char in "0123456789ABCDEF" for char in name)), "")
    char = node.text or (chr(int(code, 16)) if code and int(code, 16) < 0x110000 else "")
    plain = unicodedata.normalize("NFKC", char.strip())
    return "" if unicodedata.category(plain[:1] or " ") in ("Cf", "Co", "Cn", "Cs") else plain


def grouped(text: str) -> str:
    """Return a part of a formula in brackets, where it is more than one sign or number."""
    return text if text.isalnum() or len(text) <= 1 else f"({text})"


def _of(node: HtmlElement, name: str, depth: int) -> str:
    found = next(node.iter(name), None)
    return "" if found is None else "".join(drawn_line(child, depth - 1) for child in found)
