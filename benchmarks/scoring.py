"""Texts, dates, titles and languages compared with the truth."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from blogsieve.cleaners.address import split_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.datasets import Row

WORD = re.compile(r"\w+")
NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
PRINTED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(slots=True)
class Score:
    """The means over the posts of a truth, and counts of what is right and what leaked."""

    posts: int = 0
    found: int = 0
    twice: int = 0
    others: int = 0
    precision: float = 0.0
    recall: float = 0.0
    f1: float = 0.0
    leaked: dict[str, list[int]] = field(default_factory=dict)  # by kind: snippets that leaked, snippets
    right: dict[str, list[int]] = field(default_factory=dict)  # by field: posts where it is right, posts
    dates: dict[str, list[int]] = field(default_factory=dict)  # by source: dates that are right, dates
    lines: list[int] = field(default_factory=lambda: [0, 0])  # of the truth: those that are lines of the texts, all
    foreign: list[int] = field(default_factory=lambda: [0, 0])  # of the texts: those that are none of the truth's, all
    worst: list[tuple[float, str]] = field(default_factory=list)

    @property
    def leaked_share(self) -> float:
        """Return the share of the snippets that must go and did not."""
        return share([sum(pair[0] for pair in self.leaked.values()), sum(pair[1] for pair in self.leaked.values())])

    @property
    def kept(self) -> float:
        """Return the share of the truth's lines that stand as a line of the text; F1 hides lines merged or broken."""
        return share(self.lines, 1.0)

    @property
    def foreign_share(self) -> float:
        """Return the share of the texts' lines that are none of the truth's."""
        return share(self.foreign)

    def exact(self, name: str) -> float:
        """Return the share of posts whose `name` is exactly right, 1 where the truth knows none."""
        return share(self.right.get(name, [0, 0]), 1.0)


def share(pair: list[int], empty: float = 0.0) -> float:
    """Return a pair of counts as a share."""
    return pair[0] / pair[1] if pair[1] else empty


def compare_words(found: str, truth: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 over lower-cased words, each counted as often as it stands.

    >>> compare_words("a b b c", "A b d")
    (0.5, 0.6666666666666666, 0.5714285714285715)
    """
    if NO_SPACES.search(truth):
        found, truth = " ".join(re.sub(r"\s", "", found)), " ".join(re.sub(r"\s", "", truth))
    own, wanted = Counter(WORD.findall(found.lower())), Counter(WORD.findall(truth.lower()))
    if not own or not wanted:
        return (0.0, 0.0, 0.0) if own or wanted else (1.0, 1.0, 1.0)
    same = sum((own & wanted).values())
    precision, recall = same / sum(own.values()), same / sum(wanted.values())
    return precision, recall, 2 * precision * recall / (precision + recall) if same else 0.0


def folded(text: str) -> str:
    """Return a text lower-cased on one line."""
    return re.sub(r"\s+", " ", text or "").strip().lower()


def spelled(text: str) -> str:
    """Return a text folded, with typists' quotes and dashes for printers'.

    >>> spelled("Her “last” word – or none")
    'her "last" word - or none'
    """
    return folded(text.translate(PRINTED))


def url_key(url: str) -> tuple[str, str, str]:
    """Return what two addresses of one post have in common: host, path, and the numbers of plain permalinks."""
    parts = split_url(url)
    path = re.sub(r"/index\.html?$", "/", unquote(parts.path)).rstrip("/") or "/"
    numbers = re.findall(r"(?:^|&)(?:p|page_id|id)=([^&]+)", parts.query)
    return (parts.hostname or "").removeprefix("www."), path, ",".join(numbers)


def day(value: str) -> str:
    """Return the day of a date."""
    return value[:10]


# What is counted as right: the field, and what of it is compared. Some truths were typed, with quotes that no page has.
COMPARED: dict[str, tuple[str, Callable[[str], str]]] = {
    "date": ("date", day),
    "title": ("title", folded),
    "title as spelled": ("title", spelled),
    "author": ("author", folded),
    "language": ("language", lambda value: value.lower().split("-")[0]),
}


def score(truth: Iterable[Row], output: Iterable[Row], key: Callable[[Row], Any]) -> Score:
    """Return how well an output meets the truth; a post that was not found counts as an empty text."""
    result, wanted, found = Score(), {key(row): row for row in truth}, {}
    for row in output:
        if key(row) not in wanted:
            result.others += 1
        elif key(row) in found:
            result.twice += 1
        else:
            found[key(row)] = row
    result.posts, result.found = len(wanted), len(found)
    for name, row in wanted.items():
        own = found.get(name, {})
        precision, recall, f1 = compare_words(own.get("text", ""), row["text"])
        result.precision += precision / len(wanted)
        result.recall += recall / len(wanted)
        result.f1 += f1 / len(wanted)
        result.worst.append((round(f1, 3), row.get("url") or row["id"]))
        if own:
            _count(result, own, row)
    result.worst.sort()
    return result


def lines_of(text: str) -> Counter[str]:
    """Return the lines of a text as their letters and digits alone; signs and spaces are the engine's as often as not.

    >>> sorted(lines_of("1. “Well”, he said\\n\\n—"))
    ['1wellhesaid']
    """
    folded_lines = ("".join(WORD.findall(line.lower())) for line in text.split("\n"))
    return Counter(line for line in folded_lines if line)


def _count(result: Score, own: Row, row: Row) -> None:
    """Count what leaked into a text, which of its lines are the truth's, and which of the other fields are right."""
    found, wanted = lines_of(own.get("text", "")), lines_of(row["text"])
    for pair, lines, others in ((result.lines, wanted, found), (result.foreign, found, wanted)):
        pair[1] += lines.total()
        pair[0] += (lines & others).total() if pair is result.lines else (lines - others).total()
    text = folded(own.get("text", ""))
    for kind, snippets in (row.get("leaks") or {"without": row.get("without") or []}).items():
        pair = result.leaked.setdefault(kind, [0, 0])
        pair[0] += sum(folded(snippet) in text for snippet in snippets)
        pair[1] += len(snippets)
    for measure, (name, normalise) in COMPARED.items():
        if row.get(name):
            pair = result.right.setdefault(measure, [0, 0])
            pair[0] += normalise(own.get(name) or "") == normalise(row[name])
            pair[1] += 1
    if row.get("date") and (source := own.get("metadata", {}).get("date_source")):
        pair = result.dates.setdefault(source, [0, 0])
        pair[0] += day(own["date"]) == day(row["date"])
        pair[1] += 1
