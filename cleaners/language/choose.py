"""The decision: scripts told apart, each one's language found, the main one taken."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from blogsieve.cleaners.language.blog import in_blog
from blogsieve.cleaners.language.detectors import by_opinions
from blogsieve.cleaners.language.prose import beginning, prose_of
from blogsieve.cleaners.language.relatives import has_own_words
from blogsieve.cleaners.language.result import Language, load_languages
from blogsieve.cleaners.language.script import han_script, main_script, script_by_code, worth
from blogsieve.cleaners.model import LanguageShare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Of a block's letters, so many tell its script; of a script's lines, so many its language where the script tells it.
SCRIPT_SAMPLE = 200
LANGUAGE_SAMPLE = 1000
# A Japanese heading may be without kana, a Japanese text is not.
FEW_HAN = 20
# The score of a language where others could be written just so.
SHARED = 0.85
SMALLEST_SHARE = 0.02
# Lines in Latin letters beside those of another script are mostly output of programs, names and quotes.
LATIN_BESIDE = 0.5
# Tags that stand for the same language in the record.
SAME = {"nb": "no", "iw": "he", "in": "id", "ji": "yi", "yue": "zh", "cmn": "zh"}
# Of a text with more blocks than this only some are looked at, spread over all of it.
MOST_BLOCKS = 2000


def detect(blocks: Sequence[str], hints: Sequence[str] = (), blog: Mapping[str, float] | None = None) -> Language:
    """Return the language of a text given as blocks; hints are what the page says of itself, as tags.

    `blog` is the share of each language of the blog, which tells more than a few words do.

    >>> detect(["Hello world"]).code, detect(["Hello world"], ["en-US"]).code
    ('und', 'en')
    >>> detect(["Hello world"], blog={"ja": 1.0}).code
    'ja'
    """
    wanted = bases(hints)
    found, script = _of_text(blocks, wanted)
    return in_blog(found, script, blog, wanted) if blog else found


def bases(hints: Iterable[str]) -> frozenset[str]:
    """Return the languages that a page says of itself, as the record has them."""
    return frozenset(code for hint in hints if (code := base(hint)))


def _of_text(blocks: Sequence[str], wanted: frozenset[str]) -> tuple[Language, str]:
    """Return the language of a text by itself and its page's word, and its main script."""
    by_script: defaultdict[str, list[str]] = defaultdict(list)
    for block in prose_of(blocks[:: -(-len(blocks) // MOST_BLOCKS) or 1]):
        if script := main_script(block[:SCRIPT_SAMPLE]):
            by_script[script].append(block)
    if not by_script:
        return Language(), ""
    sizes = {script: worth(script) * sum(map(len, lines)) for script, lines in by_script.items()}
    main = max(sizes, key=lambda script: sizes[script] * (LATIN_BESIDE if script == "Latn" else 1))
    languages = {script: _in_script(script, lines, wanted, script == main) for script, lines in by_script.items()}
    best = languages[main]
    letters = sum(sizes.values())
    return Language(best.code, round(best.score, 4), best.script, _shares(languages, sizes), letters), main


def base(tag: str) -> str:
    """Return the language of a tag as the record has it, `""` where it is no tag.

    >>> base("zh-Hant-TW"), base("nb_NO.UTF-8"), base("iw"), base("x-default"), base("english")
    ('zh', 'no', 'he', '', '')
    """
    code = tag.strip().lower().replace("_", "-").partition("-")[0]
    code = SAME.get(code, code)
    return code if (len(code) == 2 and code.isalpha()) or has_own_words(code) else ""


def _in_script(code: str, lines: Sequence[str], wanted: frozenset[str], main: bool) -> Language:
    """Return the language of lines in one script; of the main one with more care than of what stands between."""
    if code in ("Hani", "Jpan"):
        return _east_asian(code, beginning(lines, LANGUAGE_SAMPLE), wanted)
    script = script_by_code(code)
    if not script.language:
        return by_opinions(lines, wanted, thorough=main)
    told, text = load_languages()["told_by"], beginning(lines, LANGUAGE_SAMPLE)
    others = [name for name in script.others if name in wanted or not set(told.get(name, "")).isdisjoint(text)]
    return Language((others or [script.language])[0], 1.0 if others or not script.others else SHARED)


def _east_asian(code: str, text: str, wanted: frozenset[str]) -> Language:
    """Return Japanese or Chinese, with its script; without kana the forms of the characters tell, else the page."""
    han = han_script(text)
    told = wanted & {"ja", "zh"} == {"ja"} and han != "Hans" and len(text) < FEW_HAN
    if code == "Jpan" or han == "Jpan" or told:
        return Language("ja", 1.0)
    return Language("zh", 1.0 if han else SHARED, han)


def _shares(languages: Mapping[str, Language], sizes: Mapping[str, int]) -> tuple[LanguageShare, ...]:
    """Return each language's share of the letters, the largest first, without what is next to nothing."""
    totals: defaultdict[str, float] = defaultdict(float)
    for script, language in languages.items():
        for part in language.shares or (LanguageShare(language.code, 1.0),):
            totals[part.language] += part.share * sizes[script]
    whole = sum(totals.values())
    found = sorted(totals.items(), key=lambda pair: -pair[1])
    return tuple(LanguageShare(code, round(size / whole, 4)) for code, size in found if size >= SMALLEST_SHARE * whole)
