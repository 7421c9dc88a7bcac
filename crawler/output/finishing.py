"""What only a run can add to a record: whose duplicate it is, and the numbers of its quality where they are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.corpus.duplicates import Duplicates
from blogsieve.cleaners.corpus.quality import quality_of

if TYPE_CHECKING:
    from blogsieve.crawler.config import CrawlConfig

FLAG, DROP, KEEP = "flag", "drop", "keep"


class Finishing:
    """Finishes the records of a run, one after the other."""

    def __init__(self, config: CrawlConfig) -> None:
        self.duplicates = None if config.duplicates == KEEP else Duplicates()
        self.drops, self.measures = config.duplicates == DROP, config.quality

    def know(self, record: dict[str, Any]) -> None:
        """Take in a record that was written before the run was stopped."""
        if self.duplicates:
            self.duplicates.meet(record)

    def finish(self, record: dict[str, Any]) -> bool:
        """Add to a record what is to be told; return False where it is a duplicate that is to be left out."""
        metadata = record["metadata"]
        metadata["duplicate_of"] = self.duplicates.meet(record) if self.duplicates else ""
        if self.drops and metadata["duplicate_of"]:
            return False
        if self.measures:
            metadata["quality"] = quality_of(record["text"])
        return True
