"""Pages that are on disk as files, made ready to be cleaned: each with what is learned from its site's pages."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from blogsieve.cleaners.corpus.readers import TEXT, Refusal, find_files, read_page, site_of
from blogsieve.cleaners.errors import CleaningError

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence
    from pathlib import Path

    from blogsieve.cleaners.model import Page
    from blogsieve.cleaners.site.model import SiteModel

    Learn = Callable[[Sequence[Page]], SiteModel | None]

# What a site is learned from; more pages show nothing new.
SAMPLE = 40
# Sites that are learned at a time: each has its sample in memory.
AT_A_TIME = 4
Named = TypeVar("Named")


@dataclass(frozen=True, slots=True)
class Job:
    """A page to clean, the model to clean it with, and the revision that its record bears."""

    page: Page
    model: SiteModel | None = None
    revision: int = 0


def file_jobs(inputs: Sequence[str], learn: Learn, but: Container[Path] = ()) -> Iterator[Job | Refusal]:
    """Yield a job for each page in the files and folders, and the files that are passed over with the reason.

    Those in `but` were read otherwise.
    """
    found = [one for one in find_files(inputs) if (one.path if isinstance(one, Refusal) else one) not in but]
    models = learn_sites([path for path in found if not isinstance(path, Refusal)], learn)
    for path in found:
        yield path if isinstance(path, Refusal) else file_job(path, models)


def file_job(path: Path, models: dict[str, SiteModel | None]) -> Job | Refusal:
    """Return the job for the page in a file."""
    try:
        page = read_page(path)
    except CleaningError as error:
        return Refusal(path, str(error))
    return Job(page, models.get(site_of(page)))


def learn_sites(paths: Sequence[Path], learn: Learn) -> dict[str, SiteModel | None]:
    """Return what the files tell of each site that has several pages among them."""
    # Copies of a page would make all of it a template.
    sites: dict[str, dict[str, Path]] = defaultdict(dict)
    for path in paths if len(paths) > 1 else ():
        try:
            page = read_page(path)
        except CleaningError:
            continue
        if page.content_type != TEXT:
            sites[site_of(page)].setdefault(page.url, path)
    samples = {site: draw(found.values(), lambda path: path.name) for site, found in sites.items() if len(found) > 1}
    with ThreadPoolExecutor(AT_A_TIME) as threads:
        models = threads.map(lambda sample: learn([read_page(path) for path in sample]), samples.values())
        return dict(zip(samples, models, strict=True))


def draw(things: Iterable[Named], name: Callable[[Named], str], size: int = SAMPLE) -> list[Named]:
    """Return a sample, drawn by a hash of the names: spread over the site, and the same in any order.

    >>> draw(["a", "b", "c"], str, 2) == draw(["c", "a", "b"], str, 2)
    True
    """
    return sorted(things, key=lambda thing: hashlib.sha1(name(thing).encode(), usedforsecurity=False).digest())[:size]
