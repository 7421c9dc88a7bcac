"""The language of lines in a script that many share: what two detectors and the page's own word say together."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from blogsieve.cleaners.language import langid, second
from blogsieve.cleaners.language.prose import windows, words_of
from blogsieve.cleaners.language.relatives import has_own_words, is_undecided, tell_apart
from blogsieve.cleaners.language.result import UNKNOWN, Language, load_languages
from blogsieve.cleaners.model import LanguageShare

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Opinion = Callable[[str], Mapping[str, float]]

# The first opinion is well calibrated: what it holds for more likely than this is right in 97 of 100 cases even at
# twenty characters, and needs no second one.
SURE = 0.9
# Pieces that are held for different languages with this much are in different ones.
RATHER_SURE = 0.8
# Below this no language is named at all.
LIKELY = 0.5
# The highest score of a language that others, which no detector knows, are taken for.
WITH_RELATIVES = 0.85
# How much likelier the page's own word makes a language: enough to decide between neighbours and for a few words,
# too little to turn a paragraph, since themes are shipped with lang="en".
WORD_OF_PAGE = 10.0
# A few words say little themselves; below so many characters the page's own word counts for more, up to so many times.
FEW, MOST_FOR_FEW = 60, 5.0
# Of a text in several languages the page's own word decides where so much of it is in that one.
SHARE_OF_TOLD = 0.33
# Pieces of a long text that are read, and their size: more does not change the answer (docs/language.md).
WINDOWS = 3
WINDOW = 300
# Pieces of this size are read first: where the opinions on them agree, that is the answer for seven texts in eight.
GLANCE = 100
# Blocks read one by one where a text seems to be in several languages, and the letters that one needs.
MOST_BLOCKS = 24
LETTERS_OF_BLOCK = 40
# A text shorter than this may lack the letters of its language by chance.
ENOUGH_FOR_LETTERS = 150


def by_opinions(lines: Sequence[str], wanted: frozenset[str], thorough: bool = True) -> Language:
    """Return the language that the opinions on pieces of the text agree on; each block's own where they do not.

    Without `thorough` the slow second opinion is not asked.
    """
    pieces, answers = _ask(lines, GLANCE, langid.likeliest)
    if agreed := _agreed(answers, wanted):
        return _decide(agreed, " ".join(pieces), wanted)
    pieces, answers = _ask(lines, WINDOW, langid.weigh)
    if len({code for answer in answers for code, share in answer.items() if share >= RATHER_SURE}) > 1:
        return _mixed(lines, wanted)
    weights = _mean(answers)
    if max(weights.values(), default=0.0) < SURE:
        if thorough:
            weights = _join(weights, second.weigh(max(pieces, key=len, default="")))
        weights = _believe(weights, wanted, sum(map(len, pieces)))
    return _decide(weights, " ".join(pieces), wanted)


def _ask(lines: Sequence[str], size: int, opinion: Opinion) -> tuple[list[str], list[Mapping[str, float]]]:
    """Return the words of pieces of a text of so many characters, and an opinion on each."""
    pieces = [words for piece in windows(lines, WINDOWS, size) if (words := words_of(piece))]
    return pieces, [opinion(piece) for piece in pieces]


def _agreed(answers: Sequence[Mapping[str, float]], wanted: frozenset[str]) -> dict[str, float]:
    """Return the language that all of several opinions are for, if they are sure of it or the page names it too."""
    codes = {code for answer in answers for code in answer}
    if len(answers) < WINDOWS or len(codes) != 1:
        return {}
    (code,) = codes
    enough = LIKELY if code in wanted else SURE
    if not all(answer[code] >= enough for answer in answers):
        return {}
    share = sum(answer[code] for answer in answers) / len(answers)
    word = WORD_OF_PAGE if code in wanted else 1.0
    return {code: share * word / (share * word + 1 - share)}


def _mixed(lines: Sequence[str], wanted: frozenset[str]) -> Language:
    """Return the language of most of a text whose parts are in several, with the share of each, block by block."""
    blocks = [line for line in lines if len(line) >= LETTERS_OF_BLOCK] or lines
    step = -(-len(blocks) // MOST_BLOCKS)
    sizes: Counter[str] = Counter()
    for block in blocks[::step]:
        text = words_of(block[:WINDOW])
        sizes[_decide(_believe(langid.weigh(text), wanted, len(text)), text, wanted).code] += len(block)
    shares = tuple(LanguageShare(code, size / sizes.total()) for code, size in sizes.most_common())
    told = next((part for part in shares if part.language in wanted and part.share >= SHARE_OF_TOLD), shares[0])
    return Language(told.language, told.share, shares=shares)


def _decide(weights: Mapping[str, float], text: str, wanted: frozenset[str]) -> Language:
    """Return the likeliest language of a text, `und` where it is not likely enough or lacks the letters of its own."""
    weights = tell_apart(weights, text, wanted)
    code = max(weights, key=weights.__getitem__, default=UNKNOWN)
    score = weights.get(code, 0.0)
    letters = load_languages()["letters"].get(code)
    lacking = letters and len(text) >= ENOUGH_FOR_LETTERS and set(letters).isdisjoint(text.lower())
    if lacking or score < LIKELY or not (len(code) == 2 or has_own_words(code)):
        return Language(UNKNOWN, score)
    has_relatives = code in load_languages()["with_relatives"] or is_undecided(code, text, wanted)
    return Language(code, min(score, WITH_RELATIVES) if has_relatives else score)


def _mean(answers: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the mean of opinions on pieces of about the same size."""
    total: defaultdict[str, float] = defaultdict(float)
    for answer in answers:
        for code, share in answer.items():
            total[code] += share / len(answers)
    return dict(total)


def _join(first: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Return both opinions joined: the second only divides anew what the first gives to languages that both know.

    A text in a language that langdetect does not know gets a sure answer from it, which must not count.
    """
    if not other:
        return dict(first)
    both = second.known()
    shared = sum(share for code, share in first.items() if code in both)
    joined = {code: share for code, share in first.items() if code not in both}
    for code in both & (first.keys() | other.keys()):
        joined[code] = (first.get(code, 0.0) + shared * other.get(code, 0.0)) / 2
    return joined


def _believe(weights: Mapping[str, float], wanted: frozenset[str], size: int) -> dict[str, float]:
    """Return probabilities after the page's own word, and after how common the languages are."""
    common = load_languages()["commoner"]
    word = WORD_OF_PAGE * min(MOST_FOR_FEW, max(1.0, FEW / max(1, size)))
    told = {code: share * (word if code in wanted else 1.0) * common.get(code, 1.0) for code, share in weights.items()}
    total = sum(told.values())
    return {code: share / total for code, share in told.items()} if total else {}
