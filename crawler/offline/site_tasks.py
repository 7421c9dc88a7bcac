"""What an executor is asked to do of archives: to read what one holds, and to clean a site, or a share of a large one.

A task reads its pages itself and writes their records into a part of a folder, which is there when it is whole; what it
gives back is small. A task that is done again puts the same in the same place.
"""

from __future__ import annotations

import pickle
from contextlib import ExitStack
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus.jobs import Work
from blogsieve.cleaners.corpus.writers import line_of, removal_rows
from blogsieve.crawler.offline.firsts import Firsts, revised, twin_mark
from blogsieve.crawler.offline.gate import Gate
from blogsieve.crawler.offline.index import catalog
from blogsieve.crawler.offline.sites import learn_site
from blogsieve.crawler.output.folder import Done, Folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from blogsieve.cleaners.engine import Executor
    from blogsieve.crawler.config import CrawlConfig
    from blogsieve.crawler.offline.contents import Contents
    from blogsieve.crawler.offline.index import Catalog
    from blogsieve.crawler.offline.sites import SitePosts

# A site of more pages is cleaned in shares of so many, or of more where that would be too many shares: each is handed
# all that the site has taught.
SHARE, MOST_SHARES = 200, 32
# In the name of a share's part, before its number; no host has it.
SHARE_SIGN = "#"


@dataclass(frozen=True, slots=True)
class Places:
    """Where tasks write to: names of folders that all who do them can write to."""

    sites: str  # parts of whole sites
    shares: str  # parts of shares, and what was removed
    keeps_removed: bool = False
    config: CrawlConfig | None = None  # by which the records of whole sites are finished; None where others do it


@dataclass(frozen=True, slots=True)
class SiteTask:
    """A site to be cleaned."""

    contents: Contents
    places: Places

    @property
    def name(self) -> str:
        """The name of its part."""
        return self.contents.host

    @property
    def folder(self) -> str:
        """The folder that the part is written to."""
        return self.places.sites


@dataclass(frozen=True, slots=True)
class ShareTask:
    """A share of a site to be cleaned; the posts are handed on without being looked at."""

    site: str
    number: int
    posts: bytes
    places: Places

    @property
    def name(self) -> str:
        """The name of its part."""
        return f"{self.site}{SHARE_SIGN}{self.number}"

    @property
    def folder(self) -> str:
        """The folder that the part is written to."""
        return self.places.shares


@dataclass(frozen=True, slots=True)
class Cut:
    """A site that is too large for one task: it is learned, and cut into shares."""

    shares: Sequence[ShareTask]
    refused: Sequence[str] = field(default_factory=list)


def read_index(path: Path, _: Executor) -> Catalog:
    """Return what an archive holds, and what is wrong with it."""
    return catalog(path)


def clean_site(task: SiteTask, executor: Executor) -> Done | Cut:
    """Clean a site into a part, if it is not too large; else learn it, and return its shares."""
    refused = list[str]()
    work = Work(executor, refused.append)
    posts = learn_site(task.contents, work)
    if len(posts) <= SHARE:
        return clean_posts(posts, task, work, refused)
    size = max(SHARE, ceil(len(posts) / MOST_SHARES))
    shares = [posts.share(start, start + size, work) for start in range(0, len(posts), size)]
    tasks = [ShareTask(task.name, n, pickle.dumps(share), task.places) for n, share in enumerate(shares)]
    return Cut(tasks, refused)


def clean_share(task: ShareTask, executor: Executor) -> Done:
    """Clean a share of a site into a part of its own, with the marks by which its posts' twins are told."""
    refused = list[str]()
    return clean_posts(pickle.loads(task.posts), task, Work(executor, refused.append), refused)


def clean_posts(posts: SitePosts, task: SiteTask | ShareTask, work: Work, refused: Sequence[str]) -> Done:
    """Clean posts into the part of their task; what the work refuses is noted with it."""
    firsts, is_share = Firsts(), isinstance(task, ShareTask)
    gate = Gate(task.places.config) if task.places.config and not is_share else None
    with ExitStack() as stack:
        finishing, shares = gate.finishing if gate else None, Folder(task.places.shares)
        keeps = task.places.keeps_removed
        removed = stack.enter_context(shares.part(removed_of(task.name), finishing)) if keeps else None
        part = stack.enter_context(Folder(task.folder).part(task.name, finishing))
        for job, cleaned in work.outcomes(posts.jobs(work)):
            record = revised(cleaned.record, job.revision).to_dict()
            mark = twin_mark(job, record)
            if not firsts.takes(record["url"], job.revision, mark):
                continue
            if gate and (why := gate.why_not(record)):
                part.leave_out(why)
                continue
            part.write(record)
            part.marks += [mark] if is_share else []
            if removed:
                removed.write_lines(map(line_of, removal_rows(cleaned)))
        part.refused += refused
    return part.done()


def removed_of(name: str) -> str:
    """Return the name of the part that holds what was removed from the pages of another."""
    return f"{name}#removed"
