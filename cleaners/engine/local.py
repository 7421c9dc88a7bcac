"""Many tasks, a few workers."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Self

from blogsieve.cleaners.engine.forkserver import ForkServer
from blogsieve.cleaners.engine.tasks import Limits
from blogsieve.cleaners.engine.worker import Worker
from blogsieve.cleaners.errors import CleaningError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.cleaners.site.model import SiteModel

# Pages under way for each worker when many are cleaned in order: enough that none waits for a slow one before it.
AHEAD = 8


class Pool:
    """Workers that learn and clean; 0 stands for one a core."""

    def __init__(self, workers: int = 0, limits: Limits | None = None) -> None:
        self.size = workers or cores()
        self._nursery = ForkServer()
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        own = limits or Limits()
        self._threads = [
            Thread(target=self._work, args=(Worker(self._nursery, own),), daemon=True) for _ in range(self.size)
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def clean(self, page: Page, site: SiteModel | None = None) -> Future[Cleaned]:
        """Return the future of `clean_page(page, site)`; it raises CleaningError where there is no record."""
        return self._submit(lambda worker: worker.clean(page, site))

    def learn(self, pages: Sequence[Page], known: SiteModel | None = None) -> Future[SiteModel]:
        """Return the future of `learn(pages, known=known)`; pages that break the limits are passed over."""
        return self._submit(lambda worker: worker.learn(pages, known))

    def clean_all(
        self, pairs: Iterable[tuple[Page, SiteModel | None]]
    ) -> Iterator[tuple[Page, Cleaned | CleaningError]]:
        """Yield what became of each page, in their order; only a few pages are taken ahead."""
        waiting: deque[tuple[Page, Future[Cleaned]]] = deque()
        for page, site in pairs:
            waiting.append((page, self.clean(page, site)))
            if len(waiting) >= AHEAD * self.size:
                yield _outcome(*waiting.popleft())
        while waiting:
            yield _outcome(*waiting.popleft())

    def close(self) -> None:
        """Finish what was submitted, and end the workers."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        self._nursery.close()

    def _submit(self, call: Callable[[Worker], Any]) -> Future[Any]:
        job = _Job(call)
        self._jobs.put(job)
        return job.future

    def _work(self, worker: Worker) -> None:
        while (job := self._jobs.get()) is not None:
            job.do(worker)
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


def _outcome(page: Page, future: Future[Cleaned]) -> tuple[Page, Cleaned | CleaningError]:
    try:
        return page, future.result()
    except CleaningError as error:
        return page, error


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
