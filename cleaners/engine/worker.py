"""One thread's worker: hands it tasks, and replaces it when it is late, dead or old."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.engine.tasks import (
    Learn,
    Learned,
    Remember,
    Task,
    TooSlow,
    Work,
    WorkerDied,
    check_size,
    places_of_fitting,
)
from blogsieve.cleaners.errors import CleaningError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection
    from threading import Lock

    from blogsieve.cleaners.engine.executor import Executor
    from blogsieve.cleaners.engine.forkserver import Forks
    from blogsieve.cleaners.engine.tasks import Answer, Limits
    from blogsieve.cleaners.forms import Wanted
    from blogsieve.cleaners.model import Page

# A task whose process was ended so often is not tried again.
TRIES = 4
# Sites that a worker knows of: a crawl of many blogs goes on with most of these for a while.
SITES = 32

# The system counts the processor's time in ticks, and may end a worker a bit too early. One that is ended by the alarm
# has lived as long by the clock, and one that crashes later than that is hardly worth another word.
EARLY = 0.1

# Of fewer pages the memory is soon used by others, and a new worker has to read again what is read when it is needed.
LARGE_SAMPLE = 10


class Worker:
    """A worker process after the other; for one thread."""

    def __init__(self, fork_server: Forks, limits: Limits, again: Lock) -> None:
        self._again = again  # held by the worker that tries a page once more
        self.parses = 0  # of pages, in all its processes
        self.is_spent = False  # whether the present process is to do nothing more
        self._fork_server = fork_server
        self._limits = limits
        self._connection: Connection | None = None
        self._tasks = 0  # of the present process
        self._known: dict[int, object] = {}  # what it has; kept here, so that nothing else gets the same number

    def call(self, function: Callable[..., Any], page: Page, known: object, *arguments: Any, seconds: float = 0) -> Any:
        """Return `function(page, known, *arguments)`; raise CleaningError where there is no result."""
        check_size(page, self._limits)

        def ask() -> Any:
            task = Work(function, page, self._tell(known), arguments, seconds or self._limits.seconds)
            (value,) = self._ask(task)
            return value

        try:
            return ask()
        except (TooSlow, WorkerDied):
            # It may be the machine's fault, or that of another page which took all of its memory.
            with self._again:
                return ask()

    def learn(self, task: Learn) -> Learned:
        """Return what pages have in common, those left out that are too large; if it fails, those that fail alone."""
        places = places_of_fitting(task.pages, self._limits)
        try:
            return self._learn(task, places)
        except (TooSlow, WorkerDied):
            places = [place for place in places if self._survives(task.pages[place])]
            return self._learn(task, places)
        finally:
            if len(places) >= LARGE_SAMPLE:
                # All its trees were in memory at once, and what they took is not given back.
                self.close()

    def run(self, function: Callable[[Any, Executor], Any], argument: Any, wanted: Wanted) -> Any:
        """Return `function(argument, executor)`; what a page does to its process costs that page.

        The pages are worked on where the function is called, which is the fastest. Where that process is ended, all is
        done again, with a process of its own for the pages; a process that is killed otherwise costs time only.
        """
        for tried in range(TRIES):
            try:
                connection = self._connect()
                connection.send(Task(function, argument, self._limits, wanted, is_careful=tried > 0))
                answer = self._receive(connection)
            except (EOFError, OSError):
                self.close()
                continue
            self._tasks += max(1, answer.parses)
            if isinstance(answer.value, Exception):
                raise answer.value
            return answer.value
        raise WorkerDied(f"ended {TRIES} processes that worked on it, one after the other")

    def close(self) -> None:
        """Let the process end."""
        if self._connection:
            self._connection.close()
        self._connection = None
        self._tasks = 0
        self._known.clear()

    def _learn(self, task: Learn, places: Sequence[int]) -> Learned:
        self._connect()
        model, *results = self._ask(task._replace(pages=[task.pages[place] for place in places]))
        return Learned(model, dict(zip(places, results, strict=False)))

    def _ask(self, task: Work | Learn) -> list[Any]:
        """Return the answers to a task, those before its worker's end if there are any; else raise the error."""
        connection, start, found = self._connection, monotonic(), list[Any]()
        assert connection is not None
        try:
            connection.send(task)
            while not (answer := self._receive(connection)).is_last:
                found.append(answer.value)
        except (EOFError, OSError) as error:
            self.close()
            if found:
                return found
            if monotonic() - start >= task.seconds * (1 - EARLY):
                raise TooSlow(f"takes longer than {task.seconds:g} s of the processor to clean") from error
            raise WorkerDied("ended the worker that cleaned it") from error
        self._tasks += 1
        if isinstance(answer.value, CleaningError) and not found:
            raise answer.value
        return found or [answer.value]

    def _receive(self, connection: Connection) -> Answer:
        answer: Answer = connection.recv()
        self.parses += answer.parses
        return answer

    def _connect(self) -> Connection:
        """Return the connection to a process that is ready, young and alive."""
        # An idle worker has nothing to say: what can be read is the end of it.
        is_old = self.is_spent or self._tasks >= self._limits.renew_after
        if self._connection and (is_old or self._connection.poll()):
            self.close()
        if self._connection is None:
            self.is_spent = False
            self._connection = self._fork_server.fork()
            try:
                self._connection.recv()
            except (EOFError, OSError) as error:
                self.close()
                raise WorkerDied("no worker starts") from error
        return self._connection

    def _tell(self, known: object) -> int:
        """Return the number under which the worker has what is known of a site, and send it where it has not."""
        connection, number = self._connect(), id(known)
        if known is None:
            return 0
        if number not in self._known:
            if len(self._known) >= SITES:
                oldest = next(iter(self._known))
                connection.send(Remember(oldest, None))
                del self._known[oldest]
            connection.send(Remember(number, known))
            self._known[number] = known
        return number

    def _survives(self, page: Page) -> bool:
        try:
            self._learn(Learn([page], self._limits.seconds), [0])
        except (TooSlow, WorkerDied):
            return False
        return True
