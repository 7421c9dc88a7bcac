"""The executor of a Ray cluster; the only file that uses Ray.

Each task of Ray's has one of our workers beside it, a process that it hands the work to: a page that crashes or hangs
ends that worker and costs the page, and not the task, which Ray would try again until it gives up the whole job.
"""

from __future__ import annotations

import logging
import os
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

import ray
from ray.exceptions import RayError

from blogsieve.cleaners.engine.base import WorkerExecutor
from blogsieve.cleaners.engine.forkserver import ForkServer
from blogsieve.cleaners.engine.tasks import WorkerDied
from blogsieve.cleaners.engine.worker import Worker
from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.options import chosen, options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.engine.tasks import Limits
    from blogsieve.cleaners.forms import Wanted


# Of a cluster of this machine alone: nobody is told of who cleans blogs, and workers give way to others no more than
# those of `local` do. Ray's have a niceness of 15 else, and hardly get on where the machine is busy.
OF_OUR_OWN = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0"}
# A node that is lost takes its tasks with it; so often they are done again elsewhere.
TRIES_AGAIN = 5
# What is known of sites that a cluster holds, and a process of it.
SITES = 32


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a site, kept by the cluster; a process fetches it once."""

    known: ray.ObjectRef


class RayExecutor(WorkerExecutor):
    """Has pages and tasks worked on by a cluster: one that is running at an address, or one of this machine's own."""

    def __init__(self, workers: int, limits: Limits, preload: Sequence[str], wanted: Wanted, address: str) -> None:
        self._has_begun = not ray.is_initialized()
        if self._has_begun:
            for name, value in OF_OUR_OWN.items():
                os.environ.setdefault(name, value)
            local = {} if address else {"num_cpus": workers or None, "include_dashboard": False}
            ray.init(address=address or None, logging_level=logging.ERROR, log_to_driver=False, **local)
        super().__init__(workers or int(ray.cluster_resources().get("CPU", 1)), limits, wanted)
        self.parses = 0
        self._how = ray.put((limits, tuple(preload), os.getcwd(), options()))
        # With what it is, so that nothing else has its number.
        self._known: dict[int, tuple[object, ray.ObjectRef]] = {}
        self._under_way: set[Future[Any]] = set()

    def renew(self) -> None:
        """Do nothing: the processes of a cluster are its own to renew."""

    def close(self) -> None:
        """Finish what was submitted, and leave the cluster; one of our own ends."""
        for future in list(self._under_way):
            future.exception()
        if self._has_begun:
            ray.shutdown()

    def _submit(self, method: str, *arguments: Any, **options: Any) -> Future[Any]:
        promised: Future[Any] = Future()
        self._under_way.add(promised)
        promised.add_done_callback(self._under_way.discard)
        answer = remote_call.remote([self._how], method, arguments, options)
        answer.future().add_done_callback(lambda found: self._take(found, promised))
        return promised

    def _take(self, found: Future[tuple[Any, Exception | None, int]], promised: Future[Any]) -> None:
        try:
            value, error, parses = found.result()
        except RayError as fault:
            promised.set_exception(WorkerDied(f"was lost with its node: {str(fault).splitlines()[0]}"))
            return
        except Exception as fault:
            promised.set_exception(fault)
            return
        self.parses += parses
        if error:
            promised.set_exception(error)
        else:
            promised.set_result(value)

    def _tell(self, known: object) -> Known | None:
        if known is None:
            return None
        if id(known) not in self._known:
            if len(self._known) >= SITES:
                del self._known[next(iter(self._known))]
            self._known[id(known)] = known, ray.put(known)
        return Known(self._known[id(known)][1])


def call_worker(
    how: list[ray.ObjectRef], method: str, arguments: Sequence[Any], options: dict[str, Any]
) -> tuple[Any, Exception | None, int]:
    """Return what a method of this process's worker returns, or what it raises, and how often pages were parsed."""
    try:
        worker = own_worker(*how)
        before = worker.parses
        value = getattr(worker, method)(*(fetched(one) for one in arguments), **options)
    except (CleaningError, OSError) as error:
        return None, error, 0
    return value, None, worker.parses - before


@cache
def own_worker(how: ray.ObjectRef) -> Worker:
    """Return the worker beside this process of Ray's, with the limits that are kept there; it ends with the process."""
    limits, preload, folder, own_options = ray.get(how)
    # Names of files are those of the one who asks, wherever the cluster was started.
    os.chdir(folder)
    with chosen(own_options):
        return Worker(ForkServer(preload), limits, Lock())


def fetched(argument: Any) -> Any:
    """Return an argument, or what it tells where to get."""
    return look_up(argument.known) if isinstance(argument, Known) else argument


@lru_cache(maxsize=SITES)
def look_up(known: ray.ObjectRef) -> object:
    """Return what the cluster keeps."""
    return ray.get(known)


remote_call = ray.remote(max_retries=TRIES_AGAIN, scheduling_strategy="SPREAD")(call_worker)
