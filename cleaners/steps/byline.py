"""A line above the text that says again what the record says: tags, author, the day, in whatever order."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.bylines import load_authors
from blogsieve.cleaners.metadata.dates.byline import SENTENCE_END, begins_byline
from blogsieve.cleaners.metadata.dates.visible import read_dates
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.rules.rule import match_line
from blogsieve.cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.metadata.facts import Facts
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# A day or the number of something; a line of names alone may be all that a post says.
NUMBER = re.compile(r"\d")
LETTER = re.compile(r"[^\W\d_]")
PREPOSITIONS = "on at in am um le el den em il om kl alle às".split()
# A theme's byline is one line, or one and the tags.
MOST_LINES = 3
LONGEST = 160
SIGNS = " ,;|/·•-–—"
LONGEST_LABEL = 20  # "posted on", with the blanks around it


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the lines at the head of the body in which nothing is left without what is known of the post."""
    day = document.date.date
    head = takewhile(lambda block: is_byline(block.text, document.facts, day), document.blocks[:MOST_LINES])
    yield from (Finding(block, "meta/known", "byline.py") for block in head)


def is_byline(text: str, facts: Facts, day: str) -> bool:
    """Tell whether a line is made of the post's author, tags and site, and of numbers; one of numbers alone is none.

    Around the post's day, written out, may stand what stands around days and names: "By: Ana On: Tue 5 May 2020";
    anything behind it, where the author's name and a label lead up to it: "Ana posted on 5 May 2020 12 views Notes";
    and what goes as a line of its own: "5 May 2020 Reading time: 3 minutes".
    """
    if len(text) > LONGEST or not NUMBER.search(text):
        return False
    rest = line = text.casefold()
    for known in sorted({facts.author, facts.sitename, *facts.tags}, key=len, reverse=True):
        rest = rest.replace(known.casefold(), " ") if known else rest
    if rest != line and not LETTER.search(rest):
        return True
    days = read_dates(rest)
    if len(days) != 1 or days[0].day.isoformat() != day:
        return False
    before, after = rest[: days[0].start], rest[days[0].end :]
    if match_line(f"{before} {after}".strip(SIGNS), "head"):
        return True
    if rest == line:
        return False
    if around_days().issuperset(words(NUMBER.sub(" ", f"{before} {after}"))):
        return True
    is_signed = bool(facts.author) and line.startswith(facts.author.casefold())
    return (
        is_signed and len(before) <= LONGEST_LABEL and begins_byline(before.strip()) and not SENTENCE_END.search(line)
    )


@cache
def around_days() -> frozenset[str]:
    """Return the words that stand around the day and the name in bylines."""
    table = load_authors()
    return frozenset(word for text in (*table["bylines"], *table["days"], *PREPOSITIONS) for word in words(text))
