"""Days at the edges of a body: the post's own, which a theme prints, and the author's, that of a letter or an event."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import squash
from blogsieve.cleaners.metadata.dates import read_date, read_dates
from blogsieve.cleaners.metadata.dates.byline import is_of_event
from blogsieve.cleaners.metadata.dates.candidate import LONGEST_BADGE
from blogsieve.cleaners.site.fingerprints import block_key, is_day
from blogsieve.cleaners.text import words

if TYPE_CHECKING:
    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# Words of a line that is a date and little else.
LONGEST_DATE = 6
# A day of the template stands on more of the pages.
SHARE_OF_DAYS = 0.25
# "Saturday, 3 March 2019 at 19:30", a figure of the hour being a word.
LONGEST_EVENT = 8
# Words beside the post's own day, its time aside: "segunda-feira, 22 de janeiro de 2018 às 0:13".
WORDS_BESIDE = 3
# No template names a day so long before the post's; one of a week before may be that of its first draft.
LONG_BEFORE = timedelta(days=31)
# Words beside an earlier day; the name of a weekday is one.
WORDS_ABOUT = 2
TIME = re.compile(r"\d{1,2}\s?[:.h]\s?\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?", re.IGNORECASE)


def is_own_day(block: Block, document: Document, site: SiteModel) -> bool:
    """Tell whether a line is a day that the author set above or below the text, as in a letter.

    It is his where the post's entry has it and it is not the day of publication, as below a poem that is older than its
    post. Where the wrapper is learned, the template's own stands there on many pages.
    """
    if is_written_day(block.text, document):
        return True
    is_learned = document.method == "wrapper" and is_day(block)
    return is_learned and site.repeated.get(block_key(block), 0) < SHARE_OF_DAYS * site.pages


def is_written_day(line: str, document: Document) -> bool:
    """Tell whether a line is a day other than the record's, which its entry has, or which is long before it."""
    day, own = short_date(line), document.date.date
    return bool(day) and day != own != "" and (is_long_before(day, own) or document.own_entry.holds(line))


def is_long_before(day: str, own: str) -> bool:
    """Tell whether a day is a month and more before the post's own, both in ISO 8601; `""` is no day.

    >>> [is_long_before(day, "2019-05-01") for day in ("2001-05-30", "2019-04-28", "")]
    [True, False, False]
    """
    return bool(day and own) and date.fromisoformat(own) - date.fromisoformat(day) > LONG_BEFORE


def short_date(line: str) -> str:
    """Return the day of a line that is one and little else, "" of others."""
    return read_date(line) if len(words(line)) <= LONGEST_DATE else ""


def is_date(line: str, document: Document) -> bool:
    """Tell whether a line is a day and little else; one of more words, as weekday and time, if it is the post's own."""
    if day := short_date(line):
        return not is_of_event(line) and not is_of_first_place(line, day, document)
    own = document.date.date
    if document.method == "text" or not own:
        return False
    day, rest = one_day(line, document)
    return len(words(TIME.sub(" ", rest))) <= WORDS_BESIDE if day == own else not day and is_badge(line, document)


def is_of_first_place(line: str, day: str, document: Document) -> bool:
    """Tell whether a line says of an earlier day than the post's what was then: "originally posted 2/16/07".

    What themes print is the day of publication or, later, that of a change.
    """
    if day >= document.date.date:
        return False
    _, rest = one_day(line, document)
    return len(words(TIME.sub(" ", rest))) >= WORDS_ABOUT


def is_badge(line: str, document: Document) -> bool:
    """Tell whether a line is the day and the month of the post's day, as themes set them beside the title: "Dec 11"."""
    if len(line) > LONGEST_BADGE or not any(map(str.isdecimal, line)):
        return False
    own = document.date.date
    day, rest = one_day(f"{line} {own[:4]}", document)
    return day == own and not words(rest)


def one_day(text: str, document: Document) -> tuple[str, str]:
    """Return the one day that a text names, in ISO 8601, and what stands beside it; `""` for none, or for several."""
    days = read_dates(text, document.facts.hints)
    if len(days) != 1:
        return "", text
    return days[0].day.isoformat(), f"{text[: days[0].start]} {text[days[0].end :]}"


def is_own_time(block: Block, document: Document) -> bool:
    """Tell whether a line is nothing but the time of the post's day, in whatever words: "May 3", "3 years ago"."""
    own = document.date.date
    return any(
        own != "" and time.get("datetime", "").startswith(own) and squash(time.text_content()) == block.text
        for time in block.element.iter("time")
    )


def is_event(line: str, document: Document) -> bool:
    """Tell whether a line is nothing but a later day than the post's with its hour: when that begins which it tells of.

    A day without an hour may be that of the last change.
    """
    own = document.date
    if not own.date or document.method == "text" or len(words(line)) > LONGEST_EVENT:
        return False
    day, rest = one_day(line, document)
    if not own.date < day != own.modified[: len(own.date)]:
        return False
    return TIME.search(rest) is not None and len(words(TIME.sub(" ", rest))) <= WORDS_BESIDE
