"""Which records of a run are written, once they are finished: what all that was written before tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogsieve.crawler.output.finishing import Finishing

if TYPE_CHECKING:
    from blogsieve.crawler.config import CrawlConfig


class Gate:
    """Finishes the records of a run, or of one site, in their order."""

    def __init__(self, config: CrawlConfig) -> None:
        self.obey = config.obey
        self.finishing = Finishing(config)

    def why_not(self, record: dict[str, Any]) -> str:
        """Finish a record; return why it is not to be written, "" where it is."""
        if self.obey.intersection(record["metadata"]["signals"]):
            return "objected"
        return "" if self.finishing.finish(record) else "near-duplicate"
