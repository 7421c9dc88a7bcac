"""What only a run can add to a record: whose duplicate it is, a day that is met late, numbers of quality if wanted.

While a run goes on, a record bears the first post of its like that came before it. At the end it is known which is the
oldest, and what was written is put right: so the same posts give the same records, in whatever order they came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.address import record_id
from blogsieve.cleaners.corpus.duplicates import Duplicates
from blogsieve.cleaners.corpus.quality import quality_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogsieve.crawler.config import CrawlConfig

FLAG, DROP, KEEP = "flag", "drop", "keep"


class Finishing:
    """Finishes the records of a run, one after the other; `amends` says that what is written can be put right."""

    def __init__(self, config: CrawlConfig, *, amends: bool = True) -> None:
        self.duplicates = None if config.duplicates == KEEP else Duplicates()
        self.amends, self.measures = amends, config.quality
        self.drops = config.duplicates == DROP
        self.is_settled = False
        self.taken_out: set[str] = set()  # ids of records in whose place others are
        self.also: dict[str, list[str]] = {}  # by the ids of records, other addresses at which their posts were met
        self.undated: dict[str, int] = {}  # ids of records without a day, and the numbers of their pages
        self.days: dict[str, str] = {}  # by the ids of records, the days that lists show which came after them

    def tell_also(self, name: str, url: str) -> None:
        """Take in that the post of a record stands at another address too, which is known after it is written."""
        if url not in self.also.setdefault(name, []):
            self.also[name].append(url)

    def take_out(self, name: str) -> None:
        """Take in that another record stands for one that is written."""
        self.taken_out.add(name)
        if self.duplicates:
            self.duplicates.forget(name)

    def know(self, record: dict[str, Any]) -> None:
        """Take in a record that was written before the run was stopped, and in whose place it is."""
        for url in record.get("metadata", {}).get("also", ()):
            self.take_out(record_id(url))
        if self.duplicates:
            self.duplicates.meet(record)

    def finish(self, record: dict[str, Any]) -> bool:
        """Add to a record what is to be told; return False where it is a duplicate that is to be left out at once."""
        metadata = record["metadata"]
        metadata["duplicate_of"] = self.duplicates.meet(record) if self.duplicates else ""
        if self.drops and not self.amends and metadata["duplicate_of"]:
            return False
        if self.measures:
            metadata["quality"] = quality_of(record["text"])
        return True

    def settle(self) -> bool:
        """Decide which posts are the first, now that all are there; return whether any record is to be put right."""
        if self.duplicates and self.amends:
            self.duplicates.settle()
            self.is_settled = self.duplicates.have_told
        return self.is_settled or self.has_more

    @property
    def has_more(self) -> bool:
        """Whether there is more to be put right than whose like a post is."""
        return self.amends and bool(self.also or self.taken_out or self.days)

    def left_out(self) -> Iterator[str]:
        """Yield the ids of the records that are to be taken out of what is written."""
        yield from self.taken_out
        if self.drops and self.is_settled and self.duplicates:
            for name, _ in self.duplicates.firsts():
                yield name

    def tells_of(self, name: str) -> bool:
        """Return whether there is something that a record may have to be told anew."""
        is_more = name in self.also or name in self.taken_out or name in self.days
        return is_more or self.first_of(name) is not None

    def first_of(self, name: str) -> str | None:
        """Return what `metadata.duplicate_of` of a record is to be, None where it is as it was written."""
        return self.duplicates.first_of(name) if self.duplicates and self.is_settled else None

    def leaves_out(self, name: str) -> bool:
        """Return whether a record is to be taken out of what is written."""
        return name in self.taken_out or (self.drops and bool(self.first_of(name)))
