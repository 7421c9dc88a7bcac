"""Phrases that stand for whole lines of text: plain words, with `*` for a short run of any text and `#` for a number.

    >>> book = PhraseBook([("Posted by * at *", "byline"), ("# comments", "count")])
    >>> book.find("Posted by Ana at 10:15"), book.find("12 Comments:"), book.find("He posted by mistake.")
    ('byline', 'count', None)

Case, spacing, a colon before what a sign stands for, and whatever is no letter or digit at a line's ends (colons,
arrows, emoji) do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import zip_longest
from typing import Generic, TypeVar

Owner = TypeVar("Owner")

# Longer lines are prose, whatever they begin with.
MAX_LINE = 240
# A name, a title or a date; long enough for most titles of posts.
MAX_RUN = 150
# More than all rules have.
PHRASES = 10_000

# How each part of a phrase is written as a regular expression; "3条评论" has no space where "3 comments" has one.
_PART = re.compile(r"\*| ?# ?|: ")
_RUNS = {"*": f".{{1,{MAX_RUN}}}", "#": r":? ?\d[\d.,' ]*", ":": ": ?"}
_WORD, _NUMBER = re.compile(r"\w+"), re.compile(r"\d[\d.,' ]*")
# Spellings that keyboards and fonts mix, and characters that do not show.
_SAME = str.maketrans(
    dict.fromkeys("“”„‟«»「」〈〉《》", '"')
    | {"’": "'", "‘": "'", "`": "'", "ё": "е", "ي": "ی", "ك": "ک", "ـ": ""}
    | dict.fromkeys("\ufe0f\u00ad\u200b\u200c\u200d\u200e\u200f", "")
)


@lru_cache(maxsize=1024)
def fold_line(text: str, keep: str = "©") -> str:
    """Return the text as phrases are compared: NFKC, casefolded, one space between words, bare at both ends.

    >>> fold_line("  « Previous\\u00a0Post…  "), fold_line("Share this: ❤️"), fold_line("分享到：")
    ('previous post', 'share this', '分享到')
    """
    folded = text.casefold().replace("`", "'") if text.isascii() else _fold(text)
    words = " ".join(folded.split()).replace(" :", ":")  # French
    start, end = 0, len(words)
    while start < end and not _is_word(words[start], keep):
        start += 1
    while end > start and not _is_word(words[end - 1], keep):
        end -= 1
    return words[start:end]


def _fold(text: str) -> str:
    # Turkish has a capital of "i" with a dot, of which the dot is left over.
    folded = unicodedata.normalize("NFKC", text).casefold().replace("i\u0307", "i").translate(_SAME)
    return unicodedata.normalize("NFC", folded)


def to_regex(folded: str) -> str:
    """Return the regular expression of a phrase that is folded; it holds no capturing group.

    >>> to_regex(fold_phrase("# posts in: *"))
    ":? ?\\\\d[\\\\d.,' ]*posts\\\\ in: ?.{1,150}"
    """
    # A label may have a colon: "Updated *" is "Updated: May 3", too.
    texts = (re.sub(r"(?<=\w)\\ $", r":?\\ ", re.escape(text)) for text in _PART.split(folded))
    runs = (_RUNS[found.strip()] for found in _PART.findall(folded))
    return "".join(text + run for text, run in zip_longest(texts, runs, fillvalue=""))


@lru_cache(maxsize=PHRASES)  # the books of several places have the same
def fold_phrase(phrase: str) -> str:
    """Return the phrase folded as the lines are that it is compared with."""
    return fold_line(phrase, keep="©*#")


def _is_word(character: str, keep: str) -> bool:
    """Tell whether the character is a letter, digit or mark, or one to keep."""
    return character.isalnum() or character in keep or unicodedata.category(character)[0] in "LNM"


class PhraseBook(Generic[Owner]):
    """Phrases and regular expressions with what each stands for; made once, then asked for every line."""

    def __init__(self, phrases: Iterable[tuple[str, Owner]], patterns: Iterable[tuple[str, Owner]] = ()) -> None:
        self._words: dict[str, Owner] = {}
        parts: dict[str, list[tuple[str, Owner]]] = defaultdict(list)
        for phrase, owner in phrases:
            folded = fold_phrase(phrase)
            if "*" in folded or "#" in folded:
                parts[_edge_of(folded)].append((folded, owner))
            else:
                self._words[folded] = owner
        told = {"": list(patterns)}
        self._edges = {edge: _Alternatives(parts[edge], told.get(edge, ())) for edge in (*parts, *told)}

    def find(self, text: str) -> Owner | None:
        """Return what the first phrase or pattern that matches the whole line stands for, None where none does."""
        if len(text) > MAX_LINE or not (line := fold_line(text)):
            return None
        if (owner := self._words.get(line)) is not None:
            return owner
        for edge in _edges_of(line):
            if edge in self._edges and (owner := self._edges[edge].find(line)) is not None:
                return owner
        return None


def _edge_of(phrase: str) -> str:
    """Return what a line must begin with (a word, a letter, a number with what follows) or end with; `""` for anything.

    Few of a page's lines are tried against any phrase at all.

    >>> [_edge_of(phrase) for phrase in ("posted by *", "veröffentlicht*", "# comments", "#: *", "* comments", "*: *")]
    ['posted', 'v', '#c', '#', '*s', '']
    """
    if phrase[0] == "#":
        after = phrase[1:].lstrip()[:1]
        return f"#{after}" if after.isalpha() else "#"
    if phrase[0] == "*":
        return "" if phrase[-1] in "*#" else f"*{phrase[-1]}"
    word = _WORD.match(phrase)
    # "Page #" is "page3", too.
    return word[0] if word and not phrase.startswith(("*", "#", " #"), word.end()) else phrase[0]


def _edges_of(line: str) -> tuple[str, ...]:
    """Return all edges that phrases may have which match a folded line.

    >>> _edges_of("posted by Ana"), _edges_of("3 comments")
    (('posted', 'p', '*a', ''), ('#c', '#', '*s', ''))
    """
    if number := _NUMBER.match(line):
        return f"#{line[number.end() : number.end() + 1]}", "#", f"*{line[-1]}", ""
    word = _WORD.match(line)
    return word[0] if word else line[0], line[0], f"*{line[-1]}", ""


class _Alternatives(Generic[Owner]):
    """Regular expressions joined into one, so that a line is tried once against all.

    It is compiled for the first line: in hundreds of scripts and letters, most begin as no line of a blog does.
    """

    def __init__(self, phrases: Sequence[tuple[str, Owner]], patterns: Sequence[tuple[str, Owner]]) -> None:
        self._owners = [owner for _, owner in (*phrases, *patterns)]
        self._phrases, self._patterns = [phrase for phrase, _ in phrases], [pattern for pattern, _ in patterns]

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        alternatives = (*map(to_regex, self._phrases), *self._patterns)
        return re.compile("|".join(f"({pattern})" for pattern in alternatives) or r"(?!)")

    def find(self, line: str) -> Owner | None:
        """Return the owner of the expression that matches the whole line."""
        found = self._regex.fullmatch(line)
        return self._owners[found.lastindex - 1] if found and found.lastindex else None
