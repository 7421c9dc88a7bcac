"""What the process of a crawl is told before its reactor runs: what it loads, collects, and keeps to itself."""

from __future__ import annotations

import gc
import logging
from importlib import import_module

from twisted.logger import globalLogBeginner

# Objects that are made before those that nothing refers to are looked for.
COLLECT_AFTER = 20_000


def collect_seldom() -> None:
    """Let the collector look at little: what is loaded stays, and pages go when nothing refers to them.

    To look at all of it again and again is a tenth of what this process does.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 20, 20)


def load_downloads() -> None:
    """Load what Scrapy downloads with, which it would load for the first request.

    Its deprecated classes look through all modules for each frame of the stack: 0.1 s here, 0.4 s in the reactor.
    """
    import_module("scrapy.core.downloader.handlers.http11")


def quiet_twisted() -> None:
    """Let Twisted print no tracebacks for a certificate that is wrong, which the blog's line tells of."""
    globalLogBeginner.beginLoggingTo((), discardBuffer=True, redirectStandardIO=False)
    logging.getLogger("twisted").addFilter(lambda record: "verifying certificate" not in record.getMessage())
