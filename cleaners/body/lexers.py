"""What Pygments knows: names of languages, and which of its lexers has marked a block of code.

Nothing else imports it. Pelican, Nikola, Lektor and whatever else writes Markdown with Python-Markdown print the marks
and not the name.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from html import unescape
from typing import TYPE_CHECKING

from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from pygments.formatters import HtmlFormatter
    from pygments.lexer import Lexer

    Marked = Counter[tuple[str, str]]  # how often a text has a mark

SPAN = re.compile(r'<span class="([a-z0-9]+)">([^<]*)</span>')
SPACE = "w"  # was no mark in Pygments before 2.12
# Characters of a block that are looked at; and what share of the marks has to be the lexer's, of whatever version.
LOOKED_AT = 300
ALIKE = 0.8
# Blocks that are remembered: some pages have one a hundred times.
MEMORY = 256


@cache
def known_names() -> frozenset[str]:
    """Return the names of languages that highlighters have."""
    from pygments.lexers import get_all_lexers

    return frozenset(name for lexer in get_all_lexers(plugins=False) for name in lexer[1]) | {*_table()["others"]}


@cache
def known_marks() -> frozenset[str]:
    """Return the marks: short names of the kinds of tokens."""
    from pygments.token import STANDARD_TYPES

    return frozenset(STANDARD_TYPES.values()) - {""}


def marked_by(pre: HtmlElement) -> str:
    """Return the language whose lexer marks the lines of a block as they are marked, `""` where none does.

    >>> from lxml.html import fromstring
    >>> marked_by(fromstring("<pre>ls<span class='w'> </span>-l</pre>"))
    'bash'
    """
    text, marks = read_marks(pre)
    return _lexed(text, tuple(marks.elements())) if marks else ""


@lru_cache(maxsize=MEMORY)
def _lexed(text: str, marked: tuple[tuple[str, str], ...]) -> str:
    marks = Counter(marked)
    has_spaces = any(mark == SPACE for mark, _ in marks)
    best, found = ALIKE, ""
    for name in _table()["lexers"]:
        alike = likeness(marks, marks_of(name, text, spaces=has_spaces))
        if alike == 1:
            return str(name)
        if alike > best:
            best, found = alike, name
    return found


def read_marks(pre: HtmlElement) -> tuple[str, Marked]:
    """Return the first lines of a block, and how their texts are marked."""
    pieces: list[str] = []
    marks: Marked = Counter()
    size = 0
    for element in pre.iter():
        own, tail = element.text or "", element.tail or ""
        mark = element.get("class", "") if element.tag == "span" and not len(element) else ""
        if own and mark in known_marks():
            marks[mark, own] += 1
        pieces += [own, tail if element is not pre else ""]
        size += len(own) + len(tail)
        if size > LOOKED_AT and "\n" in own + tail:
            break
    return "".join(pieces), marks


def marks_of(name: str, text: str, *, spaces: bool) -> Marked:
    """Return how the lexer of a language marks a text, its spaces if that is wanted."""
    from pygments import highlight

    marked = highlight(text, lexer(name), _formatter())
    return Counter((mark, unescape(own)) for mark, own in SPAN.findall(marked) if spaces or mark != SPACE)


@cache
def lexer(name: str) -> Lexer:
    """Return a lexer, which leaves the lines at both ends of a text alone."""
    from pygments.lexers import get_lexer_by_name

    return get_lexer_by_name(name, stripnl=False, ensurenl=False)


def likeness(one: Marked, other: Marked) -> float:
    """Return the share of marks that two texts have in common, 0 to 1.

    >>> likeness(Counter({("k", "if"): 1, ("w", " "): 2}), Counter({("k", "if"): 1}))
    0.5
    """
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


@cache
def _formatter() -> HtmlFormatter[str]:
    from pygments import formatters

    return formatters.HtmlFormatter(nowrap=True)


@cache
def _table() -> dict[str, list[str]]:
    found: dict[str, list[str]] = load_toml(__package__, "lexers.toml")
    return found
