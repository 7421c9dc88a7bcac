"""How a process becomes a worker: what it is asked to do is checked, and then done until the queue is empty."""

from __future__ import annotations

import asyncio
import resource
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.utils.defer import deferred_from_coro

from blogsieve.cleaners.corpus.formats import BY_KEY
from blogsieve.cleaners.corpus.places import NoPlace, is_remote, place_of
from blogsieve.crawler.blogs.selection import Selection, WrongArgument
from blogsieve.crawler.output.giving_up import listening
from blogsieve.crawler.queue.redis_queue import BlogQueue, QueueError
from blogsieve.crawler.queue.results import Results
from blogsieve.crawler.queue.worker import Order, Worker
from blogsieve.crawler.queue.workplace import Workplace
from blogsieve.crawler.ui.checks import check_folder, usage_error
from blogsieve.crawler.ui.saying import STOPPED, say

if TYPE_CHECKING:
    import argparse

    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import BaseSettings

# At a request a second to each it is about what one process can fetch: see docs/scale.md.
BLOGS_AT_ONCE = 100
# Files that a blog's crawl has open: its database with its log, records, archive, and connections.
FILES_A_BLOG, FILES_IN_ANY_CASE = 16, 256
# What a worker cannot do, and why.
OF_ONE_MACHINE = "is one machine's; a blog may be crawled by any worker"
REFUSED = {
    "BLOGSIEVE_STATE": OF_ONE_MACHINE,
    "BLOGSIEVE_BOILERPLATE": OF_ONE_MACHINE,
    "BLOGSIEVE_ADDRESSES": OF_ONE_MACHINE,
    "BLOGSIEVE_BROWSER": "a worker would have a browser for each blog; crawl those that need one by themselves",
}
# Seconds; a worker looks at the queue once in a second.
SHORTEST_LEASE = 2.0
GOES_ON = "stopped before the end; the same command goes on from here"


@dataclass(frozen=True, slots=True)
class Joining:
    """A command line that asks for a worker, checked."""

    queue: BlogQueue
    order: Order
    root: Path  # where the workers of this machine work
    output: str
    archive: str


def check_joining(args: list[str], opts: argparse.Namespace, settings: BaseSettings) -> Joining:
    """Return what a command line asks for; raise UsageError where it cannot be meant."""
    for what in ("url", "file", "explain"):
        if what in opts.spargs:
            raise usage_error(f"-a {what}=: the blogs of a worker come from its queue; blogsieve queue add adds some")
    if args:
        raise usage_error(f"{args[0]}: the blogs of a worker come from its queue; blogsieve queue add adds some")
    for name, why in REFUSED.items():
        if settings[name]:
            raise usage_error(f"{name}={settings[name]}: {why}")
    most = BLOGS_AT_ONCE if opts.blogs_at_once is None else opts.blogs_at_once
    if most < 1:
        raise usage_error(f"--blogs-at-once {most}: is less than 1")
    lease = settings.getfloat("BLOGSIEVE_LEASE")
    if lease < SHORTEST_LEASE:
        raise usage_error(f"BLOGSIEVE_LEASE={lease:g}: is less than {SHORTEST_LEASE:g}")
    output = check_output_folder(opts)
    archive = opts.archive or ""
    for name in filter(None, (output, archive)):
        check_place(name)
    try:
        Selection.read(opts.spargs)
        queue = BlogQueue(opts.workers)
        queue.check()
    except (WrongArgument, QueueError) as error:
        raise usage_error(str(error)) from error
    root = Path(settings["JOBDIR"] or f"blogsieve-{queue.name}")
    check_folder(root)
    is_quiet = settings["BLOGSIEVE_PROGRESS"] == "none"
    order = Order(settings, opts.spargs, most, lease, bool(archive), is_quiet)
    return Joining(queue, order, root, output, archive)


def check_output_folder(opts: argparse.Namespace) -> str:
    """Return the one folder that records go to."""
    named = opts.overwrite_output or []
    if opts.output or len(named) != 1:
        raise usage_error("workers put their records together in one folder: -O FOLDER, or -O s3://BUCKET/FOLDER")
    if Path(named[0]).suffix.removeprefix(".") in BY_KEY or named[0].startswith("-"):
        raise usage_error(f"{named[0]}: names one file; workers put their records together in a folder")
    return str(named[0])


def check_place(name: str) -> None:
    """Refuse a folder that nothing can be written to: better now than with the first blog."""
    if not is_remote(name):
        check_folder(Path(name))
        return
    try:
        probe = place_of(name) / ".blogsieve"
        probe.parent.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except NoPlace as error:
        raise usage_error(str(error)) from error
    except Exception as error:
        # Each store has errors of its own.
        raise usage_error(f"{name}: {error}") from error


def join(joining: Joining, process: AsyncCrawlerProcess) -> int:
    """Work until the queue is empty; return the exit code."""
    allow_files(joining.order.most * FILES_A_BLOG + FILES_IN_ANY_CASE)
    workplace = Workplace(joining.root)
    worker = Worker(joining.order, joining.queue, workplace, Results(joining.output, joining.archive), process)
    if not joining.order.is_quiet:
        say(f"worker {workplace.name} of {joining.queue.shown} works in {workplace.folder}")
    loop = asyncio.get_event_loop()
    main = loop.create_task(worker.run())
    end_together(worker, main, process)
    with listening(process.crawlers):
        process.start(stop_after_crawl=False)
    code = main.result() if main.done() else STOPPED
    if code == STOPPED:
        say(GOES_ON)
    elif not code and not joining.order.is_quiet:
        say(f"all blogs of {joining.queue.shown} are done: {worker.blogs} here, with {worker.posts} posts")
    return code


def end_together(worker: Worker, main: asyncio.Task[int], process: AsyncCrawlerProcess) -> None:
    """Let the reactor end with the worker, and the worker with the reactor."""
    from twisted.internet import reactor

    own: Any = reactor

    def wait_for_worker() -> Any:
        worker.is_stopping = True
        # Crawls that still go on at the reactor's end were told so twice: that is at once.
        return None if process.crawlers else deferred_from_coro(asyncio.wait({main}))

    own.addSystemEventTrigger("before", "shutdown", wait_for_worker)
    main.add_done_callback(lambda _: stop(own))


def stop(reactor: Any) -> None:
    """Stop a reactor that may be stopping already."""
    with suppress(RuntimeError):
        reactor.stop()


def allow_files(most: int) -> None:
    """Let this process have so many files open, as far as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < most:
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
