"""One blog's crawl, in a folder of its own: what a killed worker finds there when it is started again."""

from __future__ import annotations

import asyncio
import json
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from scrapy.settings import SETTINGS_PRIORITIES

from blogsieve.crawler.frontier.job import Job
from blogsieve.crawler.output.files import mend
from blogsieve.crawler.output.folder import name_of
from blogsieve.crawler.queue.leases import Outcome
from blogsieve.crawler.ui.conclusion import sum_up

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from blogsieve.crawler.queue.leases import Lease
    from blogsieve.crawler.snapshot import BlogSnapshot

# Above the command line's: Scrapy lays the settings of the process over those of each crawl.
OWN = max(SETTINGS_PRIORITIES.values()) + 1


@dataclass(slots=True)
class Task:
    """A blog that is leased, and its crawl while it goes on."""

    lease: Lease
    folder: Path
    crawler: Crawler | None = None
    is_lost: bool = False  # to another worker
    stopping: asyncio.Future[None] | None = None  # kept, for the loop does not

    @property
    def posts(self) -> Path:
        """The file of its records."""
        return self.folder / "posts.jsonl"

    @property
    def archives(self) -> list[Path]:
        """The files of its archive, in their order."""
        return sorted(self.folder.glob("*.warc.gz"), key=lambda path: (len(path.name), path.name))

    def prepare(self, settings: BaseSettings, *, keeps_archive: bool) -> BaseSettings:
        """Return the settings of its crawl, which goes on in the folder where it was ended there, else begins anew."""
        goes_on = Job(self.folder).goes_on
        if not goes_on:
            self.remove()
            self.folder.mkdir(parents=True)
        own = settings.copy()
        own.setdict(
            {
                "JOBDIR": str(self.folder),
                "FEEDS": {str(self.posts): {"format": "jsonl", "overwrite": not goes_on, "batch_item_count": 0}},
                "ARCHIVE": str(self.folder / f"{name_of(self.lease.site)}.warc.gz") if keeps_archive else "",
                "BLOGSIEVE_PROGRESS": "none",
            },
            priority=OWN,
        )
        mend(own)
        return own

    def stop(self) -> None:
        """Let its crawl end when the pages under way are done; nobody waits for a slow host."""
        if self.crawler and self.crawler.crawling:
            self.stopping = asyncio.ensure_future(self.crawler.stop_async())

    @property
    def outcome(self) -> Outcome | None:
        """What the crawl came to, None where it is not at its end."""
        try:
            return Outcome(**json.loads((self.folder / "outcome.json").read_text("utf-8")))
        except FileNotFoundError:
            return None

    def note(self, outcome: Outcome) -> None:
        """Keep what the crawl came to, in case the worker is ended before it is told."""
        unfinished = self.folder / "outcome.tmp"
        unfinished.write_text(json.dumps(asdict(outcome)), "utf-8")
        unfinished.replace(self.folder / "outcome.json")

    def remove(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


def outcome_of(blog: BlogSnapshot) -> Outcome:
    """Return what the crawl of a blog came to."""
    said = sum_up(blog.name, blog.tally, blog.trouble).removeprefix(f"{blog.name}: ")
    posts = blog.tally.get("written", 0)
    return Outcome(posts, "" if posts else said)
