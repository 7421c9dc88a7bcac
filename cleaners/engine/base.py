"""What executors of workers share: all that is asked of one is asked of a method of a worker."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Concatenate, Self, TypeVar

from blogsieve.cleaners.engine.calls import clean
from blogsieve.cleaners.engine.tasks import Learn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from blogsieve.cleaners.engine.executor import Executor
    from blogsieve.cleaners.engine.tasks import Learned, Limits
    from blogsieve.cleaners.forms import Wanted
    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.cleaners.site.model import SiteModel

Argument = TypeVar("Argument")
Known = TypeVar("Known")
Result = TypeVar("Result")


class WorkerExecutor(ABC):
    """An `Executor` but for how a worker is reached, `_submit`, and how it is told what is known of a site, `_tell`."""

    def __init__(self, size: int, limits: Limits, wanted: Wanted) -> None:
        self.size, self.limits, self.wanted = size, limits, wanted

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(
        self,
        function: Callable[Concatenate[Page, Known, ...], Result],
        page: Page,
        known: Known,
        *arguments: Any,
        seconds: float = 0,
    ) -> Future[Result]:
        """Return the future of `function(page, known, *arguments)`; it raises CleaningError where there is none."""
        return self._submit("call", function, page, self._tell(known), *arguments, seconds=seconds)

    def submit_clean(self, page: Page, site: SiteModel | None = None) -> Future[Cleaned]:
        """Return the future of `clean_page(page, site)`; it raises CleaningError where there is no record."""
        return self.submit(clean, page, site, self.wanted)

    def submit_learn(
        self, pages: Sequence[Page], known: SiteModel | None = None, *, cleans: bool = False
    ) -> Future[Learned]:
        """Return the future of what the pages have in common; pages that break the limits are passed over."""
        return self._submit("learn", Learn(pages, self.limits.seconds, known, cleans, self.wanted))

    def submit_task(self, function: Callable[[Argument, Executor], Result], argument: Argument) -> Future[Result]:
        """Return the future of `function(argument, executor)`, called as a whole in one of the workers."""
        return self._submit("run", function, argument, self.wanted)

    @abstractmethod
    def renew(self) -> None:
        """Have new processes do what is begun from now on."""

    @abstractmethod
    def close(self) -> None:
        """Finish what was submitted, and give back what is held."""

    def _tell(self, known: object) -> object:
        """Return what stands for what is known of a site on the way to a worker: itself, where that costs nothing."""
        return known

    @abstractmethod
    def _submit(self, method: str, *arguments: Any, **options: Any) -> Future[Any]:
        """Return the future of what a method of a worker returns: `call`, `learn` or `run` of `Worker`."""
