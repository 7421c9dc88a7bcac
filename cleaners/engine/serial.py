"""One page after the other: the executor of a task, where the task is."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from blogsieve.cleaners.engine.base import WorkerExecutor

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogsieve.cleaners.engine.executor import Executor
    from blogsieve.cleaners.engine.tasks import Learn, Learned, Limits
    from blogsieve.cleaners.forms import Wanted
    from blogsieve.cleaners.model import Page

Argument = TypeVar("Argument")
Result = TypeVar("Result")


class OneWorker(Protocol):
    """Works on a page at a time."""

    @property
    def parses(self) -> int:
        """How many times it has parsed a page."""
        ...

    def call(self, function: Callable[..., Any], page: Page, known: object, *arguments: Any, seconds: float = 0) -> Any:
        """Return `function(page, known, *arguments)`; raise CleaningError where there is no result."""
        ...

    def learn(self, task: Learn) -> Learned:
        """Return what pages have in common."""
        ...

    def close(self) -> None:
        """Give back what is held."""
        ...


class SerialExecutor(WorkerExecutor):
    """Has everything done at once, by one worker: a future has its result when it is given.

    `look` is called before each page, and may end all.
    """

    def __init__(
        self, worker: OneWorker, limits: Limits, wanted: Wanted, look: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__(1, limits, wanted)
        self.worker, self.look = worker, look

    @property
    def parses(self) -> int:
        """How many times the worker has parsed a page."""
        return self.worker.parses

    def submit_task(self, function: Callable[[Argument, Executor], Result], argument: Argument) -> Future[Result]:
        """Return the future of `function(argument, executor)`, which works in the same way."""
        return self._do(lambda: function(argument, self))

    def renew(self) -> None:
        """Do nothing: the process is who asks."""

    def close(self) -> None:
        """Give back what the worker holds."""
        self.worker.close()

    def _submit(self, method: str, *arguments: Any, **options: Any) -> Future[Any]:
        return self._do(lambda: getattr(self.worker, method)(*arguments, **options))

    def _do(self, call: Callable[[], Any]) -> Future[Any]:
        self.look()
        future: Future[Any] = Future()
        try:
            future.set_result(call())
        except Exception as error:
            future.set_exception(error)
        return future
