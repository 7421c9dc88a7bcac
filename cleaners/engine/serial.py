"""One page after the other: the executor of a task, where the task is."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Concatenate, Protocol, Self, TypeVar

from blogsieve.cleaners.engine.calls import clean
from blogsieve.cleaners.engine.tasks import Learn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from blogsieve.cleaners.engine.executor import Executor
    from blogsieve.cleaners.engine.tasks import Learned, Limits
    from blogsieve.cleaners.forms import Wanted
    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.cleaners.site.model import SiteModel

Argument = TypeVar("Argument")
Known = TypeVar("Known")
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


class SerialExecutor:
    """Has everything done at once, by one worker: a future has its result when it is given.

    `look` is called before each page, and may end all.
    """

    size = 1

    def __init__(
        self, worker: OneWorker, limits: Limits, wanted: Wanted, look: Callable[[], None] = lambda: None
    ) -> None:
        self.worker, self.limits, self.wanted = worker, limits, wanted
        self.look = look

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def parses(self) -> int:
        """How many times the worker has parsed a page."""
        return self.worker.parses

    def submit(
        self,
        function: Callable[Concatenate[Page, Known, ...], Result],
        page: Page,
        known: Known,
        *arguments: Any,
        seconds: float = 0,
    ) -> Future[Result]:
        """Return the future of `function(page, known, *arguments)`."""
        return self._do(lambda: self.worker.call(function, page, known, *arguments, seconds=seconds))

    def submit_clean(self, page: Page, site: SiteModel | None = None) -> Future[Cleaned]:
        """Return the future of `clean_page(page, site)`."""
        return self.submit(clean, page, site, self.wanted)

    def submit_learn(
        self, pages: Sequence[Page], known: SiteModel | None = None, *, cleans: bool = False
    ) -> Future[Learned]:
        """Return the future of what the pages have in common."""
        task = Learn(pages, self.limits.seconds, known, cleans, self.wanted)
        return self._do(lambda: self.worker.learn(task))

    def submit_task(self, function: Callable[[Argument, Executor], Result], argument: Argument) -> Future[Result]:
        """Return the future of `function(argument, executor)`, which works in the same way."""
        return self._do(lambda: function(argument, self))

    def close(self) -> None:
        """Give back what the worker holds."""
        self.worker.close()

    def _do(self, call: Callable[[], Any]) -> Future[Any]:
        self.look()
        future: Future[Any] = Future()
        try:
            future.set_result(call())
        except Exception as error:
            future.set_exception(error)
        return future
