"""Saved pages, each cleaned with what is learned from its site's pages among them; a file is read twice at most."""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus.jobs import draw
from blogsieve.cleaners.corpus.readers import TEXT, Refusal, find_files, read_page, site_of
from blogsieve.cleaners.errors import CleaningError
from blogsieve.cleaners.site.policy import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence
    from pathlib import Path

    from blogsieve.cleaners.corpus.jobs import Job, Work
    from blogsieve.cleaners.model import Cleaned
    from blogsieve.cleaners.site.model import SiteModel

# Sites that are learned at a time: each has its sample in memory.
AT_A_TIME = 4
# Records that may wait for their turn, of 10 kB or so each: pages of further samples are cleaned when it comes.
MOST_KEPT = 4000


@dataclass(slots=True)
class Sites:
    """What the files tell of their sites, and what became of those that were learned from."""

    models: dict[str, SiteModel | None] = field(default_factory=dict)
    results: dict[Path, tuple[str, Cleaned | CleaningError]] = field(default_factory=dict)  # with the page's address


def file_jobs(
    inputs: Sequence[str], work: Work, wants: Callable[[str], bool], but: Container[Path] = ()
) -> Iterator[Job | Refusal]:
    """Yield a job for each page in the files whose address is wanted, and the files that are passed over.

    Those in `but` were read otherwise.
    """
    found = [one for one in find_files(inputs) if (one.path if isinstance(one, Refusal) else one) not in but]
    sites = learn_sites([path for path in found if not isinstance(path, Refusal)], work, wants)
    for path in found:
        if isinstance(path, Refusal):
            yield path
        elif path in sites.results:
            yield from work.known_jobs(*sites.results.pop(path))
        else:
            yield from page_jobs(path, sites, work, wants)


def page_jobs(path: Path, sites: Sites, work: Work, wants: Callable[[str], bool]) -> Iterator[Job | Refusal]:
    """Yield the job for the page in a file."""
    try:
        page = read_page(path)
    except CleaningError as error:
        yield Refusal(path, str(error))
        return
    if wants(page.url):
        yield from work.jobs(page, sites.models.get(site_of(page)))


def learn_sites(paths: Sequence[Path], work: Work, wants: Callable[[str], bool]) -> Sites:
    """Return what the files tell of each site that has several pages among them."""
    sites, samples = Sites(), samples_of(paths, wants)

    def study(site: str, sample: Sequence[Path], *, cleans: bool) -> None:
        pages = [read_page(path) for path in sample]
        learned = work.learn(pages, cleans=cleans)
        sites.models[site] = learned.model
        sites.results.update((sample[place], (pages[place].url, result)) for place, result in learned.results.items())

    with ThreadPoolExecutor(AT_A_TIME) as threads:
        kept, started = 0, []
        for site, sample in samples.items():
            kept += len(sample)
            started.append(threads.submit(study, site, sample, cleans=kept <= MOST_KEPT))
        for learned in started:
            learned.result()
    return sites


def samples_of(paths: Sequence[Path], wants: Callable[[str], bool]) -> dict[str, list[Path]]:
    """Return the files that each site is learned from, where there are enough."""
    # Copies of a page would make all of it a template.
    found: dict[str, dict[str, Path]] = defaultdict(dict)
    for path in paths if len(paths) > 1 else ():
        try:
            page = read_page(path)
        except CleaningError:
            continue
        if page.content_type != TEXT and wants(page.url):
            found[site_of(page)].setdefault(page.url, path)
    return {
        site: draw(pages.values(), lambda path: path.name, FOLDER.sample)
        for site, pages in found.items()
        if FOLDER.can_learn(len(pages))
    }
