"""Text as words, the way texts are compared here: folded, and by character where a script has no spaces."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Han, kana, Hangul, Thai, Lao, Khmer and Burmese: a word has no edge that a program could see, a character is the unit.
# Source: Unicode line breaking (UAX 14), classes ID, H2, H3 and SA.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
SIGN = re.compile(rf"[{UNSPACED}]")
ASCII_WORD = re.compile(r"\w+", re.ASCII)
# Each step asks for the words of the same blocks; no page but an odd one has more of them.
CACHED = 1024
# How many words make a shingle: long enough that two texts share one by chance only in set phrases.
SHINGLE = 4


@lru_cache(maxsize=CACHED)
def words(text: str) -> Sequence[str]:
    """Return the words of a text, folded; characters where the script has no spaces.

    >>> words("Don't PANIC: 恐慌")
    ('don', 't', 'panic', '恐', '慌')
    """
    # The same, in half the time.
    pattern = ASCII_WORD if text.isascii() else WORD
    return tuple(pattern.findall(text.casefold()))


def is_unspaced(token: str) -> bool:
    """Tell whether a word is a character of a script without spaces."""
    return len(token) == 1 and not token.isascii() and SIGN.match(token) is not None


def text_key(text: str) -> str:
    """Return what two texts have in common that differ in case, spaces and punctuation only.

    >>> text_key("Read more…") == text_key("read  more")
    True
    """
    return " ".join(words(text))


def shingles(tokens: Sequence[str], size: int = SHINGLE) -> list[tuple[str, ...]]:
    """Return the runs of so many words in a text; a shorter text is one run.

    >>> shingles(["a", "b", "c"], 2)
    [('a', 'b'), ('b', 'c')]
    """
    if not tokens:
        return []
    return [tuple(tokens[i : i + size]) for i in range(max(1, len(tokens) - size + 1))]
