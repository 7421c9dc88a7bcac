"""What is on disk, cleaned: archives and files go in, records come out in the same order."""

from __future__ import annotations

import hashlib
import json
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.corpus.container import is_warc
from blogsieve.cleaners.corpus.files import file_jobs
from blogsieve.cleaners.corpus.jobs import Work
from blogsieve.cleaners.corpus.packed import Unpacked, find_packed
from blogsieve.cleaners.corpus.readers import Refusal, is_named_archive
from blogsieve.cleaners.corpus.records import read_records
from blogsieve.cleaners.corpus.saved import is_spare
from blogsieve.crawler.offline.contents import host_of
from blogsieve.crawler.offline.exports import export_jobs, find_exports
from blogsieve.crawler.offline.noted import archive_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from blogsieve.cleaners.corpus.jobs import Job
    from blogsieve.cleaners.engine import Executor
    from blogsieve.cleaners.model import Cleaned

# What a record says of the run that made it, and not of the post.
OF_THE_RUN = frozenset({"added"})


def clean_inputs(
    inputs: Sequence[str],
    executor: Executor,
    hosts: frozenset[str],
    refuse: Callable[[str], None],
    done: Container[tuple[str, int]] = (),
) -> Iterator[Cleaned]:
    """Yield what became of each post in the inputs; `refuse` is told in a line of what was passed over.

    Posts that are done, by address and revision, are left out.
    """
    work = Work(executor, refuse, done)
    for job, cleaned in work.outcomes(find_jobs(inputs, work, hosts)):
        yield revised(cleaned, job.revision)


def find_jobs(inputs: Sequence[str], work: Work, hosts: frozenset[str]) -> Iterator[Job | Refusal]:
    """Yield what there is to clean: the archives' posts, then the files' pages; of some hosts, or of all."""
    with ExitStack() as copies:
        unpacked = Unpacked(inputs, copies)
        for job in chain(unpacked.refusals, find_unpacked_jobs(unpacked.inputs, work, hosts)):
            yield unpacked.shown(job) if isinstance(job, Refusal) else job


def find_unpacked_jobs(inputs: Sequence[str], work: Work, hosts: frozenset[str]) -> Iterator[Job | Refusal]:
    """Yield what there is to clean: the archives' posts, those of exports, then the files' pages."""
    archives = list(find_archives(inputs))
    if archives:
        yield from archive_jobs(archives, work, hosts)

    def wants(url: str) -> bool:
        return not hosts or host_of(url) in hosts

    rest = [name for name in inputs if Path(name) not in archives]
    exports = find_exports(rest)
    for path, kind in exports.items():
        yield from export_jobs(path, kind, work, wants)
    but = {*exports, *find_packed(rest)}
    yield from file_jobs([name for name in rest if Path(name) not in but], work, wants, but)


def find_archives(inputs: Iterable[str]) -> Iterator[Path]:
    """Yield the archives that the inputs name, whatever their names, and those in folders by their names."""
    for path in map(Path, inputs):
        if path.is_dir():
            yield from sorted(
                one for one in path.rglob("*") if one.is_file() and is_named_archive(one) and not is_spare(one)
            )
        elif path.is_file() and (is_named_archive(path) or is_warc(path)):
            yield path


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
