"""The decision: script, opinions and the page's own word joined into one language, or `und`."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaners.language import langid, second
from cleaners.language.prose import prose_of, windows, words_of
from cleaners.language.script import han_script, main_script, script_by_code, worth
from cleaners.model import LanguageShare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNKNOWN = "und"
# The first opinion is well calibrated: what it holds for more likely than this is right in 97 of 100 cases even at
# twenty characters, and needs no second one.
SURE = 0.9
# Below this no language is named at all.
LIKELY = 0.5
# How much likelier the page's own word makes a language: enough to decide between neighbours and for a few words,
# too little to turn a paragraph, since themes are shipped with lang="en".
WORD_OF_PAGE = 10.0
# Pieces of a long text that are read, and their size: more does not change the answer (docs/language.md).
WINDOWS = 3
WINDOW = 300
# A Japanese heading may be without kana, a Japanese text is not.
FEW_HAN = 20
# Of a block's letters, so many tell its script.
SCRIPT_SAMPLE = 200
# Blocks read one by one where a text seems to be in several languages, and the letters that one needs.
MOST_BLOCKS = 24
LETTERS_OF_BLOCK = 40
SMALLEST_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a text: ISO 639-1 or `und`, how sure that is (0 to 1), and the script where it tells more."""

    code: str = UNKNOWN
    score: float = 0.0
    script: str = ""
    shares: tuple[LanguageShare, ...] = ()


def detect(blocks: Sequence[str], hints: Sequence[str] = ()) -> Language:
    """Return the language of a text given as blocks; hints are the page's own words, the most trusted first.

    >>> detect(["Hello world"]).code, detect(["Hello world"], ["en-US"]).code
    ('und', 'en')
    """
    prose = prose_of(blocks)
    by_script: dict[str, list[str]] = {}
    for block in prose:
        if script := main_script(block[:SCRIPT_SAMPLE]):
            by_script.setdefault(script, []).append(block)
    if not by_script:
        return Language()
    wanted = frozenset(code for hint in hints if (code := base(hint)))
    sizes = {script: worth(script) * sum(map(len, lines)) for script, lines in by_script.items()}
    main = max(sizes, key=sizes.__getitem__)
    languages = {script: _in_script(script, lines, wanted) for script, lines in by_script.items()}
    best = languages[main]
    return Language(best.code, round(best.score, 4), best.script, _shares(languages, sizes))


def base(tag: str) -> str:
    """Return the language of a tag as the record has it, `""` where it is no tag.

    >>> base("zh-Hant-TW"), base("nb_NO.UTF-8"), base("iw"), base("x-default"), base("english")
    ('zh', 'no', 'he', '', '')
    """
    code = tag.strip().lower().replace("_", "-").partition("-")[0]
    code = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "yue": "zh", "cmn": "zh"}.get(code, code)
    return code if len(code) == 2 and code.isalpha() else ""


def _in_script(code: str, lines: list[str], wanted: frozenset[str]) -> Language:
    """Return the language of lines in one script."""
    if code in ("Hani", "Jpan"):
        return _east_asian(code, lines, wanted)
    script = script_by_code(code)
    if script.language:
        other = next((name for name in script.others if name in wanted), "")
        return Language(other or script.language, 1.0)
    return _by_opinions(lines, wanted)


def _east_asian(code: str, lines: list[str], wanted: frozenset[str]) -> Language:
    """Return Japanese or Chinese, with its script; without kana the forms of the characters tell."""
    sample = "".join(windows(lines, WINDOWS, WINDOW))
    han = han_script(sample)
    if (
        code == "Jpan"
        or han == "Jpan"
        or ("ja" in wanted and "zh" not in wanted and han != "Hans" and len(sample) < 20)
    ):
        return Language("ja", 1.0)
    return Language("zh", 1.0, han)


def _by_opinions(lines: list[str], wanted: frozenset[str]) -> Language:
    """Return the language that the opinions on pieces of the text agree on."""
    pieces = [words for piece in windows(lines, WINDOWS, WINDOW) if (words := words_of(piece))]
    answers = [_weigh(piece, wanted) for piece in pieces]
    total: defaultdict[str, float] = defaultdict(float)
    for piece, answer in zip(pieces, answers, strict=True):
        for code, share in answer.items():
            total[code] += share * len(piece)
    if not total:
        return Language()
    code = max(total, key=total.__getitem__)
    score = total[code] / sum(total.values())
    return Language(code, score) if score >= LIKELY and len(code) == 2 else Language(UNKNOWN, score)


def _weigh(text: str, wanted: frozenset[str]) -> Mapping[str, float]:
    """Return the probabilities of a piece's languages, by a second opinion and the hints where the first is unsure."""
    first = langid.weigh(text)
    if max(first.values(), default=0.0) >= SURE:
        return first
    return _believe(_join(first, second.weigh(text)), wanted)


def _join(first: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Return both opinions joined: the second only divides anew what the first gives to languages that both know.

    A text in a language that langdetect does not know gets a sure answer from it, which must not count.
    """
    both = second.known()
    shared = sum(share for code, share in first.items() if code in both)
    joined = {code: share for code, share in first.items() if code not in both}
    for code in both & (first.keys() | other.keys()):
        joined[code] = (first.get(code, 0.0) + shared * other.get(code, 0.0)) / 2
    return joined


def _believe(weights: Mapping[str, float], wanted: frozenset[str]) -> dict[str, float]:
    """Return probabilities after the page's own word."""
    told = {code: share * (WORD_OF_PAGE if code in wanted else 1.0) for code, share in weights.items()}
    total = sum(told.values())
    return {code: share / total for code, share in told.items()} if total else {}


def _shares(languages: Mapping[str, Language], sizes: Mapping[str, int]) -> tuple[LanguageShare, ...]:
    """Return each language's share of the characters, the largest first, without what is next to nothing."""
    totals: Counter[str] = Counter()
    for script, language in languages.items():
        totals[language.code] += sizes[script]
    least = SMALLEST_SHARE * totals.total()
    found = [(code, size) for code, size in totals.most_common() if size >= least]
    return tuple(LanguageShare(code, round(size / totals.total(), 4)) for code, size in found)
