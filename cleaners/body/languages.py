"""The language of a block of code: what the page names, else what the marks or the first line tell."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from blogsieve.cleaners.body.code import table_of_code
from blogsieve.cleaners.body.lexers import known_names, marked_by
from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

NAME = re.compile(r"[A-Za-z][\w+#.-]{0,29}")
# SyntaxHighlighter's options stand in the class: "brush: python; toolbar: false".
BRUSH = re.compile(r"\bbrush:\s*([\w+#.-]+)")
# "$ ls", "me@host:~/a$ ls", "[root@host a]# ls", "# ls"
PROMPT = re.compile(
    r"\s*(?P<sign>\$|#|\[[\w.-]+@[\w.-]+[^\]\n]*\][$#]|[\w.-]+@[\w.-]+(?::[^\s$#]*)?[$#])\s+(?P<command>[\w./-]+)"
)
# The language of formulas that are written as code. Source: remark-math, GitHub.
MATH = "math"
# Boxes around a block of code that may name its language.
AROUND = 8
FEW, LONGEST_LABEL = 4, 60
# Two at most where one is a name by itself: GeSHi's "php php". A style sheet's own names are more, and "bc" is one.
FEW_CLASSES = 2
BOXES = frozenset("div figure pre span table tbody tr td code section".split())


class Names(NamedTuple):
    """What tells the name of a language in a page's markup."""

    prefixes: tuple[str, ...]
    beside: frozenset[str]
    attributes: tuple[str, ...]
    plain: frozenset[str]
    none: frozenset[str]
    commands: frozenset[str]
    usual: dict[str, str]


@cache
def names() -> Names:
    """Return what languages.toml has."""
    table = load_toml(__package__, "languages.toml")
    return Names(
        prefixes=tuple(table["prefixes"]),
        beside=frozenset(table["beside"]),
        attributes=tuple(table["attributes"]),
        plain=frozenset(table["plain"]),
        none=frozenset(table["none"]),
        commands=frozenset(table["commands"]),
        usual=table["usual"],
    )


def language_of(pre: HtmlElement, text: str) -> str:
    """Return the language of a block of code, in lower case; `""` where nothing tells it.

    It is what the page names; where it names none, what marked the lines tells it; else lines behind a shell's prompt
    are "bash".

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
        return "" if named in names().plain else names().usual.get(named, named)
    if marked := marked_by(pre):
        return marked
    return "bash" if is_session(text) and not is_unmarked(pre) else ""


def is_unmarked(pre: HtmlElement) -> bool:
    """Tell whether Pygments has printed a block and marked nothing: an empty span keeps a first blank line in it."""
    spans = list(pre.iter("span"))
    return len(spans) == 1 and not (len(spans[0]) or spans[0].text or spans[0].attrib)


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
    element = pre
    if (table := table_of_code(pre)) is not None:
        yield (element := table)
    above = element.getparent()
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
    if found := BRUSH.search(element.get("class", "")):
        return spelled(found[1])
    classes = element.get("class", "").split()
    prefixed = (one.removeprefix(prefix) for prefix in known.prefixes for one in classes if one.startswith(prefix))
    return next(filter(None, map(spelled, prefixed)), "") or beside(classes, element.tag)


def beside(classes: Sequence[str], tag: str) -> str:
    """Return the language among the classes of an element, `""` where none is one.

    >>> beside(["iseeu", "highlight", "rust"], "figure"), beside(["php"], "pre"), beside(["rust", "never"], "div")
    ('rust', 'php', '')
    """
    known = names()
    others = [language for language in map(spelled, classes) if language]
    is_beside = not known.beside.isdisjoint(classes)
    if is_beside or (tag in ("pre", "code") and len(classes) <= FEW_CLASSES):
        for language in others:
            if language in known_names() or language in known.plain:
                return language
    return others[0] if is_beside and len(others) == 1 else ""


def spelled(name: str) -> str:
    """Return a name as that of a language, `""` where it is none.

    >>> spelled("Python"), spelled("chroma"), spelled("c++"), spelled("3")
    ('python', '', 'c++', '')
    """
    return "" if name in names().none or not NAME.fullmatch(name) else name.lower()
