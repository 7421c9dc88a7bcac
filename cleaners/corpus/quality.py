"""What the filters of large corpora judge a text by, as numbers: Gopher's, C4's and FineWeb's, each by its definition.

Nothing is filtered here: who uses a corpus sets the bounds. Tokens are words, and marks one by one, as in verticals;
characters in scripts without spaces count as the run that they stand in. Sources: arXiv 2112.11446 (Gopher, table A1),
1910.10683 (C4), 2406.17557 (FineWeb); the definitions are those of datatrove's filters, which count so too.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus.vertical import TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Gopher's eight.
STOP_WORDS = frozenset("the be to of and that have with".split())
ELLIPSES, BULLETS = ("...", "…"), ("•", "-")
# What FineWeb takes for the end of a sentence, of the scripts that blogs are written in; and C4.
ENDS = tuple(".?!。！？｡؟۔।॥።፧։")
C4_ENDS = (".", "?", "!", '"', "'")
C4_WORDS, C4_LONGEST_WORD, SHORT_LINE = 3, 1000, 30
C4_CITATION = re.compile(r"\[\d*]|\[edit]|\[citation needed]")
C4_FILLER, C4_SCRIPT, C4_CODE = "lorem ipsum", "javascript", "{"
C4_POLICIES = ("terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies")
TOP_GRAMS, REPEATED_GRAMS = (2, 3, 4), (5, 6, 7, 8, 9, 10)


def quality_of(text: str) -> dict[str, float]:
    """Return the numbers of a text, which is not empty; shares are of 1."""
    lines, tokens = text.split("\n"), TOKEN.findall(text)
    numbers = {name: measure(text, lines, tokens) for name, measure in MEASURES.items()}
    for size in TOP_GRAMS:
        numbers[f"top_{size}_gram"] = top_gram(tokens, size) / len(text)
    for size in REPEATED_GRAMS:
        numbers[f"dup_{size}_gram"] = repeated_grams(tokens, size) / len(text)
    return {name: round(number, 4) for name, number in numbers.items()}


def mean_word_length(text: str, lines: Sequence[str], tokens: Sequence[str]) -> float:
    """Return the mean length of the words, marks left out."""
    found = [len(token) for token in tokens if is_word(token)]
    return sum(found) / max(1, len(found))


def is_word(token: str) -> bool:
    """Tell whether a token is no mark."""
    return token[0].isalnum() or token[0] == "_" or len(token) > 1


def share(tokens: Sequence[str], count: float) -> float:
    """Return a count by the number of tokens."""
    return count / max(1, len(tokens))


def find_repeated(pieces: Sequence[str]) -> tuple[int, int]:
    """Return how many pieces stood before already, and how many characters they have.

    >>> find_repeated(["ab", "c", "ab", "ab"])
    (2, 4)
    """
    seen: set[str] = set()
    again = [piece for piece in pieces if piece in seen or seen.add(piece)]  # type: ignore[func-returns-value]
    return len(again), sum(map(len, again))


def grams(tokens: Sequence[str], size: int, between: str = "") -> list[str]:
    """Return the runs of so many tokens."""
    return [between.join(tokens[start : start + size]) for start in range(len(tokens) - size + 1)]


def top_gram(tokens: Sequence[str], size: int) -> int:
    """Return how many characters the most frequent run of so many tokens has, all its places together."""
    ((gram, count),) = Counter(grams(tokens, size, " ")).most_common(1) or (("", 0),)
    return len(gram) * count


def repeated_grams(tokens: Sequence[str], size: int) -> int:
    """Return how many characters stand in runs of so many tokens that stood before, none counted twice."""
    seen, found, start, runs = set[str](), 0, 0, grams(tokens, size)
    while start < len(runs):
        run = runs[start]
        if run in seen:
            found += len(run)
            start += size
        else:
            seen.add(run)
            start += 1
    return found


def c4_lines(lines: Sequence[str]) -> int:
    """Return how many lines C4 keeps, 0 where it takes the whole for no text.

    >>> c4_lines(["The tide came in.", "Read more", "By this you agree to our privacy policy.", "So it goes."])
    2
    """
    kept = 0
    for line in filter(is_c4_sentence, map(str.lower, lines)):
        is_script = C4_SCRIPT in line
        if C4_FILLER in line or (C4_CODE in line and not is_script):
            return 0
        kept += not is_script and not any(phrase in line for phrase in C4_POLICIES)
    return kept


def is_c4_sentence(line: str) -> bool:
    """Tell whether C4 takes a line for one of prose: three words or more that end as a sentence."""
    found = line.split()
    line = C4_CITATION.sub("", line.strip())
    is_ended = line.endswith(C4_ENDS) and not line.endswith("...")
    return is_ended and len(found) >= C4_WORDS and max(map(len, found)) <= C4_LONGEST_WORD


MEASURES: dict[str, Callable[[str, Sequence[str], Sequence[str]], float]] = {
    # Gopher's quality.
    "mean_word_length": mean_word_length,
    "alpha_words": lambda text, lines, tokens: share(tokens, sum(any(map(str.isalpha, one)) for one in tokens)),
    "stop_words": lambda text, lines, tokens: len(STOP_WORDS.intersection(tokens)),
    "hashes": lambda text, lines, tokens: share(tokens, text.count("#")),
    "ellipses": lambda text, lines, tokens: share(tokens, sum(map(text.count, ELLIPSES))),
    "bullet_lines": lambda text, lines, tokens: share(lines, sum(one.lstrip().startswith(BULLETS) for one in lines)),
    "ellipsis_lines": lambda text, lines, tokens: share(lines, sum(one.rstrip().endswith(ELLIPSES) for one in lines)),
    # Gopher's repetition.
    "dup_lines": lambda text, lines, tokens: share(lines, find_repeated(lines)[0]),
    "dup_line_chars": lambda text, lines, tokens: find_repeated(lines)[1] / len(text),
    # FineWeb's.
    "punct_lines": lambda text, lines, tokens: share(lines, sum(one.endswith(ENDS) for one in lines)),
    "short_lines": lambda text, lines, tokens: share(lines, sum(len(one) <= SHORT_LINE for one in lines)),
    "new_lines": lambda text, lines, tokens: share(tokens, text.count("\n")),
    # C4's.
    "c4_lines": lambda text, lines, tokens: share(lines, c4_lines(lines)),
}
