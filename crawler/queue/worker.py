"""A worker: leases blogs of a queue, crawls them, puts the results in their place, and takes them off the queue."""

from __future__ import annotations

import asyncio
import gc
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar, cast

from blogsieve.crawler.config import CrawlConfig
from blogsieve.crawler.output.giving_up import is_given_up
from blogsieve.crawler.queue.leases import Outcome
from blogsieve.crawler.queue.redis_queue import LeaseLost, QueueAway, QueueError
from blogsieve.crawler.queue.stoppable import StoppableCrawler
from blogsieve.crawler.queue.task import Task, outcome_of
from blogsieve.crawler.snapshot import HasSnapshot
from blogsieve.crawler.spiders.blog import BlogSpider
from blogsieve.crawler.ui.saying import FAILED, STOPPED, os_error_line, say
from blogsieve.crawler.workers import start_executor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import BaseSettings, Settings

    from blogsieve.crawler.queue.leases import Lease
    from blogsieve.crawler.queue.redis_queue import BlogQueue
    from blogsieve.crawler.queue.results import Results
    from blogsieve.crawler.queue.workplace import Workplace

Answer = TypeVar("Answer")
# Seconds between two looks at the queue, and between two lines on how far it is.
TICK, LINES = 1.0, 60.0
# A lease is renewed so many times in its length: one renewal may fail, or two.
RENEWALS = 4
# A blog that ends its worker would end all of them, one after the other.
MOST_TRIES = 5
# Results that are put in their places at once, while the queue is asked by a thread of its own.
PUTS = 4


class GaveUp(Exception):
    """A crawl that could not write, of which was told already."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is asked to do."""

    settings: BaseSettings
    arguments: dict[str, str]  # of the spider: which posts are wanted
    most: int  # blogs at once
    lease: float  # seconds
    keeps_archive: bool
    is_quiet: bool


