"""The workers that the settings ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.engine import Limits, open_executor
from blogsieve.cleaners.options import chosen
from blogsieve.crawler.blogs import PRELOAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.engine import Executor
    from blogsieve.crawler.config import CrawlConfig


def start_executor(
    config: CrawlConfig, workers: int = 0, name: str = "local", address: str = "", preload: Sequence[str] = PRELOAD
) -> Executor:
    """Return who does the work that the settings ask for, with so many workers; within the limits of the settings."""
    limits = Limits(config.page_timeout, config.page_maxsize)
    with chosen(config.options):
        return open_executor(name, workers or config.workers, limits, preload, config.wanted, address)
