"""Of posts that are the same the first, which stand at one address or are twins; and the revision of a record."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from blogsieve.crawler.blogs.twins import mark_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogsieve.cleaners.corpus.jobs import Job
    from blogsieve.cleaners.model import Cleaned, Record


class Firsts:
    """Tells the first of the posts of a site that are the same: that stand at one address, or are twins."""

    def __init__(self) -> None:
        self.written: set[tuple[str, int]] = set()
        self.marks: set[str] = set()

    def takes(self, url: str, revision: int, mark: str) -> bool:
        """Note a post by its address, its revision and its mark as a twin; say whether it is the first of its like."""
        if (url, revision) in self.written:
            return False
        self.written.add((url, revision))
        is_twin = mark in self.marks
        self.marks |= {mark} - {""}
        return not is_twin


def first_of_each(outcomes: Iterable[tuple[Job, Cleaned]]) -> Iterator[Cleaned]:
    """Yield what became of each post, the first of those of a site that are the same, with its revision."""
    firsts: dict[str, Firsts] = defaultdict(Firsts)
    for job, cleaned in outcomes:
        found = replace(cleaned, record=revised(cleaned.record, job.revision))
        mark = twin_mark(job, found.record.to_dict()) if job.site else ""
        if not job.site or firsts[job.site].takes(found.record.url, job.revision, mark):
            yield found


def twin_mark(job: Job, record: dict[str, Any]) -> str:
    """Return the mark of a record by which its twins are told, "" where it is written whatever is the same."""
    mark = mark_of(record) if job.may_be_twin(record["url"]) else ""
    return f"{record['date']} {mark}" if mark else ""


def revised(record: Record, revision: int) -> Record:
    """Return a record with the number of its revision."""
    return replace(record, metadata=replace(record.metadata, revision=revision)) if revision else record