class Worker:
    """Crawls until all blogs of a queue are done, those of other workers too: they may be lost, and are taken over."""

    def __init__(
        self, order: Order, queue: BlogQueue, workplace: Workplace, results: Results, process: AsyncCrawlerProcess
    ) -> None:
        self.order, self.queue, self.workplace, self.results, self.process = order, queue, workplace, results, process
        self.held: dict[str, Task] = {}  # by the entries of the leases
        self.working: set[asyncio.Task[None]] = set()
        self.is_stopping = False
        self.heard = monotonic()  # of the queue
        self.blogs, self.posts = 0, 0  # that are done here
        self.asking, self.putting = ThreadPoolExecutor(1), ThreadPoolExecutor(PUTS)
        self.executor = start_executor(CrawlConfig.from_settings(order.settings))

    async def run(self) -> int:
        """Work until nothing is left, or it is told to stop; return the exit code."""
        code = 0
        try:
            await self.crawl_all()
            if not self.is_stopping:
                await self.in_thread(self.putting, self.results.close)
        except (QueueError, OSError) as error:
            say(os_error_line(error) if isinstance(error, OSError) else str(error))
            code = FAILED
        except GaveUp:
            code = FAILED
        finally:
            await self.stop()
        return code or (STOPPED if self.is_stopping else 0)

    async def crawl_all(self) -> None:
        """Lease and crawl blogs until the queue is empty."""
        leases = await self.ask(self.queue.take_own, self.workplace.name, self.order.most)
        self.workplace.keep_only([lease.site for lease in leases])
        self.start(leases)
        renewal, line = 0.0, monotonic() + LINES
        while not self.is_stopping:
            if monotonic() >= renewal:
                renewal = monotonic() + self.order.lease / RENEWALS
                await self.renew()
                self.start(await self.ask(self.queue.take_over, self.workplace.name, self.free, self.order.lease))
            self.start(await self.ask(self.queue.take, self.workplace.name, self.free))
            if not self.working and await self.ask(self.queue.is_empty):
                return
            await self.wait()
            if monotonic() >= line:
                line = monotonic() + LINES
                # Crawls that have ended hold on to themselves, and the collector looks at little by itself.
                gc.collect()
                if not self.order.is_quiet:
                    say(f"{len(self.held)} blogs under way, {self.blogs} done here with {self.posts} posts")

    @property
    def free(self) -> int:
        """How many more blogs it may crawl; those that it has lost take no place while their last pages come in."""
        return self.order.most - sum(not task.is_lost for task in self.held.values())

    def start(self, leases: Iterable[Lease]) -> None:
        """Begin to crawl what is leased."""
        for lease in leases:
            # What it does not know that it has lost is its own again.
            if lease.entry not in self.held:
                self.held[lease.entry] = Task(lease, self.workplace.folder_of(lease.site))
                self.working.add(asyncio.create_task(self.work(lease)))

    async def renew(self) -> None:
        """Renew the leases, and end the crawls of blogs that were given to others."""
        entries = [entry for entry, task in self.held.items() if not task.is_lost]
        for entry in await self.ask(self.queue.renew, self.workplace.name, entries):
            if task := self.held.get(entry):
                task.is_lost = True
                say(f"{task.lease.blog}: is crawled by another worker by now")
                task.stop()

    async def wait(self) -> None:
        """Wait a while, or until one of the crawls ends; raise what went wrong with it."""
        if not self.working:
            await asyncio.sleep(TICK)
            return
        done, self.working = await asyncio.wait(self.working, timeout=TICK, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def work(self, lease: Lease) -> None:
        """Crawl the blogs of a host, one after the other."""
        following: Lease | None = lease
        try:
            while following and not self.is_stopping:
                task = self.held[lease.entry] = Task(following, self.workplace.folder_of(following.site))
                following = await self.do(task)
        finally:
            del self.held[lease.entry]

    async def do(self, task: Task) -> Lease | None:
        """Crawl a blog and put its results in their place; return the next one of its host, if any."""
        tries = await self.ask(self.queue.begin, task.lease)
        if tries > MOST_TRIES:
            task.remove()
            outcome: Outcome | None = Outcome(0, f"was begun {MOST_TRIES} times, and never came to its end")
        else:
            outcome = task.outcome or await self.crawl(task)
        if outcome is None and not task.is_lost:
            await self.ask(self.queue.pause, task.lease)
            return None
        if outcome is None or not await self.holds(task):
            task.remove()
            return None
        await self.in_thread(self.putting, self.results.put, task, outcome)
        try:
            following = await self.ask(self.queue.finish, self.workplace.name, task.lease, outcome)
        except LeaseLost:
            following = None
        else:
            self.count(task.lease.blog, outcome)
        task.remove()
        return following

    async def crawl(self, task: Task) -> Outcome | None:
        """Return what the crawl of a blog came to, None where it was ended before, or is not to begin any more."""
        if self.is_stopping or task.is_lost:
            return None
        settings = task.prepare(self.order.settings, keeps_archive=self.order.keeps_archive)
        task.crawler = crawler = StoppableCrawler(BlogSpider, cast("Settings", settings))
        try:
            await self.process.crawl(crawler, url=task.lease.blog, executor=self.executor, **self.order.arguments)
        except sqlite3.Error as error:
            # What cannot be read is fetched again, by the worker that is started next.
            task.remove()
            say(f"{task.folder}: {error}")
            raise GaveUp from error
        assert crawler.stats is not None
        if is_given_up(crawler):
            raise GaveUp
        if task.is_lost:
            return None
        if crawler.stats.get_value("finish_reason") == "shutdown":
            # By Ctrl-C, which Scrapy hears: all end.
            self.is_stopping = True
            return None
        assert isinstance(crawler.spider, HasSnapshot)
        outcome = outcome_of(crawler.spider.snapshot().blogs[0])
        task.note(outcome)
        return outcome

    async def holds(self, task: Task) -> bool:
        """Say whether a blog still is this worker's."""
        return not await self.ask(self.queue.renew, self.workplace.name, [task.lease.entry])

    def count(self, blog: str, outcome: Outcome) -> None:
        """Count a blog that is done, and tell of it."""
        self.blogs, self.posts = self.blogs + 1, self.posts + outcome.posts
        if not self.order.is_quiet:
            say(f"{blog}: {outcome.trouble or f'{outcome.posts} posts written'}")

    async def ask(self, function: Callable[..., Answer], *arguments: Any) -> Answer:
        """Ask the queue; where it is away, again for as long as the leases may be held."""
        while True:
            try:
                answer = await self.in_thread(self.asking, function, *arguments)
            except QueueAway:
                if self.is_stopping or monotonic() - self.heard > self.order.lease:
                    raise
                await asyncio.sleep(TICK)
            else:
                self.heard = monotonic()
                return answer

    async def in_thread(self, pool: ThreadPoolExecutor, function: Callable[..., Answer], *arguments: Any) -> Answer:
        """Call what takes its time."""
        return await asyncio.get_running_loop().run_in_executor(pool, function, *arguments)

    async def stop(self) -> None:
        """End all crawls; they go on where the worker is started again, and with others when their leases are over."""
        self.is_stopping = self.is_stopping or bool(self.working)
        for task in self.held.values():
            task.stop()
        await asyncio.gather(*self.working, return_exceptions=True)
        self.executor.close()
        self.asking.shutdown()
        self.putting.shutdown()
        self.workplace.close()
