"""A site of an archive on its way to records: learned once, then cleaned as a whole, or in shares of its pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, Self

from blogsieve.crawler.blogs.twins import mark_of
from blogsieve.crawler.offline.noted import Noted
from blogsieve.crawler.offline.posts import Posts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.cleaners.corpus.jobs import Job, Work
    from blogsieve.cleaners.corpus.readers import Refusal
    from blogsieve.cleaners.model import Record
    from blogsieve.crawler.offline.contents import Contents


class SitePosts(Protocol):
    """The posts of a site, or what may be posts; all that the site teaches is known."""

    def __len__(self) -> int:
        """Return how many there are."""
        ...

    def share(self, start: int, end: int, work: Work) -> Self:
        """Return some of them, with no more than what it takes to clean these elsewhere."""
        ...

    def jobs(self, work: Work) -> Iterator[Job | Refusal]:
        """Yield the job of each, in the order of the archives."""
        ...


def learn_site(contents: Contents, work: Work) -> SitePosts:
    """Return the posts of a site, learned; the work is told what is wrong with what tells of them."""
    if contents.notes:
        return Noted(contents)
    for refusal in contents.read_data():
        work.refuse(str(refusal))
    return Posts.of(contents, work)


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


def twin_mark(job: Job, record: dict[str, Any]) -> str:
    """Return the mark of a record by which its twins are told, "" where it is written whatever is the same."""
    mark = mark_of(record) if job.may_be_twin(record["url"]) else ""
    return f"{record['date']} {mark}" if mark else ""


def revised(record: Record, revision: int) -> Record:
    """Return a record with the number of its revision."""
    return replace(record, metadata=replace(record.metadata, revision=revision)) if revision else record
