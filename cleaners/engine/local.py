"""Many tasks, a few workers: the executor of this machine."""

from __future__ import annotations

import os
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Concatenate, Self, TypeVar

from blogsieve.cleaners.engine.calls import clean
from blogsieve.cleaners.engine.forkserver import ForkServer
from blogsieve.cleaners.engine.tasks import Learn, Limits
from blogsieve.cleaners.engine.worker import Worker
from blogsieve.cleaners.forms import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from blogsieve.cleaners.engine.executor import Executor
    from blogsieve.cleaners.engine.tasks import Learned
    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.cleaners.site.model import SiteModel

Argument = TypeVar("Argument")
Known = TypeVar("Known")
Result = TypeVar("Result")


class LocalExecutor:
    """Worker processes that learn and clean; 0 stands for one a core."""

    def __init__(
        self,
        workers: int = 0,
        limits: Limits | None = None,
        preload: Sequence[str] = (),
        wanted: Wanted | None = None,
    ) -> None:
        self.size = workers or cores()
        self.wanted = wanted or Wanted()
        self._fork_server = ForkServer(preload)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._limits, again = limits or Limits(), Lock()
        self._workers = [Worker(self._fork_server, self._limits, again) for _ in range(self.size)]
        self._threads = [Thread(target=self._work, args=(worker,), daemon=True) for worker in self._workers]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def parses(self) -> int:
        """How many times the workers have parsed a page; what one was ended over is not counted."""
        return sum(worker.parses for worker in self._workers)

    def submit(
        self,
        function: Callable[Concatenate[Page, Known, ...], Result],
        page: Page,
        known: Known,
        *arguments: Any,
        seconds: float = 0,
    ) -> Future[Result]:
        """Return the future of `function(page, known, *arguments)`; it raises CleaningError where there is none."""
        return self._submit(lambda worker: worker.call(function, page, known, *arguments, seconds=seconds))

    def submit_clean(self, page: Page, site: SiteModel | None = None) -> Future[Cleaned]:
        """Return the future of `clean_page(page, site)`; it raises CleaningError where there is no record."""
        return self.submit(clean, page, site, self.wanted)

    def submit_learn(
        self, pages: Sequence[Page], known: SiteModel | None = None, *, cleans: bool = False
    ) -> Future[Learned]:
        """Return the future of what the pages have in common; pages that break the limits are passed over."""
        task = Learn(pages, self._limits.seconds, known, cleans, self.wanted)
        return self._submit(lambda worker: worker.learn(task))

    def submit_task(self, function: Callable[[Argument, Executor], Result], argument: Argument) -> Future[Result]:
        """Return the future of `function(argument, executor)`, called as a whole in one of the workers."""
        return self._submit(lambda worker: worker.run(function, argument, self.wanted))

    def close(self) -> None:
        """Finish what was submitted, and end the workers."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        self._fork_server.close()

    def _submit(self, call: Callable[[Worker], Any]) -> Future[Any]:
        job = _Job(call)
        self._jobs.put(job)
        return job.future

    def _work(self, worker: Worker) -> None:
        while (job := self._jobs.get()) is not None:
            job.do(worker)
            # What it holds is not kept until the next one comes.
            del job
        worker.close()


@dataclass(frozen=True, slots=True)
class _Job:
    """Something to ask of a worker, and the future of its answer."""

    call: Callable[[Worker], Any]
    future: Future[Any] = field(default_factory=Future)

    def do(self, worker: Worker) -> None:
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            self.future.set_result(self.call(worker))
        except BaseException as error:
            # It belongs to the one who waits; this thread goes on.
            self.future.set_exception(error)


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
