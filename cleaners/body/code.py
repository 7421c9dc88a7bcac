"""Blocks of code: their lines to the letter, and the language that the page names."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from lxml.etree import iterwalk

from blogsieve.cleaners.dom.blocks import INVISIBLE, UNSEEN
from blogsieve.cleaners.dom.inline import is_of_code
from blogsieve.cleaners.dom.phrasing import INLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

NAME = re.compile(r"[A-Za-z][\w+#.-]{0,29}")
# "$ ls", "me@host:~/a$ ls", "[root@host a]# ls", "# ls"
PROMPT = re.compile(
    r"\s*(?P<sign>\$|#|\[[\w.-]+@[\w.-]+[^\]\n]*\][$#]|[\w.-]+@[\w.-]+(?::[^\s$#]*)?[$#])\s+(?P<command>[\w./-]+)"
)
# The language of formulas that are written as code. Source: remark-math, GitHub.
MATH = "math"
# Boxes around a block of code that may name its language.
AROUND = 8
FEW, LONGEST_LABEL = 4, 60
BOXES = frozenset("div figure pre span table tbody tr td code section".split())


class Names(NamedTuple):
    """What tells the name of a language in a page's markup."""

    prefixes: tuple[str, ...]
    beside: frozenset[str]
    attributes: tuple[str, ...]
    plain: frozenset[str]
    none: frozenset[str]
    commands: frozenset[str]


@cache
def names() -> Names:
    """Return what code.toml has."""
    table = tomllib.loads(files(__package__).joinpath("code.toml").read_text("utf-8"))
    return Names(
        tuple(table["prefixes"]),
        frozenset(table["beside"]),
        tuple(table["attributes"]),
        *(frozenset(table[name]) for name in ("plain", "none", "commands")),
    )


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
            if element.tag in INVISIBLE:
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
    lines = UNSEEN.sub("", "".join(pieces)).replace("\r\n", "\n").replace("\xa0", " ").split("\n")
    return "\n".join(without_blank_edges([line.rstrip() for line in lines]))


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


def language_of(pre: HtmlElement, text: str) -> str:
    """Return the language of a block of code, in lower case; `""` where nothing tells it.

    It is what the page names; where it names none, lines behind a shell's prompt are "bash": Pelican and Nikola print
    no name.

    >>> from lxml.html import fromstring
    >>> language_of(fromstring("<pre><code class='language-rust'>a</code></pre>"), "a")
    'rust'
    >>> language_of(fromstring("<figure class='highlight plain'><pre>$ ls</pre></figure>")[0], "$ ls")
    ''
    >>> language_of(fromstring("<pre>$ ls</pre>"), "$ ls")
    'bash'
    """
    named = next(filter(None, map(named_by, candidates(pre))), "")
    if named:
        return "" if named in names().plain else named
    return "bash" if is_session(text) else ""


def is_session(text: str) -> bool:
    """Tell whether code begins with a line that is typed into a shell.

    >>> is_session("$ ls"), is_session("me@host:~# ls"), is_session("# apt update"), is_session("# Sorted by name")
    (True, True, True, False)
    """
    found = PROMPT.match(text)
    return found is not None and (found["sign"] != "#" or found["command"] in names().commands)


def candidates(pre: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements that may name the language of a block: its `code`, itself, the boxes that hold it alone."""
    yield from pre.iter("code")
    yield pre
    element, above = pre, pre.getparent()
    for _ in range(AROUND):
        if above is None or above.tag not in BOXES or not is_alone(element, above):
            return
        yield above
        element, above = above, above.getparent()


def is_alone(element: HtmlElement, box: HtmlElement) -> bool:
    """Tell whether a box holds nothing but an element and a label or two."""
    return len(box) <= FEW and all(is_label(other) for other in box if other is not element)


def is_label(element: HtmlElement) -> bool:
    """Tell whether an element has no more text than the name of a file."""
    size = 0
    for text in element.itertext():
        size += len(text.strip())
        if size > LONGEST_LABEL:
            return False
    return True


def named_by(element: HtmlElement) -> str:
    """Return the language that an element names by its attributes, `""` where it names none."""
    known = names()
    for name in known.attributes:
        if language := spelled(element.get(name, "")):
            return language
    classes = element.get("class", "").replace("brush: ", "brush:").split()
    for prefix in known.prefixes:
        for one in classes:
            if one.startswith(prefix) and (language := spelled(one.removeprefix(prefix).rstrip(";"))):
                return language
    if known.beside.isdisjoint(classes):
        return ""
    return next(filter(None, (spelled(one) for one in classes)), "")


def spelled(name: str) -> str:
    """Return a name as that of a language, `""` where it is none.

    >>> spelled("Python"), spelled("chroma"), spelled("c++"), spelled("3")
    ('python', '', 'c++', '')
    """
    return "" if name in names().none or not NAME.fullmatch(name) else name.lower()


def table_of_code(pre: HtmlElement) -> HtmlElement | None:
    """Return the table in which a highlighter prints each line of code as an element, None where it is another."""
    table = next(pre.iterancestors("table"), None)
    return table if table is not None and is_of_code(table) else None
