"""Where the records of a corpus go: into files, one after the other, or into a folder, a part a site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from blogsieve.cleaners.corpus.lines import keep_rows
from blogsieve.cleaners.corpus.places import remove_tree
from blogsieve.cleaners.corpus.writers import line_of
from blogsieve.crawler.frontier.states import NEAR_DUPLICATE
from blogsieve.crawler.output.amending import Amender
from blogsieve.crawler.output.folder import Folder
from blogsieve.crawler.ui.saying import naming

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blogsieve.crawler.config import CrawlConfig
    from blogsieve.crawler.offline.corpus import Corpus
    from blogsieve.crawler.offline.earlier import EarlierRecords
    from blogsieve.crawler.offline.gate import Gate
    from blogsieve.crawler.output.sink import Sink
    from blogsieve.crawler.ui.watch import Watch

# In a folder of parts: shares of large sites until they are joined.
UNDER_WAY = "_under_way"


class Outlet(Protocol):
    """Writes a corpus, and counts its posts."""

    posts: int  # written, by this run or an earlier one that it goes on with, or known
    anew: str  # what a user may do after a run that was stopped

    def write(self, corpus: Corpus, watch: Watch) -> None:
        """Write all of a corpus; the watch is told of each post."""
        ...

    def settle(self, watch: Watch) -> None:
        """Put right what is written, when all of it is; the watch is told of each post that is taken out."""
        ...


@dataclass
class FileOutlet:
    """Writes each record to all sinks; the parts of sites are kept in a folder until they are written."""

    sinks: Sequence[Sink]
    boilerplate: BinaryIO | None
    gate: Gate
    known: EarlierRecords
    done: frozenset[tuple[str, int]]
    parts: Folder
    posts: int = 0
    anew: str = (
        "with -s JOBDIR=FOLDER the same command would go on; -o FILE --only-changed FILE in the place of -O FILE does"
    )

    def write(self, corpus: Corpus, watch: Watch) -> None:
        """Write the records that are not known."""
        self.posts = len(self.done)
        for one in corpus.records(self.parts, self.done):
            if why := self.gate.why_not(one.record):
                watch.add(one.record, why)
                continue
            self.posts += 1
            is_known = self.known.has(one.record)
            watch.add(one.record, "unchanged" if is_known else "written")
            if is_known:
                continue
            keep(self.boilerplate, one.removed)
            for sink in self.sinks:
                sink.write(one.record, line_of(one.record))
        for sink in self.sinks if self.posts else ():
            sink.open()  # where nothing is new, an empty output says so; where the run failed, it would lie

    def settle(self, watch: Watch) -> None:
        """Put right which posts are the first of their like."""
        finishing = self.gate.finishing
        if not finishing.settle():
            return
        for sink in self.sinks:
            amender = Amender(finishing)
            for name in sink.names:
                with naming(name):
                    amender.amend_file(Path(name), sink.form)
        # All outputs hold the same.
        watch.take_back(amender.taken_out, NEAR_DUPLICATE)
        self.posts -= amender.taken_out
        if amender.taken_out and self.boilerplate:
            with naming(self.boilerplate.name):
                keep_rows(Path(self.boilerplate.name), lambda row: not finishing.leaves_out(row.get("id", "")))


@dataclass(frozen=True, slots=True)
class FolderOutput:
    """A folder that records go to, and whether what is in it stays."""

    folder: Folder
    goes_on: bool


@dataclass
class FolderOutlet:
    """Writes a part a site into a folder."""

    output: FolderOutput
    boilerplate: BinaryIO | None
    config: CrawlConfig
    posts: int = 0
    anew: str = "-o in the place of -O goes on from here"

    def write(self, corpus: Corpus, watch: Watch) -> None:
        """Write the parts that are not there, and what the folder holds then."""
        folder = self.output.folder
        shares = Folder(f"{folder.root}/{UNDER_WAY}")
        if not self.output.goes_on:
            folder.clear()
            remove_tree(shares.root)
        for done in corpus.parts(folder, shares, self.config, lambda line: keep(self.boilerplate, [line])):
            watch.add_part(done.posts, done.languages, done.left_out, done.refused)
        remove_tree(shares.root)
        self.posts = folder.write_manifest()

    def settle(self, watch: Watch) -> None:
        """Do nothing: each part was put right before it got its name."""


def keep(file: BinaryIO | None, lines: Iterable[bytes]) -> None:
    """Write what was removed, where that is wanted."""
    if file:
        with naming(file.name):
            file.writelines(lines)
            file.flush()
