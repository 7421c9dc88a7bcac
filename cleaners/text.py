"""What text is here: clean characters; and its words, as texts are compared: folded, by character without spaces."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, is_normalized, normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

# Han, kana, Hangul, Thai, Lao, Khmer and Burmese: a word has no edge that a program could see, a character is the unit.
# Source: Unicode line breaking (UAX 14), classes ID, H2, H3 and SA.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
# Where Unicode has nearly all of its combining marks: from the accents to the extensions of Devanagari and Tamil.
MARKED = (
    range(0x300, 0xE00),
    range(0xF00, 0x1000),
    range(0x1700, 0x1780),
    range(0x1800, 0x2100),
    range(0xA600, 0xAC00),
)
# A vowel sign, a virama or an accent is a part of its word, though `\w` says no.
MARKS = "".join(chr(code) for codes in MARKED for code in codes if category(chr(code)) in ("Mn", "Mc"))
WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
# To compile these takes a moment, and most pages have none of what they match; `re` keeps what it has compiled.
MARKED_WORD = rf"[{UNSPACED}]|[^\W{UNSPACED}]+(?:[{MARKS}]+[^\W{UNSPACED}]*)*"
SIGN = rf"[{UNSPACED}]"
# A sign of Chinese, Japanese or Korean says three times as much as a letter.
WIDE, AS_LETTERS = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", 3
ASCII_WORD = re.compile(r"\w+", re.ASCII)
# Where a line may or may not be broken, and the mark of a byte order: a reader sees and hears nothing of them.
NOTHING = "\xad\u200b\u2060\ufeff"
# Nor of what joins letters or keeps them apart; but Persian and Hindi are spelled with them.
JOINERS = "\u200c\u200d"
UNHEARD = re.compile(f"[{NOTHING}{JOINERS}]")
ODD = re.compile(f"[{NOTHING}{JOINERS}{MARKS}]")
# What no text holds: control characters but tab and newline, halves of pairs, and what Unicode never gives a character.
# Source: Unicode 16, sections 23.1 (controls) and 23.7 (noncharacters)
LAST = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
NO_CHARACTERS = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{LAST}]")
# Line breaks of other systems, and other breaks, which part words.
RETURN, BREAKS = re.compile("\r\n?"), re.compile("[\x0b\x0c\x1c-\x1f\x85]")
# It is drawn over the character before; where that is a sign of markup, the two compose and the sign is gone.
STROKE = "\u0338"
# Each step asks for the words of the same blocks; no page but an odd one has more of them.
CACHED = 1024
# Strings from outside: a page has some thirty, and what its template says comes with the next one as well.
CACHED_STRINGS = 128
# How many words make a shingle: long enough that two texts share one by chance only in set phrases.
SHINGLE = 4
# A day that is written out: 2022-01-10, 10.1.2022, 10 января 2022, January 10th, 2022, 2022年1月10日, 2022년 1월 10일.
YEAR = r"(?:19|20)\d\d"
DAY = re.compile(
    rf"\b{YEAR}\s?[-/.年년]\s?\d{{1,2}}\s?[-/.月월]\s?\d{{1,2}}(?:\s?[日일])?|\b\d{{1,2}}[-/.]\s?\d{{1,2}}[-/.]\s?{YEAR}\b|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s(?:de\s|di\s)?[^\W\d_]{{3,}}\.?,?\s(?:de\s|del\s)?{YEAR}\b|"
    rf"\b[^\W\d_]{{3,}}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{YEAR}\b"
)


@lru_cache(maxsize=CACHED_STRINGS)
def clean_text(text: str) -> str:
    """Return a string from outside as text that every file, terminal and parser takes, composed (NFC).

    >>> clean_text("Ann \\ud83d"), clean_text("a\\x1b[31m\\r\\nb\\x0cc"), clean_text("e\\u0301") == "é"
    ('Ann ', 'a[31m\\nb c', True)
    """
    return composed(visible(text))


def composed(text: str) -> str:
    """Return a text whose letters are composed with their marks (NFC).

    >>> composed("e\u0301") == "é"
    True
    """
    if text.isascii() or is_normalized("NFC", text) or STROKE in text:
        return text
    return normalize("NFC", text)


def visible(text: str) -> str:
    """Return a string from outside without what is no character, else as it stands: as an address has to.

    >>> visible("https://a.example/\\x9b31m/e\\u0301") == "https://a.example/31m/e\\u0301"
    True
    """
    # What can be printed has none, which is told ten times as fast; lines end in what can not.
    if text.replace("\n", "").isprintable() or NO_CHARACTERS.search(text) is None:
        return text
    return NO_CHARACTERS.sub("", BREAKS.sub(" ", RETURN.sub("\n", text)))


@lru_cache(maxsize=CACHED)
def words(text: str) -> Sequence[str]:
    """Return the words of a text, folded; characters where the script has no spaces.

    >>> words("Don't PANIC: 恐慌")
    ('don', 't', 'panic', '恐', '慌')
    >>> words("मेरे दादा"), words("Do\\u00adnau") == words("Donau"), words("می\\u200cروم") == words("میروم")
    (('मेरे', 'दादा'), True, True)
    """
    text = text.casefold()
    # The same, in half the time, and in two thirds of it.
    if text.isascii():
        return tuple(ASCII_WORD.findall(text))
    if ODD.search(text) is None:
        return tuple(WORD.findall(text))
    return tuple(re.findall(MARKED_WORD, UNHEARD.sub("", text)))


def is_unspaced(token: str) -> bool:
    """Tell whether a word is a character of a script without spaces."""
    return len(token) == 1 and not token.isascii() and re.match(SIGN, token) is not None


def count_letters(text: str) -> int:
    """Return how long a text is, in letters of scripts with spaces.

    >>> count_letters("two"), count_letters("二")
    (3, 3)
    """
    return len(text) if text.isascii() else len(text) + (AS_LETTERS - 1) * len(re.findall(WIDE, text))


def text_key(text: str) -> str:
    """Return what two texts have in common that differ in case, spaces and punctuation only.

    >>> text_key("Read more…") == text_key("read  more")
    True
    """
    return " ".join(words(text))


def is_made_of(name: str, text: str) -> bool:
    """Tell whether the name of an anchor is made of the words of a text, as makers do for headings.

    >>> [is_made_of(name, "The premise") for name in ("the-premise", "The_premise", "top")]
    [True, True, False]
    """
    return "".join(words(name.replace("_", " "))) == "".join(words(text))


def shingles(tokens: Sequence[str], size: int = SHINGLE) -> list[tuple[str, ...]]:
    """Return the runs of so many words in a text; a shorter text is one run.

    >>> shingles(["a", "b", "c"], 2)
    [('a', 'b'), ('b', 'c')]
    """
    if not tokens:
        return []
    return [tuple(tokens[i : i + size]) for i in range(max(1, len(tokens) - size + 1))]


def is_cut_off(text: str) -> bool:
    """Tell whether a text ends in the dots of an excerpt.

    >>> is_cut_off("The wind came […]"), is_cut_off("The wind came.")
    (True, False)
    """
    return text.rstrip("] )").endswith(("…", "..."))
