"""What lies in no archive: posts in exports, then pages in files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus.files import file_jobs
from blogsieve.cleaners.corpus.mirror import files_in
from blogsieve.cleaners.corpus.packed import find_packed
from blogsieve.cleaners.corpus.places import is_remote, place_of
from blogsieve.cleaners.corpus.readers import Refusal
from blogsieve.crawler.offline.contents import host_of
from blogsieve.crawler.offline.exports import export_jobs, find_exports
from blogsieve.crawler.offline.inputs import find_archives

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from blogsieve.cleaners.corpus.jobs import Job, Work


def loose_jobs(
    inputs: Sequence[str], archives: Collection[Path], work: Work, hosts: frozenset[str]
) -> Iterator[Job | Refusal]:
    """Yield what there is to clean outside of the archives among the inputs, of some hosts or of all for none."""
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
