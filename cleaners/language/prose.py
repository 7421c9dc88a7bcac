"""The part of a text that tells its language: words of its prose, without code, addresses and names of files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Signs that prose hardly uses and code cannot do without; quotes, brackets and dashes are both's.
CODE_SIGNS = b"{}[]<>=|\\/$#@*&^~`_;+%"
# Prose of documentation that names paths and options has up to one such sign in twenty characters.
CODE_SHARE = 0.08
# Words with a sign, a digit or an inner capital are names of files, options and functions, the same in every language.
NO_WORD = re.compile(r"[\d@/\\_=<>{}#$%^*|~]|\w[.:]\w|[a-z][A-Z]|(?<!\w)--?(?=\w)")
SPACES = re.compile(r"\s+")


def is_code(line: str) -> bool:
    """Tell whether a line is code rather than prose, by the share of its signs.

    >>> is_code("for (i = 0; i < n; i++) {"), is_code("See /etc/fstab for the list of all file systems.")
    (True, False)
    """
    # Of bytes they are taken out at once; of characters one by one, where a text is not English.
    data = line.encode("utf-8", "replace")
    return len(data) - len(data.translate(None, CODE_SIGNS)) > CODE_SHARE * len(line)


def words_of(text: str) -> str:
    """Return the words of a text on one line, without addresses, options, names of files and numbers.

    >>> words_of("Edit /etc/fstab, then run apt-get --yes install in 5 minutes.")
    'Edit then run apt-get install in minutes.'
    """
    return " ".join(word for word in text.split() if not NO_WORD.search(word))


def windows(lines: Sequence[str], number: int, size: int) -> list[str]:
    """Return pieces of the text, spread evenly over it: all of it in one piece where it is short."""
    text = "\n".join(lines)
    if len(text) <= size * 2:
        return [text]
    step = (len(text) - size) // (number - 1)
    return [_whole_words(text, i * step, size) for i in range(number)]


def beginning(lines: Iterable[str], size: int) -> str:
    """Return the first characters of a text.

    >>> beginning(["ab", "cd"], 4)
    'ab\\nc'
    """
    text = ""
    for line in lines:
        text += ("\n" if text else "") + line[:size]
        if len(text) >= size:
            break
    return text[:size]


def _whole_words(text: str, start: int, size: int) -> str:
    """Return a piece of a text that begins and ends between words, where there are spaces near."""
    piece = text[start : start + size]
    if start:
        piece = piece[max(0, _first_space(piece)) :]
    end = piece.rfind(" ")
    return piece[:end] if end > size // 2 else piece


def _first_space(piece: str) -> int:
    match = SPACES.search(piece, 0, 40)
    return match.end() if match else 0


def prose_of(blocks: Iterable[str]) -> list[str]:
    """Return the blocks that are prose; all of them where none is."""
    blocks = list(blocks)
    return [block for block in blocks if not is_code(block)] or blocks
