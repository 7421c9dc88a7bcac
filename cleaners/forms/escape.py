"""Text that Markdown would take for marks, written so that it is read as what it is; the rest is left alone."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

# Signs that may begin or end something wherever they stand, each with what has to stand beside it.
SIGNS = (
    r"\\(?=[!-/:-@\[-`{-~]|$)"  # would escape what follows
    r"|`"
    r"|(?<!\s)\*|\*(?!\s)"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|(?<=~)~|~(?=~)|(?<=[^\s~])~"
    r"|<(?=[A-Za-z/!?]|$)"
    r"|&(?=#?\w{1,32};)"
    r"|\[(?=\^)|\](?=[(:\[])"
)
# What makes a line another thing than one of a paragraph.
HEAD = re.compile(
    r"(?=#{1,6}(?:\s|$)|[-+*](?:\s|$)|>|=+\s*$|-{2,}\s*$|(?:[-_*]\s*){3,}$|~{3}|\||:?-+:?\s*\|"
    r"|\[[ xX]\]\s|\[\^[^\]]*\]:)"
)
NUMBER = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")


@cache
def signs(also: str) -> re.Pattern[str]:
    """Return the expression for what is escaped, with some more signs."""
    return re.compile(f"{SIGNS}|[{re.escape(also)}]" if also else SIGNS)


def escape(text: str, also: str = "") -> str:
    """Return a text of a line without what would be marks; some more signs are, where it stands.

    >>> print(escape("2 * 3, snake_case, _x_, a[0](b), <b>, &amp;, AT&T, ~/a"))
    2 * 3, snake_case, \\_x\\_, a[0\\](b), \\<b>, \\&amp;, AT&T, ~/a
    """
    return signs(also).sub(r"\\\g<0>", text)


def escape_head(line: str) -> str:
    """Return a line that is read as a paragraph's whatever it begins with.

    >>> print(escape_head("# a"), escape_head("12. b"), escape_head("- c"), escape_head("a"))
    \\# a 12\\. b \\- c a
    """
    if HEAD.match(line):
        return "\\" + line
    return NUMBER.sub(r"\1\\", line, count=1) if NUMBER.match(line) else line


def is_space(sign: str) -> bool:
    """Tell whether a character, or the edge of a line, is white space."""
    return not sign or sign.isspace()


def is_punctuation(sign: str) -> bool:
    """Tell whether a character is punctuation, as CommonMark has it."""
    return category(sign)[0] == "P" or sign in "$+<=>^`|~"


def may_be(sign: str) -> bool:
    """Tell whether some parsers take a character for punctuation: later ones have symbols among them."""
    return category(sign)[0] in "PS"


def is_flanked(outside: str, inside: str) -> bool:
    """Tell whether a delimiter between two characters begins or ends emphasis of what is on its inner side.

    >>> is_flanked(" ", "a"), is_flanked("a", "a"), is_flanked("a", "."), is_flanked("(", "."), is_flanked("", " ")
    (True, True, False, True, False)
    """
    if is_space(inside):
        return False
    return not may_be(inside) or is_space(outside) or is_punctuation(outside)
