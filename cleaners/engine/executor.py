"""The seam between what is to be done with pages and where it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Concatenate, Protocol, Self, TypeVar

from blogsieve.cleaners.engine.local import LocalExecutor
from blogsieve.cleaners.engine.tasks import Limits
from blogsieve.cleaners.forms import Wanted

if TYPE_CHECKING:
    from concurrent.futures import Future

    from blogsieve.cleaners.engine.tasks import Learned
    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.cleaners.site.model import SiteModel

Argument = TypeVar("Argument")
Known = TypeVar("Known")
Result = TypeVar("Result")


class Executor(Protocol):
    """Does the work on pages elsewhere, each page within limits; futures raise CleaningError where there is no result.

    A page that hangs or crashes what works on it costs that page.
    """

    @property
    def size(self) -> int:
        """How many pages are worked on at a time."""
        ...

    @property
    def wanted(self) -> Wanted:
        """Which forms of the body the records have."""
        ...

    @property
    def parses(self) -> int:
        """How many times pages were parsed so far, for those that want to know what it cost."""
        ...

    def submit(
        self,
        function: Callable[Concatenate[Page, Known, ...], Result],
        page: Page,
        known: Known,
        *arguments: Any,
        seconds: float = 0,
    ) -> Future[Result]:
        """Return the future of `function(page, known, *arguments)`, which may take so many seconds, 0 for the limit's.

        The function is one of a module, found by its name where it is called. What is known of a site may be large: it
        is handed over once, not with each page, so another object is to be given where it changes.
        """
        ...

    def submit_clean(self, page: Page, site: SiteModel | None = None) -> Future[Cleaned]:
        """Return the future of `clean_page(page, site)`."""
        ...

    def submit_learn(
        self, pages: Sequence[Page], known: SiteModel | None = None, *, cleans: bool = False
    ) -> Future[Learned]:
        """Return the future of what the pages have in common, added to a model that is known.

        Pages that break the limits are passed over. Where `cleans` is set, the pages are cleaned too, each from the
        tree that it was learned from; those that are not in the results are to be cleaned one by one.
        """
        ...

    def submit_task(self, function: Callable[[Argument, Executor], Result], argument: Argument) -> Future[Result]:
        """Return the future of `function(argument, executor)`, called as a whole in one of the workers.

        The function is one of a module; the executor that it is given works on one page after the other, within the
        same limits. It may be called several times, where a process is killed, and has to do the same then. The future
        raises what it raises of CleaningError and OSError, and WorkerDied where it ends one process after the other.
        """
        ...

    def renew(self) -> None:
        """Have new processes do what is begun from now on, where those that are there keep what memory a task took."""
        ...

    def close(self) -> None:
        """Finish what was submitted, and give back what is held."""
        ...

    def __enter__(self) -> Self:
        """Return the executor, which is closed with the context."""
        ...

    def __exit__(self, *error: object) -> None:
        """Close it."""
        ...


Make = Callable[[int, Limits, Sequence[str], Wanted, str], "Executor"]


def local_executor(workers: int, limits: Limits, preload: Sequence[str], wanted: Wanted, _: str) -> Executor:
    """Return the executor of this machine."""
    return LocalExecutor(workers, limits, preload, wanted)


def ray_executor(workers: int, limits: Limits, preload: Sequence[str], wanted: Wanted, address: str) -> Executor:
    """Return the executor of a Ray cluster; raise ValueError where Ray is not installed."""
    try:
        from blogsieve.cleaners.engine.ray import RayExecutor
    except ModuleNotFoundError as error:
        raise ValueError("ray: is not installed: pip install 'blogsieve[ray]'") from error
    return RayExecutor(workers, limits, preload, wanted, address)


# To add one is a line: a name, and who makes it of the number of workers, the limits, what is loaded before work, the
# forms that records are to have, and the address of what it works with, if it is not of this machine alone.
EXECUTORS: dict[str, Make] = {"local": local_executor, "ray": ray_executor}


def open_executor(
    name: str = "local",
    workers: int = 0,
    limits: Limits | None = None,
    preload: Sequence[str] = (),
    wanted: Wanted | None = None,
    address: str = "",
) -> Executor:
    """Return the executor of a name; raise ValueError where there is none.

    `workers` 0 stands for one a core; `preload` names modules, or functions, "package.module:function", that load what
    the work needs and are called once with a page, before the first task; `wanted` says which forms of the body records
    have.
    """
    if name not in EXECUTORS:
        raise ValueError(f"{name}: no such executor; there are {', '.join(sorted(EXECUTORS))}")
    return EXECUTORS[name](workers, limits or Limits(), preload, wanted or Wanted(), address)
