"""What is on disk, cleaned: archives and files go in, records come out in the same order."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus.container import forget
from blogsieve.cleaners.corpus.files import file_jobs
from blogsieve.cleaners.corpus.jobs import Work
from blogsieve.cleaners.corpus.mirror import files_in
from blogsieve.cleaners.corpus.packed import Unpacked, find_packed
from blogsieve.cleaners.corpus.places import is_remote, place_of
from blogsieve.cleaners.corpus.readers import Refusal
from blogsieve.crawler.offline.contents import host_of
from blogsieve.crawler.offline.exports import export_jobs, find_exports
from blogsieve.crawler.offline.index import Index, catalog
from blogsieve.crawler.offline.inputs import find_archives
from blogsieve.crawler.offline.sites import Firsts, learn_site, revised, twin_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence

    from blogsieve.cleaners.corpus.jobs import Job
    from blogsieve.cleaners.engine import Executor
    from blogsieve.cleaners.model import Cleaned


def clean_inputs(
    inputs: Sequence[str],
    executor: Executor,
    hosts: frozenset[str],
    refuse: Callable[[str], None],
    done: Container[tuple[str, int]] = (),
) -> Iterator[Cleaned]:
    """Yield what became of each post in the inputs; `refuse` is told in a line of what was passed over.

    Posts in files and exports that are done, by address and revision, are left out.
    """
    with ExitStack() as copies:
        unpacked = Unpacked(inputs, copies)
        work = Work(executor, lambda line: refuse(unpacked.shown(line)), done)
        jobs = chain(unpacked.refusals, find_jobs(unpacked.inputs, work, hosts))
        yield from first_of_each(work.outcomes(jobs))


def first_of_each(outcomes: Iterable[tuple[Job, Cleaned]]) -> Iterator[Cleaned]:
    """Yield what became of each post, the first of those of a site that are the same, with its revision."""
    firsts: dict[str, Firsts] = defaultdict(Firsts)
    for job, cleaned in outcomes:
        found = replace(cleaned, record=revised(cleaned.record, job.revision))
        mark = twin_mark(job, found.record.to_dict()) if job.site else ""
        if not job.site or firsts[job.site].takes(found.record.url, job.revision, mark):
            yield found


def find_jobs(inputs: Sequence[str], work: Work, hosts: frozenset[str]) -> Iterator[Job | Refusal]:
    """Yield what there is to clean: the archives' posts, those of exports, then the files' pages."""
    archives = list(find_archives(inputs))
    yield from archive_jobs(archives, work, hosts)
    forget(*archives)
    yield from loose_jobs(inputs, archives, work, hosts)


def archive_jobs(archives: Iterable[Path], work: Work, hosts: frozenset[str]) -> Iterator[Job | Refusal]:
    """Yield a job for each post in the archives, of some hosts or of all where none is named, and what is wrong."""
    index = Index()
    for found in map(catalog, archives):
        yield from found.refusals
        index.add(found)
    index.close()
    for contents in index.sites(hosts):
        yield from learn_site(contents, work).jobs(work)


def loose_jobs(
    inputs: Sequence[str], archives: Collection[Path], work: Work, hosts: frozenset[str]
) -> Iterator[Job | Refusal]:
    """Yield what there is to clean outside of archives: posts in exports, then pages in files."""
    mirrored = {path for root in archives if root.is_dir() for path in files_in(root)}

    def wants(url: str) -> bool:
        return not hosts or host_of(url) in hosts

    for name in filter(is_remote, inputs):
        if not any(find_archives([name])):
            yield Refusal(place_of(name), "is no archive, and holds none: these alone are read from there")
    rest = [name for name in inputs if not is_remote(name) and Path(name) not in archives]
    exports = {path: kind for path, kind in find_exports(rest).items() if path not in mirrored}
    seen: set[tuple[str, str, str]] = set()
    for path, kind in exports.items():
        yield from export_jobs(path, kind, work, wants, seen)
    but = {*exports, *mirrored, *find_packed(rest)}
    yield from file_jobs([name for name in rest if Path(name) not in but], work, wants, but)
