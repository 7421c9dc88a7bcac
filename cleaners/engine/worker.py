"""One thread's worker: hands it tasks, and replaces it when it is late, dead or old."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.engine.tasks import Clean, Learn, Remember, TooLarge, TooSlow, WorkerDied
from blogsieve.cleaners.errors import CleaningError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from blogsieve.cleaners.engine.forkserver import ForkServer
    from blogsieve.cleaners.engine.tasks import Limits
    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.cleaners.site.model import SiteModel

# Models that a worker keeps: a crawl of many blogs goes on with most of these for a while.
MODELS = 32

# Of fewer pages the memory is soon used by others, and a new worker has to read again what is read when it is needed.
LARGE_SAMPLE = 10


class Worker:
    """A worker process after the other; for one thread."""

    def __init__(self, nursery: ForkServer, limits: Limits) -> None:
        self._nursery = nursery
        self._limits = limits
        self._connection: Connection | None = None
        self._tasks = 0  # of the present process
        self._models: dict[int, SiteModel] = {}  # that it has; kept here, so that no other model gets the same number

    def clean(self, page: Page, site: SiteModel | None = None) -> Cleaned:
        """Return `clean_page(page, site)`; raise CleaningError where there is no record."""
        self._check_size(page)
        cleaned: Cleaned = self._ask(Clean(page, self._tell(site), self._limits.seconds))
        return cleaned

    def learn(self, pages: Sequence[Page], known: SiteModel | None = None) -> SiteModel:
        """Return `learn(pages, known=known)` without pages that are too large; if it fails, those that fail alone."""
        pages = [page for page in pages if self._fits(page)]
        try:
            return self._learn(pages, known)
        except (TooSlow, WorkerDied):
            return self._learn([page for page in pages if self._survives(page)], known)
        finally:
            if len(pages) >= LARGE_SAMPLE:
                # All its trees were in memory at once, and what they took is not given back.
                self.close()

    def close(self) -> None:
        """Let the process end."""
        if self._connection:
            self._connection.close()
        self._connection = None
        self._tasks = 0
        self._models.clear()

    def _learn(self, pages: Sequence[Page], known: SiteModel | None = None) -> SiteModel:
        self._connect()
        model: SiteModel = self._ask(Learn(pages, self._limits.seconds, known))
        return model

    def _ask(self, task: Clean | Learn) -> Any:
        """Return the answer to a task, or raise it where it is an error."""
        connection, start = self._connection, monotonic()
        assert connection is not None
        try:
            connection.send(task)
            answer = connection.recv()
        except (EOFError, OSError) as error:
            self.close()
            if monotonic() - start >= task.seconds:
                raise TooSlow(f"takes longer than {task.seconds:g} s to clean") from error
            raise WorkerDied("ended the worker that cleaned it") from error
        self._tasks += 1
        if isinstance(answer, CleaningError):
            raise answer
        return answer

    def _connect(self) -> Connection:
        """Return the connection to a process that is ready, young and alive."""
        # An idle worker has nothing to say: what can be read is the end of it.
        if self._connection and (self._tasks >= self._limits.renew_after or self._connection.poll()):
            self.close()
        if self._connection is None:
            self._connection = self._nursery.fork()
            try:
                self._connection.recv()
            except (EOFError, OSError) as error:
                self.close()
                raise WorkerDied("no worker starts") from error
        return self._connection

    def _tell(self, site: SiteModel | None) -> int:
        """Return the number under which the worker has the model, and send it where it has not."""
        connection, number = self._connect(), id(site)
        if site is None:
            return 0
        if number not in self._models:
            if len(self._models) >= MODELS:
                oldest = next(iter(self._models))
                connection.send(Remember(oldest, None))
                del self._models[oldest]
            connection.send(Remember(number, site))
            self._models[number] = site
        return number

    def _check_size(self, page: Page) -> None:
        size = len(page.body) + sum(len(part.body) for part in page.parts)
        if size > self._limits.max_bytes:
            raise TooLarge(f"has {size} bytes, more than {self._limits.max_bytes}")

    def _fits(self, page: Page) -> bool:
        try:
            self._check_size(page)
        except TooLarge:
            return False
        return True

    def _survives(self, page: Page) -> bool:
        try:
            self._learn([page])
        except (TooSlow, WorkerDied):
            return False
        return True
