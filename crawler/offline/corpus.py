"""Inputs cleaned into outputs or into a folder: archives by tasks, a site each, and then what lies about in files."""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO

from blogsieve.cleaners.corpus.jobs import Work
from blogsieve.cleaners.corpus.packed import Unpacked
from blogsieve.cleaners.corpus.writers import line_of, removal_rows
from blogsieve.crawler.offline.firsts import first_of_each
from blogsieve.crawler.offline.gate import Gate
from blogsieve.crawler.offline.inputs import find_archives
from blogsieve.crawler.offline.joining import Join, Written, join_shares, join_units
from blogsieve.crawler.offline.loose import loose_jobs
from blogsieve.crawler.offline.schedule import Schedule, read_indexes
from blogsieve.crawler.offline.site_tasks import Places

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from blogsieve.cleaners.engine import Executor
    from blogsieve.crawler.config import CrawlConfig
    from blogsieve.crawler.offline.schedule import Unit
    from blogsieve.crawler.output.folder import Done, Folder


@dataclass(frozen=True, slots=True)
class Corpus:
    """Inputs, and who cleans them; `refuse` is told in a line of what was passed over."""

    inputs: Sequence[str]
    executor: Executor
    refuse: Callable[[str], None]
    hosts: frozenset[str] = frozenset()  # none stands for all
    keeps_removed: bool = False
    share: tuple[int, int] = (0, 1)  # of the archives' sites: which, of how many; other processes have the others

    def records(self, folder: Folder, done: Container[tuple[str, int]] = ()) -> Iterator[Written]:
        """Yield the records of all inputs in order; the folder is for parts until they are taken.

        What the folder holds of an earlier run is not cleaned again. Records that are done, by address and revision,
        are left out.
        """
        with ExitStack() as copies:
            unpacked = Unpacked(self.inputs, copies)
            archives = list(find_archives(unpacked.inputs))
            name = str(folder.root)
            known = {one.site: one for one in folder.all_done()}
            units = self.units(archives, unpacked, Places(name, name, self.keeps_removed), known)
            for one in join_units(units, folder, partial(self.tell, unpacked)):
                if name_of(one.record) not in done:
                    yield one
            yield from self.loose(archives, unpacked, done)

    def parts(
        self,
        folder: Folder,
        shares: Folder,
        config: CrawlConfig | None = None,
        keep: Callable[[bytes], None] = lambda _: None,
    ) -> Iterator[Done]:
        """Yield what the sites have come to whose parts are in the folder now; those that it had are left as they are.

        `shares` is for what is joined and goes; by the configuration, if one is given, the records of each site are
        finished; `keep` is handed each line of what was removed.
        """
        with ExitStack() as copies:
            unpacked = Unpacked(self.inputs, copies)
            archives = list(find_archives(unpacked.inputs))
            there = {one.site: one for one in folder.all_done()}
            places = Places(str(folder.root), str(shares.root), self.keeps_removed, config)
            known = there | {one.site: one for one in shares.all_done()}
            join = Join(shares, folder, config, keep)
            for done in join_shares(self.units(archives, unpacked, places, known), join):
                if done.site not in there:
                    yield done
            yield from add_loose(self.loose(archives, unpacked, ()), join)

    def units(
        self, archives: Sequence[Path], unpacked: Unpacked, places: Places, known: Mapping[str, Done]
    ) -> Iterator[Unit]:
        """Yield what becomes of the sites of archives."""
        tell = partial(self.tell, unpacked)
        for refusal in unpacked.refusals:
            tell(str(refusal))
        index = read_indexes(archives, self.executor, tell)
        number, count = self.share
        yield from Schedule(self.executor, places, tell, known).run(
            islice(index.sites(self.hosts), number, None, count)
        )

    def loose(
        self, archives: Collection[Path], unpacked: Unpacked, done: Container[tuple[str, int]]
    ) -> Iterator[Written]:
        """Yield the records of what is in no archive."""
        work = Work(self.executor, partial(self.tell, unpacked), done)
        for cleaned in first_of_each(work.outcomes(loose_jobs(unpacked.inputs, archives, work, self.hosts))):
            removed = [line_of(row) for row in removal_rows(cleaned)] if self.keeps_removed else []
            yield Written(cleaned.record.to_dict(), removed)

    def tell(self, unpacked: Unpacked, line: str) -> None:
        """Tell what was passed over, by where the user has it."""
        self.refuse(unpacked.shown(line))


def add_loose(records: Iterable[Written], join: Join) -> Iterator[Done]:
    """Add records, whose sites come in any order, to the parts of these; yield what each has come to."""
    places: dict[str, dict[tuple[str, int], tuple[int, int]]] = defaultdict(dict)
    with TemporaryFile() as lines:
        for one in records:
            line = line_of(one.record)
            places[one.record["source"]][name_of(one.record)] = lines.tell(), len(line)
            lines.write(line)
            for row in one.removed:
                join.keep(row)
        for site, own in places.items():
            known, gate = join.folder.done(site), Gate(join.config) if join.config else None
            there = map(json.loads, join.folder.lines(known) if known else ())
            before = [record for record in there if name_of(record) not in own]
            after = (json.loads(read_at(lines, *place)) for place in own.values())
            with join.folder.part(site, gate.finishing if gate else None) as part:
                for record in chain(before, after):
                    if gate and (why := gate.why_not(record)):
                        part.leave_out(why)
                    else:
                        part.write(record)
            yield replace(part.done(), posts=part.posts - len(before))


def name_of(record: dict[str, Any]) -> tuple[str, int]:
    """Return what no other record has: its address and revision."""
    return record["url"], record["metadata"]["revision"]


def read_at(file: BinaryIO, place: int, size: int) -> bytes:
    """Return so many bytes of a file from a place on."""
    file.seek(place)
    return file.read(size)
