"""Which records of a run are written, once they are finished: what all that was written before tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogsieve.crawler.frontier.states import NEAR_DUPLICATE
from blogsieve.crawler.output.finishing import Finishing

if TYPE_CHECKING:
    from blogsieve.crawler.config import CrawlConfig


class Gate:
    """Finishes the records of a run, or of one site; `amends` says that what is written can be put right at the end."""

    def __init__(self, config: CrawlConfig, *, amends: bool = True) -> None:
        self.obey = config.obey
        self.finishing = Finishing(config, amends=amends)

    def why_not(self, record: dict[str, Any]) -> str:
        """Finish a record; return why it is not to be written, "" where it is."""
        if self.obey.intersection(record["metadata"]["signals"]):
            return "objected"
        return "" if self.finishing.finish(record) else NEAR_DUPLICATE
