"""Whether a line with a date is a byline or a sentence of the text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.dates.months import fold, load_words

if TYPE_CHECKING:
    from blogsieve.cleaners.metadata.dates.written import Written

WORD = re.compile(r"[^\W\d_]{2,}")
# A byline parts what it tells with these.
PARTED = re.compile(r"[|·•–—:：/(,]\s*$|^\s*[|·•–—/),]")
SIGNS = " |·•–—-»›/"
SENTENCE_END = re.compile(r"[.!?。！？…]\s*$")
# Words of a sentence besides its date: "Opened on", "It was on"; fewer stand before a date with a weekday.
FEWEST_WORDS = 2
WORDS_OF_LABEL = 2


def is_labelled(line: str) -> bool:
    """Tell whether a line says that something was written or published.

    >>> is_labelled("Posted by Ana in Bees"), is_labelled("Veröffentlicht am 1. Mai"), is_labelled("Opened on 1 May")
    (True, True, False)
    """
    return _labels().search(fold(line)) is not None


def begins_byline(line: str) -> bool:
    """Tell whether a line begins with such a word: then it is a byline, however long.

    >>> begins_byline("Posted by Ana"), begins_byline("A post of Ana's")
    (True, False)
    """
    return _labels().match(fold(line.lstrip(SIGNS))) is not None


def is_label_of_day(text: str) -> bool:
    """Tell whether a text is what stands before the day of a post, and no name: "Written on", "Posted".

    >>> is_label_of_day("Written on "), is_label_of_day("Posted by Ana on ")
    (True, False)
    """
    return begins_byline(text) and len(text.split()) <= WORDS_OF_LABEL


def begins_with_day(line: str, day: int) -> bool:
    """Tell whether a line, that names a day at this place, begins with a label and it, and is no sentence.

    >>> begins_with_day("Posted on 1 May 2020 by Ana | 3", 10), begins_with_day("By 1 May 2020 it had thawed.", 3)
    (True, False)
    """
    return is_label_of_day(line[:day]) and SENTENCE_END.search(line) is None


def is_of_event(line: str) -> bool:
    """Tell whether a line says when something takes place that a post announces.

    >>> [is_of_event(line) for line in ("When: 12 June 2021, 19:00", "When we met on 12 June 2021", "Date: 12 June")]
    [True, False, False]
    """
    return _event_labels().match(fold(line)) is not None


def is_sentence(line: str, found: Written) -> bool:
    """Tell whether a date stands in a sentence rather than in a byline; it is where the line, folded, has it.

    >>> from blogsieve.cleaners.metadata.dates.visible import read_dates
    >>> lines = "Opened on 10 April 2009", "It all began on 10 April 2009.", "by Ana · 10 April 2009", "10 April 2009"
    >>> [is_sentence(line, read_dates(line)[0]) for line in lines]
    [True, True, False, False]
    """
    folded = fold(line)
    before, after = folded[: found.start], folded[found.end :]
    if not found.exact or is_labelled(line):
        return False
    if not before.strip():
        return bool(SENTENCE_END.search(after)) and len(WORD.findall(after)) > FEWEST_WORDS
    return len(WORD.findall(before)) >= FEWEST_WORDS and not PARTED.search(before)


@cache
def _labels() -> re.Pattern[str]:
    """Return the expression for the words that say so, each at the beginning of a word."""
    return re.compile(r"(?<![^\W\d_])(?:" + "|".join(map(re.escape, load_words()["published"])) + ")")


@cache
def _event_labels() -> re.Pattern[str]:
    """Return the expression for a line that begins with what stands before the day of an event, and a colon."""
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, load_words()['events']))})\s*[:：]")
