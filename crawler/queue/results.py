"""Where the work of all workers is put together: a folder of parts, and one of archives, here or in a store."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from blogsieve.cleaners.corpus.places import place_of
from blogsieve.crawler.output.folder import DONE, Folder, name_of, path_of, unfinished

if TYPE_CHECKING:
    from blogsieve.crawler.queue.leases import Outcome
    from blogsieve.crawler.queue.task import Task


class Results:
    """The parts and archives of blogs, each there when it is whole; raises NoPlace or OSError."""

    def __init__(self, output: str, archive: str = "") -> None:
        self.folder = Folder(output)
        self.archive = place_of(archive) if archive else None

    def put(self, task: Task, outcome: Outcome) -> None:
        """Put a blog's archive and its part in their places; raise OSError where that cannot be."""
        try:
            self._put(task, outcome)
        except OSError:
            raise
        except Exception as error:
            # Each store has errors of its own.
            raise OSError(errno.EIO, str(error), str(self.folder.root)) from error

    def _put(self, task: Task, outcome: Outcome) -> None:
        if self.archive:
            self.put_archive(self.archive, task)
        with self.folder.part(task.lease.site) as part:
            if outcome.posts:
                with task.posts.open("rb") as lines:
                    for line in lines:
                        part.write(json.loads(line))
            if outcome.trouble:
                part.refused.append(outcome.trouble)
        # When the queue forgets the blog, the machine may lose its power.
        write_down(self.folder.root / path_of(task.lease.site))
        write_down(self.folder.root / DONE / f"{name_of(task.lease.site)}.json")

    def put_archive(self, root: Path, task: Task) -> None:
        """Put a blog's archive in its place; what an earlier worker put there goes."""
        folder = root / PurePosixPath(path_of(task.lease.site)).parent.name
        for path in task.archives:
            with unfinished(folder / path.name) as own, path.open("rb") as source, own.open("wb") as copy:
                shutil.copyfileobj(source, copy)
            write_down(folder / path.name)
        kept = {path.name for path in task.archives}
        for path in folder.glob(f"{name_of(task.lease.site)}-?????.warc.gz"):
            if path.name not in kept:
                path.unlink()

    def close(self) -> None:
        """Write what the folder holds; each worker that sees the end does, and all write the same."""
        self.folder.write_manifest()


def write_down(place: Path) -> None:
    """Let the system write a file of this machine to its disk, and its name; a store has done so by itself."""
    if isinstance(place, Path) and place.exists():
        for path in (place, place.parent):
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
