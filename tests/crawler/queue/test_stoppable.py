"""A crawl that is told to stop while it is opened: it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# A process of its own has a reactor of its own. What is told while the spider is opened is told in the gap.
PROGRAM = """
import asyncio
from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerProcess
from blogsieve.crawler.queue.stoppable import StoppableCrawler

class Endless(Spider):
    name = "endless"

    async def start(self):
        while True:
            await asyncio.sleep(0.01)
        # Scrapy waits without end for an item that is under way when it cancels this.
        yield

def tell():
    told.append(asyncio.ensure_future(crawler.stop_async()))

told = []
process = AsyncCrawlerProcess({"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False})
crawler = StoppableCrawler(Endless, process.settings)
crawler.signals.connect(tell, signal=signals.SIGNAL)
process.crawl(crawler)
process.start()
print(crawler.stats.get_value("finish_reason"), all(one.done() for one in told), len(told))
"""
# Seconds; a crawl that does not end never does.
PATIENCE = 300


def test_a_crawl_that_is_told_while_it_is_opened_ends(tmp_path: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM.replace("SIGNAL", name)], cwd=tmp_path, stdout=subprocess.PIPE, text=True
        )
        for name in ("spider_opened", "engine_started")
    ]
    try:
        assert [process.communicate(timeout=PATIENCE)[0] for process in running] == ["shutdown True 1\n"] * 2
    finally:
        for process in running:
            process.kill()
