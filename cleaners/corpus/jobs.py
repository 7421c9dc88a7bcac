"""Pages that are on disk, on their way to records: what is asked of an executor, and what becomes of it in order."""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from blogsieve.cleaners.address import address_of
from blogsieve.cleaners.corpus.readers import Refusal
from blogsieve.cleaners.engine.tasks import Learned
from blogsieve.cleaners.errors import DONE_WITHOUT, CleaningError
from blogsieve.cleaners.model import Cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from blogsieve.cleaners.engine import Executor
    from blogsieve.cleaners.model import Page
    from blogsieve.cleaners.site.model import SiteModel

# Pages under way for each worker: enough that none waits for a slow one before it.
AHEAD = 8
Named = TypeVar("Named")


def never(_: str) -> bool:
    """Return False."""
    return False


@dataclass(frozen=True, slots=True)
class Job:
    """A post under way: what becomes of it, and the revision that its record bears.

    The outcome is asked for in the order of the jobs; None is no post, or one that is there already.
    """

    url: str
    outcome: Callable[[], Cleaned | Refusal | None]  # raises CleaningError where there is no record
    revision: int = 0
    site: str = ""  # of which each address is written once; "" where that is known
    # Whether the post, by the address that its record bears, is one too many where its like was written already.
    may_be_twin: Callable[[str], bool] = never


@dataclass(frozen=True, slots=True)
class Work:
    """Who does the work, who is told what was passed over, and the posts that are done, by address and revision."""

    executor: Executor
    refuse: Callable[[str], None]
    done: Container[tuple[str, int]] = ()

    def learn(self, pages: Sequence[Page], *, cleans: bool = True) -> Learned:
        """Return what pages have in common, and their records; nothing, and tell why, where it cannot be found out."""
        try:
            return self.executor.submit_learn(pages, cleans=cleans).result()
        except CleaningError as error:
            self.refuse(f"{pages[0].url} and {len(pages) - 1} others: nothing was learned of them: {error}")
            return Learned()

    def jobs(self, page: Page, model: SiteModel | None, revision: int = 0) -> Iterator[Job]:
        """Yield the job of cleaning a page, which is under way from now on; none where that is done."""
        if (address_of(page), revision) not in self.done:
            yield Job(page.url, self.executor.submit_clean(page, model).result, revision)

    def known_jobs(self, url: str, result: Cleaned | CleaningError) -> Iterator[Job]:
        """Yield the job of a page that was cleaned when its site was learned."""
        if (result.record.url if isinstance(result, Cleaned) else url, 0) not in self.done:
            future: Future[Cleaned] = Future()
            if isinstance(result, CleaningError):
                future.set_exception(result)
            else:
                future.set_result(result)
            yield Job(url, future.result)

    def outcomes(self, jobs: Iterable[Job | Refusal]) -> Iterator[tuple[Job, Cleaned]]:
        """Yield the jobs that gave a record, in their order; only a few are taken ahead."""
        waiting: deque[Job] = deque()
        for job in jobs:
            if isinstance(job, Refusal):
                self.refuse(str(job))
                continue
            waiting.append(job)
            if len(waiting) >= AHEAD * self.executor.size:
                yield from self.outcome(waiting.popleft())
        while waiting:
            yield from self.outcome(waiting.popleft())

    def outcome(self, job: Job) -> Iterator[tuple[Job, Cleaned]]:
        """Yield a job with its record where it gives one; else tell why it does not."""
        try:
            result = job.outcome()
        except CleaningError as error:
            self.refuse(f"{job.url}: {error}")
            return
        if isinstance(result, Refusal):
            self.refuse(str(result))
        elif result is not None:
            for fault in result.faults:
                self.refuse(f"{job.url}: {DONE_WITHOUT} {fault}")
            yield job, result


def draw(things: Iterable[Named], name: Callable[[Named], str], size: int) -> list[Named]:
    """Return a sample, drawn by a hash of the names: spread over the site, and the same in any order.

    >>> draw(["a", "b", "c"], str, 2) == draw(["c", "a", "b"], str, 2)
    True
    """

    def place(thing: Named) -> bytes:
        # A file's name may be no text.
        return hashlib.sha1(name(thing).encode(errors="surrogateescape"), usedforsecurity=False).digest()

    return sorted(things, key=place)[:size]
