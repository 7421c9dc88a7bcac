"""What a corpus is made of, counted in one pass over its records."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.corpus.top import Extremes, Sample, Top
from blogsieve.cleaners.model import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTH = re.compile(r"(?:19[89]\d|20\d\d)-(?:0[1-9]|1[0-2])")
# Signs behind headings and numbers beside lines of code repeat most, and say least.
WORD = re.compile(r"[^\W\d_]{2}")
# Texts of up to 2, 4, 8, … words; the last is for all that are longer.
MOST_DOUBLINGS = 16
# A line of a template is short; one that long is a paragraph, and found by its beginning.
LONGEST_LINE = 160
# A corpus' own short lines, "Ingredients" or "1.", say nothing of a template.
SHORTEST_LINE = 12
FEW, SAMPLE = 6, 6
# What a reader wants of a page that looks wrong, and the beginning of its text.
# Of what the feed has of a post so much stands in its text, where nothing of the author's was cut.
ENTRY_KEPT = 0.9
SHOWN = ("url", "title", "date", "language", "language_score", "word_count")
OPENING = 280
# Numbers of quality that are shares of a text, the most telling of each paper.
MEASURED = ("punct_lines", "c4_lines", "dup_line_chars", "top_2_gram", "dup_5_gram", "alpha_words")
KEYS_OF_A_REMOVAL = ("url", "reason", "source", "text")
KEYS_OF_AN_ADDRESS = ("address", "blog", "fate")
# So many addresses of a fate are shown.
FIRST = 5


@dataclass(frozen=True, slots=True)
class Repeated:
    """A text that was removed from several pages."""

    reason: str
    text: str
    pages: int
    url: str  # of the first of them


@dataclass
class Survey:
    """Counts that grow with neither the records nor their texts."""

    posts: int = 0
    words: int = 0
    characters: int = 0
    dateless: int = 0
    fed: int = 0  # posts that a feed has
    cut: int = 0  # those of them that lack a tenth or more of what it has
    duplicates: int = 0  # posts that say nearly what another says
    months: Counter[str] = field(default_factory=Counter)
    lengths: Counter[int] = field(default_factory=Counter)  # by the doublings of a word that a text has at most
    removed: Counter[str] = field(default_factory=Counter)
    languages: Top = field(default_factory=Top)
    blogs: Top = field(default_factory=Top)
    facts: dict[str, Top] = field(
        default_factory=lambda: {name: Top() for name in ("date_source", "method", "platform")}
    )
    licenses: Top = field(default_factory=Top)
    signals: Top = field(default_factory=Top)
    unsigned: int = 0  # posts without any
    # Posts by tenths of a number of quality, where it was asked for
    quality: dict[str, Counter[int]] = field(default_factory=lambda: {name: Counter() for name in MEASURED})
    lines: Top = field(default_factory=Top)  # lines of texts that stand in more than one post
    removals: Top = field(default_factory=Top)  # reason and text
    fates: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)  # of addresses: how many, the first
    pages: dict[str, str] = field(default_factory=dict)  # the first page of each of the removals
    shortest: Extremes[dict[str, Any]] = field(default_factory=lambda: Extremes(FEW))
    longest: Extremes[dict[str, Any]] = field(default_factory=lambda: Extremes(FEW))
    doubtful: Extremes[dict[str, Any]] = field(default_factory=lambda: Extremes(FEW))  # of language
    undated: Extremes[dict[str, Any]] = field(default_factory=lambda: Extremes(FEW))
    shortened: Extremes[dict[str, Any]] = field(default_factory=lambda: Extremes(FEW))  # of what feeds have of them
    sample: Sample[dict[str, Any]] = field(default_factory=lambda: Sample(SAMPLE))

    def add(self, record: dict[str, Any]) -> None:
        """Count a record."""
        text, more = record["text"], record["metadata"]
        self.posts += 1
        self.words += record["word_count"]
        self.characters += len(text)
        self.months.update(MONTH.findall(record["date"][:7]))
        self.lengths[min(MOST_DOUBLINGS, max(0, record["word_count"] - 1).bit_length())] += 1
        self.removed.update({group: more["removed"][group] for group in GROUPS})
        self.languages.add([record["language"]])
        self.blogs.add([record["source"]])
        self.licenses.add([more["license"]])
        self.signals.add(more["signals"])
        self.unsigned += not more["signals"]
        self.duplicates += bool(more["duplicate_of"])
        for measure, tenths in self.quality.items():
            if (value := more["quality"][measure]) >= 0:
                tenths[min(9, int(10 * value))] += 1
        for name, found in self.facts.items():
            found.add([more[name] or "unknown"])
        self.lines.add({line[:LONGEST_LINE] for line in text.split("\n") if len(line) >= SHORTEST_LINE})
        self.choose(record)

    def choose(self, record: dict[str, Any]) -> None:
        """Keep a record that looks odd, or is in the sample."""
        shown = {key: record[key] for key in SHOWN} | {"text": record["text"][:OPENING]}
        self.sample.add(shown)
        self.shortest.add(len(record["text"]), shown)
        self.longest.add(-len(record["text"]), shown)
        self.doubtful.add(record["language_score"], shown)
        kept = record["metadata"].get("entry_kept", -1)
        self.fed += kept >= 0
        if 0 <= kept < ENTRY_KEPT:
            self.cut += 1
            self.shortened.add(kept, shown)
        if not record["date"]:
            self.dateless += 1
            self.undated.add(0, shown)

    def add_removal(self, row: dict[str, Any]) -> None:
        """Count a text that was removed."""
        name = f"{row['reason']}\t{row['text'][:LONGEST_LINE]}"
        self.removals.add([name])
        self.pages.setdefault(name, row["url"])
        if len(self.pages) > 4 * self.removals.kept:
            self.pages = {name: url for name, url in self.pages.items() if name in self.removals.counts}

    def add_address(self, row: dict[str, Any]) -> None:
        """Count an address by what became of it."""
        count, first = self.fates.get(row["fate"], (0, ()))
        self.fates[row["fate"]] = (count + 1, (*first, row["address"])[:FIRST])

    def repeated(self) -> Iterator[Repeated]:
        """Yield what was removed from several pages, the most frequent first."""
        for name, size in self.removals.most_common():
            reason, text = name.split("\t", 1)
            if size > 1 and WORD.search(text):
                yield Repeated(reason, text, size, self.pages.get(name, ""))


def is_removal(row: Any) -> bool:
    """Say whether a row is one of what was removed, rather than a record."""
    return isinstance(row, dict) and all(isinstance(row.get(key), str) for key in KEYS_OF_A_REMOVAL)


def is_address(row: Any) -> bool:
    """Say whether a row is one of what became of an address, rather than a record."""
    return isinstance(row, dict) and all(isinstance(row.get(key), str) for key in KEYS_OF_AN_ADDRESS)
