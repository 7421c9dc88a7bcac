"""What the post's own feed entry, or its platform's interface, says of the page's lines."""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape
from itertools import takewhile
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.tree import parse_text
from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.evidence.truncated import load_links
from blogsieve.cleaners.extraction.align import Reference
from blogsieve.cleaners.site.fingerprints import block_key
from blogsieve.cleaners.steps.hidden import read_shown
from blogsieve.cleaners.text import DAY, text_key, words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.model import FeedEntry
    from blogsieve.cleaners.pipeline.document import Document

TAG = re.compile(r"<[a-zA-Z!/]")
# So many of a full entry's words stand on the page; the others are of embedded players and of the feed's own foot.
MOST_WORDS = 0.85
# An excerpt lacks sentences of the page's own that have so many of its words; boxes beside a whole post have fewer.
MOST_LACKING = 0.5
SENTENCE = 8
# A feed cuts where so many of its entries stop short, and none is so many times as long as half of those are: a summary
# ends with its paragraph.
FEWEST_SHORT, TIMES_AS_LONG = 2, 4
# An excerpt ends so, or with a link to the rest behind it; what it lacks is no evidence.
DOTS = re.compile(r"…|\.\.\.")
# "Lire TITLE", "Read the rest of TITLE": in so many words before it a link names the post that it leads to.
WORDS_BEFORE = 3
# A box of so many words is an entry's when it holds this share of them.
SHARE_OF_BOX = 0.6
FEWEST_WORDS = 8
# "The post TITLE appeared first on BLOG."; a longer line is a paragraph.
LONGEST_FOOT = 25
# Below it a feed may say whose the text is, and ask to subscribe.
MOST_OF_FOOT = 3
# Drupal's feeds begin with the title, the author and the day, as the page does, and may have nothing else.
LONGEST_DAY = 40
# Of a day, with its weekday.
MOST_OF_DAY = 4


def entry_reference(entry: FeedEntry | None) -> Reference:
    """Return what a feed entry holds, to compare blocks with."""
    return Reference(entry_text(entry), stripped=entry is not None and is_stripped(entry.html))


def entry_text(entry: FeedEntry | None) -> str:
    """Return the text of a feed entry's HTML, a line a block; of one without any tag, a line a line."""
    if not entry or not entry.html.strip():
        return ""
    if is_stripped(entry.html):
        return without_head("\n".join(" ".join(line.split()) for line in unescape(entry.html).splitlines()), entry)
    try:
        return without_head(read_shown(parse_text(entry.html)), entry)
    except CleaningError:
        return ""


def is_stripped(html: str) -> bool:
    """Tell whether a text has no tags: search indexes, and some feeds, hold posts without them.

    >>> is_stripped("a &lt; b, c < d"), is_stripped("a<br>b")
    (True, False)
    """
    return not TAG.search(html)


def without_head(text: str, entry: FeedEntry) -> str:
    """Return the text of an entry without its own title on the first line, and the name and the day behind that.

    >>> from blogsieve.cleaners.model import FeedEntry
    >>> entry = FeedEntry("https://a.example/tar", title="Tar", author="Ana")
    >>> without_head("Tar\\nAna\\nThu, 06/05/2025 - 17:12\\nIt sticks.", entry)
    'It sticks.'
    """
    head, *rest = text.splitlines() or [""]
    if not entry.title or text_key(head) != text_key(entry.title):
        return text
    own = list(takewhile(lambda line: text_key(line) == text_key(entry.author) or is_day_line(line), rest))
    return "\n".join(rest[len(own) :]) if own else text


def is_day_line(line: str) -> bool:
    """Tell whether a line is a day and little else."""
    return len(line) <= LONGEST_DAY and DAY.search(line) is not None


def ends_cut_off(text: str, title: str = "") -> bool:
    """Tell whether a text ends as an excerpt does: in dots, or in dots and a link to the rest, which may name the post.

    >>> ends_cut_off("The tar […]"), ends_cut_off("The tar …\\nContinue reading Tar"), ends_cut_off("Well… The tar.")
    (True, True, False)
    >>> ends_cut_off("The tar... Lire Tar", "Tar"), ends_cut_off("So much tar... I have never seen tar", "Tar")
    (True, False)
    """
    *before, end = DOTS.split(text)
    link = " ".join(end.strip("] \n").split())
    if not before or not link:
        return bool(before)
    own, named = words(link), words(title)
    names_post = bool(named) and own[-len(named) :] == named and len(own) <= len(named) + WORDS_BEFORE
    return names_post or load_links().find(link) is not None


