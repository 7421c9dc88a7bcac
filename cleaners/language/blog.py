"""The language of a blog: what its longer posts are in is believed of the few words of its shorter ones."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from blogsieve.cleaners.language.result import UNKNOWN, Language, load_languages
from blogsieve.cleaners.language.script import load_scripts, script_by_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Letters of a text that tells its language against all other posts of its blog. Shorter ones are captions and lists of
# names and titles, which are in any language.
ENOUGH = 300
# The most that a text of that size can tell, as a probability: detectors are sure of lists of names too.
SUREST = 0.999
# A language that no post of the sample is in may still be that of one in a hundred.
RAREST = 0.01
# A page that says of itself what its text says is two witnesses.
AGREED = 2.0
# Votes, in posts of some length, below which a sample tells nothing of its blog.
FEWEST_VOTES = 1.0
SMALLEST_SHARE = 0.02
MOSTLY = 0.5
# Names, titles and quotes in Latin letters may be most of a text in another script, and lists of names in characters
# without kana most of a Japanese one; a text in English or Chinese hardly quotes so much of those.
QUOTED = 0.1


def weigh_blog(posts: Iterable[tuple[Language, Iterable[str]]]) -> dict[str, float]:
    """Return the share of each language of a blog, of what its posts are in and their pages declare.

    A language that most pages declare and no post is in has the share 0: a theme was shipped with it, and what pages
    say of it tells nothing.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    declared: Counter[str] = Counter()
    pages = 0
    for found, hints in posts:
        wanted = set(hints)
        pages += 1
        declared.update(wanted)
        if found.code != UNKNOWN:
            votes[found.code] += vote(found) * (AGREED if found.code in wanted else 1.0)
    total = sum(votes.values())
    if total < FEWEST_VOTES:
        return {}
    ranked = sorted(votes.items(), key=lambda pair: (-pair[1], pair[0]))
    shares = {code: round(count / total, 4) for code, count in ranked if count >= SMALLEST_SHARE * total}
    unwritten = {code: 0.0 for code, count in sorted(declared.items()) if count > MOSTLY * pages and code not in shares}
    return shares | unwritten


def vote(found: Language) -> float:
    """Return what a post counts for: little where it has few words."""
    return found.score * min(1.0, found.letters / ENOUGH) ** 2


def in_blog(found: Language, script: str, blog: Mapping[str, float], wanted: frozenset[str]) -> Language:
    """Return the language of a post as its blog makes it likely: its own where the text, or the page too, says so."""
    main = max(blog, key=blog.__getitem__, default=UNKNOWN)
    if found.code == main or blog.get(main, 0.0) <= MOSTLY or not is_written_in(main, found, script):
        return found
    is_foreign = script == "Latn" or (main == "ja" and found.code not in wanted)
    if is_foreign and main in own_scripts() and (share := share_of(main, found)) >= QUOTED:
        return replace(found, code=main, score=round(blog[main] * share, 4))
    if found.code in wanted and blog.get(found.code, 1.0) > 0:
        return found
    expected = math.log(blog[main] / max(RAREST, blog.get(found.code, 0.0)))
    if log_odds(found) >= expected:
        return found
    # The nearer the text comes to telling for itself, the less sure.
    score = blog[main] * (1 - found.letters / (2 * ENOUGH))
    return Language(main, round(score, 4), letters=found.letters)


def log_odds(found: Language) -> float:
    """Return the logarithm of how much likelier a text makes its own language than its blog's."""
    if found.letters >= ENOUGH:
        return math.inf
    if found.code == UNKNOWN:
        return 0.0
    score = min(SUREST, max(0.5, found.score))
    return found.letters / ENOUGH * math.log(score / (1 - score))


def share_of(language: str, found: Language) -> float:
    """Return how much of a text is in a language."""
    return sum(part.share for part in found.shares if part.language == language)


@cache
def own_scripts() -> frozenset[str]:
    """Return the languages that are written in other letters than Latin ones."""
    shared = chain.from_iterable(load_languages()["written_in"].values())
    return frozenset((*(script.language for script in load_scripts().values()), *shared)) - {""}


def is_written_in(language: str, found: Language, script: str) -> bool:
    """Tell whether a text in a script may be of a blog's language: Latin names are in all, other scripts are proof."""
    if script in ("", "Latn"):
        return True
    if found.script == "Hans" or script_by_code(script).language:
        return False
    return language in load_languages()["written_in"].get(script, ())
