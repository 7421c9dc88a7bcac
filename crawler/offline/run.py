"""What is on disk, cleaned: archives and files go in, records come out in the same order."""

from __future__ import annotations

import hashlib
import json
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import chain, tee
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.address import address_of
from blogsieve.cleaners.corpus.container import is_warc
from blogsieve.cleaners.corpus.jobs import Job, file_jobs
from blogsieve.cleaners.corpus.packed import Unpacked, find_packed
from blogsieve.cleaners.corpus.readers import Refusal, is_named_archive
from blogsieve.cleaners.corpus.records import read_records
from blogsieve.cleaners.corpus.saved import is_spare
from blogsieve.cleaners.errors import CleaningError
from blogsieve.crawler.offline.contents import host_of
from blogsieve.crawler.offline.exports import export_jobs, find_exports
from blogsieve.crawler.offline.noted import archive_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from blogsieve.cleaners.corpus.jobs import Learn
    from blogsieve.cleaners.engine import Pool
    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.cleaners.site.model import SiteModel

# What a record says of the run that made it, and not of the post.
OF_THE_RUN = frozenset({"added"})


def clean_inputs(
    inputs: Sequence[str],
    pool: Pool,
    hosts: frozenset[str],
    refuse: Callable[[str], None],
    done: Container[tuple[str, int]] = (),
) -> Iterator[Cleaned]:
    """Yield what became of each post in the inputs; `refuse` is told in a line of what was passed over.

    Posts that are done, by address and revision, are left out.
    """
    found = accepted(find_jobs(inputs, partial(learn, pool, refuse), hosts), refuse)
    ours, theirs = tee(job for job in found if (address_of(job.page), job.revision) not in done)
    for job, (page, result) in zip(ours, pool.clean_all((job.page, job.model) for job in theirs), strict=True):
        if isinstance(result, CleaningError):
            refuse(f"{page.url}: {result}")
        else:
            yield revised(result, job.revision)


def learn(pool: Pool, refuse: Callable[[str], None], pages: Sequence[Page]) -> SiteModel | None:
    """Return what pages have in common; None, and tell why, where that cannot be found out."""
    try:
        return pool.learn(pages).result()
    except CleaningError as error:
        refuse(f"{pages[0].url} and {len(pages) - 1} others: nothing was learned of them: {error}")
        return None


def find_jobs(inputs: Sequence[str], learn: Learn, hosts: frozenset[str]) -> Iterator[Job | Refusal]:
    """Yield what there is to clean: the archives' posts, then the files' pages; of some hosts, or of all."""
    with ExitStack() as copies:
        unpacked = Unpacked(inputs, copies)
        for job in chain(unpacked.refusals, find_unpacked_jobs(unpacked.inputs, learn, hosts)):
            yield unpacked.shown(job) if isinstance(job, Refusal) else job


def find_unpacked_jobs(inputs: Sequence[str], learn: Learn, hosts: frozenset[str]) -> Iterator[Job | Refusal]:
    """Yield what there is to clean: the archives' posts, those of exports, then the files' pages."""
    archives = list(find_archives(inputs))
    if archives:
        yield from archive_jobs(archives, learn, hosts)
    rest = [name for name in inputs if Path(name) not in archives]
    exports = find_exports(rest)
    exported = chain.from_iterable(export_jobs(path, kind) for path, kind in exports.items())
    but = {*exports, *find_packed(rest)}
    for job in chain(exported, file_jobs([name for name in rest if Path(name) not in but], learn, but)):
        if isinstance(job, Refusal) or not hosts or host_of(job.page.url) in hosts:
            yield job


def find_archives(inputs: Iterable[str]) -> Iterator[Path]:
    """Yield the archives that the inputs name, whatever their names, and those in folders by their names."""
    for path in map(Path, inputs):
        if path.is_dir():
            yield from sorted(
                one for one in path.rglob("*") if one.is_file() and is_named_archive(one) and not is_spare(one)
            )
        elif path.is_file() and (is_named_archive(path) or is_warc(path)):
            yield path


def accepted(jobs: Iterable[Job | Refusal], refuse: Callable[[str], None]) -> Iterator[Job]:
    """Yield the jobs, and tell of the refusals between them."""
    for job in jobs:
        if isinstance(job, Refusal):
            refuse(str(job))
        else:
            yield job


def revised(cleaned: Cleaned, revision: int) -> Cleaned:
    """Return what became of a post with the number of its revision."""
    if not revision:
        return cleaned
    record = cleaned.record
    return replace(cleaned, record=replace(record, metadata=replace(record.metadata, revision=revision)))


class Known:
    """The records of an earlier run, by their fingerprints."""

    def __init__(self, path: Path | None = None) -> None:
        self.prints: set[bytes] = set()
        if path:
            self.prints.update(fingerprint(record) for record in read_records(str(path)))

    def has(self, record: dict[str, Any]) -> bool:
        """Tell whether a record is the same as one of them, but for when it was made."""
        return bool(self.prints) and fingerprint(record) in self.prints


def fingerprint(record: dict[str, Any]) -> bytes:
    """Return what two records share that say the same of a post."""
    said = {name: value for name, value in record.items() if name not in OF_THE_RUN}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).digest()