class OwnEntry:
    """What a post's entry holds; an entry without text holds nothing, and speaks against nothing."""

    def __init__(self, entry: FeedEntry | None) -> None:
        self.reference = entry_reference(entry)
        self.text = self.reference.text
        self.title = entry.title if entry else ""

    def __bool__(self) -> bool:
        return len(self.reference) > 0

    def size(self) -> int:
        """Return how many words it has, of any script."""
        return len(self.reference)

    def spaced(self) -> int:
        """Return how many it has with spaces between."""
        return len(self.text.split())

    @cached_property
    def is_cut_off(self) -> bool:
        """Whether it says itself, by dots or a link, that the post goes on."""
        return ends_cut_off(self.text, self.title)

    def holds(self, text: str) -> bool:
        """Tell whether the entry has a line, or most of it; numbers count as words do."""
        tokens = words(text)
        return bool(tokens) and self.reference.holds(tokens)

    def may_hold(self, block: Block) -> bool:
        """Tell whether nobody can say that the entry lacks a block: it has the words, and has lost its own lines.

        The words of links, names of tags most of all, stand in most texts.
        """
        return not block.linked and self.reference.may_hold(words(block.text))

    def holds_most(self, lines: Iterable[str]) -> bool:
        """Tell whether the entry has most words of a box."""
        if not self:
            return False
        held = total = 0
        for line in lines:
            size = len(words(line))
            total += size
            held += size if self.holds(line) else 0
        return total >= FEWEST_WORDS and held >= SHARE_OF_BOX * total

    def is_whole(self, blocks: Iterable[Block], repeated: Container[str] = ()) -> bool:
        """Tell whether the entry is all of the post: the page's blocks hold all of it, and it is not cut off.

        The first paragraphs of a post, which some feeds give of long ones alone, end as a whole post does: what tells
        them is how much the page goes on in sentences that the site does not repeat.
        """
        more = self.going_on(blocks, repeated)
        return more is not None and more <= MOST_LACKING

    def stops_short(self, blocks: Iterable[Block], repeated: Container[str] = ()) -> bool:
        """Tell whether the entry is the beginning of a post that goes on, and does not say so by dots or a link."""
        more = self.going_on(blocks, repeated)
        return more is not None and more > MOST_LACKING

    def going_on(self, blocks: Iterable[Block], repeated: Container[str]) -> float | None:
        """Return how many words of other sentences stand on the page for each of the entry's.

        None where it is no part of the page's text, or says itself that it is cut off.
        """
        if not self or self.is_cut_off:
            return None
        held = lacking = 0
        for block in blocks:
            size = len(words(block.text))
            if self.holds(block.text):
                held += size
            elif size >= SENTENCE and not block.is_links and block_key(block) not in repeated:
                lacking += size
        return lacking / held if held >= MOST_WORDS * len(self.reference) else None

    def kept(self, body: Sequence[str], removed: Iterable[str] = (), described: str = "") -> float:
        """Return the share of the entry's words that stand in a body's lines; -1 where there is no entry.

        One that is shorter, and of which the body has nothing, is a summary where what was removed has nothing of it
        either, or where it is what the page tells of itself: `described`.
        """
        if not self:
            return -1.0
        removed = list(removed)
        lines = [line for text in self.text.splitlines() if (line := words(text))]
        size = len(self.reference)
        if (kept := size_in(lines, body)) < size:
            # What an excerpt ends with, "Read more (1 min)", is the feed's, and nowhere on the page.
            size -= size_of_foot(lines, (*body, *removed))
        if kept:
            return round(min(1.0, kept / size), 4)
        is_longer = size > sum(len(words(text)) for text in body)
        # Below a summary may stand the post's title once more: "The post TITLE appeared first on BLOG."
        own = lines[:-1] if len(lines) > 1 and len(lines[-1]) <= LONGEST_FOOT else lines
        # What some feeds give for a text is the day alone, in letters of any language.
        is_day = size <= MOST_OF_DAY and any(map(str.isdecimal, self.text))
        is_summary = is_day or text_key(self.text) == text_key(described) or not size_in(own, removed)
        return -1.0 if is_summary and not is_longer else 0.0


def count_short(documents: Iterable[Document], repeated: Container[str]) -> int:
    """Return how many entries of a feed are beginnings that stop short, 0 where its length tells that it does not cut.

    Hugo's summaries are so: the paragraphs with the first seventy words. One that hardly is shorter than its post looks
    whole; what tells the feed is that some are not, and that none is many times as long as those are. Makers count
    words by the spaces between them, of which Japanese and Chinese have a few a paragraph.
    """
    told = {one.own_entry: one for one in documents if one.own_entry}
    short = [entry for entry, one in told.items() if entry.stops_short(one.blocks, repeated)]
    is_cut = len(short) >= FEWEST_SHORT and any(
        max(map(size, told)) <= TIMES_AS_LONG * sorted(map(size, short))[len(short) // 2]
        for size in (OwnEntry.size, OwnEntry.spaced)
    )
    return len(short) if is_cut else 0


def size_of_foot(lines: Sequence[Sequence[str]], page: Iterable[str]) -> int:
    """Return how many words an entry's last lines have, as far as they are short and not on the page."""
    held = Reference("\n".join(page))
    last = lines[:0:-1][:MOST_OF_FOOT]
    return sum(len(line) for line in takewhile(lambda line: len(line) <= LONGEST_FOOT and not held.holds(line), last))


def size_in(lines: Sequence[Sequence[str]], texts: Iterable[str]) -> int:
    """Return how many words the lines have that stand in the texts."""
    held = Reference("\n".join(texts))
    return sum(len(line) for line in lines if held.holds(line))
