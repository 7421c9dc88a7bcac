"""Many tasks, a few workers: the executor of this machine."""

from __future__ import annotations

import os
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.engine.base import WorkerExecutor
from blogsieve.cleaners.engine.forkserver import ForkServer
from blogsieve.cleaners.engine.tasks import Limits
from blogsieve.cleaners.engine.worker import Worker
from blogsieve.cleaners.forms import Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class LocalExecutor(WorkerExecutor):
    """Worker processes that learn and clean; 0 stands for one a core."""

    def __init__(
        self,
        workers: int = 0,
        limits: Limits | None = None,
        preload: Sequence[str] = (),
        wanted: Wanted | None = None,
    ) -> None:
        super().__init__(workers or cores(), limits or Limits(), wanted or Wanted())
        self._fork_server = ForkServer(preload)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        again = Lock()
        self._workers = [Worker(self._fork_server, self.limits, again) for _ in range(self.size)]
        self._threads = [Thread(target=self._work, args=(worker,), daemon=True) for worker in self._workers]
        for thread in self._threads:
            thread.start()

    @property
    def parses(self) -> int:
        """How many times the workers have parsed a page; what one was ended over is not counted."""
        return sum(worker.parses for worker in self._workers)

    def renew(self) -> None:
        """Have new processes do what is begun from now on."""
        for worker in self._workers:
            worker.is_spent = True

    def close(self) -> None:
        """Finish what was submitted, and end the workers."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        self._fork_server.close()

    def _submit(self, method: str, *arguments: Any, **options: Any) -> Future[Any]:
        job = _Job(method, arguments, options)
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

    method: str
    arguments: Sequence[Any]
    options: Mapping[str, Any]
    future: Future[Any] = field(default_factory=Future)

    def do(self, worker: Worker) -> None:
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            self.future.set_result(getattr(worker, self.method)(*self.arguments, **self.options))
        except BaseException as error:
            # It belongs to the one who waits; this thread goes on.
            self.future.set_exception(error)


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
