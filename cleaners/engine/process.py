"""The processes that clean: one loads the cleaners and forks a worker for each socket that it is handed.

What is loaded before the fork is shared by all workers, and a new one is there in milliseconds. A worker sets an alarm
before each task and does not handle it: the system ends a worker that is late, in whatever loop it is caught.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
import warnings
from contextlib import suppress
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection
from select import select
from threading import Lock
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom import tree
from blogsieve.cleaners.engine.inplace import InPlace, set_alarm, timed
from blogsieve.cleaners.engine.serial import SerialExecutor
from blogsieve.cleaners.engine.tasks import (
    Answer,
    Learn,
    Remember,
    Task,
    Work,
)
from blogsieve.cleaners.engine.worker import Worker
from blogsieve.cleaners.errors import FaultWarning, broken
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.options import Options, choose
from blogsieve.cleaners.pipeline.clean import clean_page
from blogsieve.cleaners.site.learning import learn
from blogsieve.cleaners.site.study import study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


# Makes everything load that most pages need: rules, platforms, names of months, profiles of languages. It is long
# enough for the extractor to be content, which reads the stop words of a hundred languages else, and for the language
# to be sure, or the slow detector would be asked: together that is a third of the memory, and half a second.
SPECIMEN = b"""<html lang=en><title>A walk - Blog</title><body><nav>Home</nav><article><h1>A walk</h1><p>May 3, 2021</p>
<p>Along the river the path was dry, and nobody had told the geese that it was their turn to leave the meadow.</p>
<p>We sat down on the wall until the boats came in, and then walked home the same way, later than we had said.</p>
<p>In the kitchen the others had already lit the fire, and somebody asked us where the bread was, which we had left on
the wall. It was my brother who went back for it in the dark, and he says that the geese were asleep by then.</p>
<p>Tomorrow we want to see the mill, if the weather holds, and the day after that it is time for us to go home.</p>
</article><div class=sidebar>Archive</div></body></html>"""
# A page's tree and record are gone when nothing refers to them; cycles are few, and the worker is renewed.
COLLECT_AFTER = 50_000


def main() -> None:
    """Fork a worker for each socket that comes through the one that the arguments name, until it is closed.

    The other arguments say what is loaded besides the cleaners. The options come through standard input: they may be
    chosen while all is loaded.
    """
    # Ctrl-C is for the process that we work for: it lets us finish.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    descriptor, *preload = sys.argv[1:]
    try:
        load(preload)
    except Exception:
        # Who started it ahead may have found the same fault, told it in a line and left.
        if sys.stdin.read():
            raise
        return
    if not (told := sys.stdin.read()):
        return
    choose(Options(**json.loads(told)))
    # They go with the record to who asked for it, and tells of them.
    warnings.simplefilter("ignore", FaultWarning)
    # The system clears away workers that have ended. From here on the end of the socket is ours.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    control = socket.socket(fileno=int(descriptor))
    while (received := socket.recv_fds(control, 1, 1))[0]:
        (theirs,) = received[1]
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            control.close()
            # Whom it works for may be killed at any time.
            with suppress(OSError):
                serve(Connection(theirs))
            os._exit(0)
        os.close(theirs)
    with suppress(ChildProcessError):
        os.wait()
    os._exit(0)


def load(preload: Sequence[str]) -> None:
    """Load all that cleaning needs, and keep the collector from ever looking at it again."""
    # All that is made here stays: to look for cycles in it, again and again, is an eighth of the time.
    gc.disable()
    page = Page("https://example.org/2021/05/03/a-walk", SPECIMEN, "text/html")
    clean_page(page, learn([page]))
    for name in preload:
        module, _, function = name.partition(":")
        loaded = import_module(module)
        if function:
            getattr(loaded, function)(page)
    # What is garbage by now is little, and takes longer to find than a page to clean.
    gc.freeze()
    gc.enable()
    gc.set_threshold(COLLECT_AFTER, 20, 20)


def serve(connection: Connection) -> None:
    """Answer tasks until the other end is closed."""
    remembered: dict[int, object] = {}
    counted = tree.parsed.pages
    connection.send("ready")
    while True:
        try:
            task: Remember | Work | Learn | Task = connection.recv()
        except EOFError:
            return
        if isinstance(task, Task):
            value, parses = result_of(task, connection)
            connection.send(Answer(value, tree.parsed.pages - counted + parses))
            counted = tree.parsed.pages
            continue
        if isinstance(task, Remember):
            remember(remembered, task)
            continue
        set_alarm(task.seconds)
        for value, is_last in values_of(task, remembered):
            # To send may take as long as the other end wants.
            set_alarm(0)
            connection.send(Answer(value, tree.parsed.pages - counted, is_last))
            counted = tree.parsed.pages
            set_alarm(0 if is_last else task.seconds)


def remember(remembered: dict[int, object], task: Remember) -> None:
    """Keep what is known of a site, or forget it."""
    if task.known is None:
        remembered.pop(task.number, None)
    else:
        remembered[task.number] = task.known


def values_of(task: Work | Learn, remembered: dict[int, object]) -> Iterator[tuple[object, bool]]:
    """Yield what came of a task, each with whether it is the last; a fault of ours costs the page, not the crawl."""
    try:
        if isinstance(task, Work):
            yield task.function(task.page, remembered.get(task.number), *task.arguments), True
        else:
            for value in study(timed(task.pages, task.seconds), task.known, task.wanted if task.cleans else None):
                yield value, False
            yield None, True
    except Exception as error:
        yield broken(error), True


def result_of(task: Task, connection: Connection) -> tuple[object, int]:
    """Return what came of a task, and how many times pages were parsed elsewhere for it.

    Its pages are worked on here, or, where it is careful, in a process beside.
    """
    worker = Worker(OwnForks(connection), task.limits, Lock()) if task.is_careful else None
    look = partial(end_with, connection)
    executor = SerialExecutor(worker or InPlace(task.limits), task.limits, task.wanted, look)
    with executor:
        return outcome(partial(task.function, task.argument, executor)), worker.parses if worker else 0


def outcome(call: Callable[[], object]) -> object:
    """Return what a call returns, or why it fails; what else it raises is a fault of ours."""
    try:
        return call()
    except Exception as error:
        return error if isinstance(error, OSError) else broken(error)


def end_with(connection: Connection) -> None:
    """End this process if the one that it works for is there no more; until its answer that has nothing to say."""
    if select([connection], (), (), 0)[0]:
        os._exit(0)


class OwnForks:
    """Workers that this process forks itself."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def fork(self) -> Connection:
        """Return the connection to a new worker."""
        ours, theirs = socket.socketpair()
        if os.fork() == 0:
            ours.close()
            self.connection.close()
            with suppress(OSError):
                serve(Connection(theirs.detach()))
            os._exit(0)
        theirs.close()
        return Connection(ours.detach())
