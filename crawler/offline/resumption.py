"""An offline run that goes on where it was stopped or killed: the same command, with the same JOBDIR."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.corpus.places import remove_tree
from blogsieve.cleaners.corpus.records import read_records
from blogsieve.crawler.output.files import append_to, empty, line_files
from blogsieve.crawler.output.folder import Folder
from blogsieve.crawler.output.staging import stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import ExitStack

    from scrapy.settings import BaseSettings

MARK, PARTS = "cleaning", "parts"


class Resumption:
    """What an earlier run with the settings' JOBDIR left; nothing where there is no JOBDIR."""

    def __init__(self, settings: BaseSettings) -> None:
        self.settings = settings
        self.mark = Path(settings["JOBDIR"]) / MARK if settings["JOBDIR"] else None
        self.goes_on = bool(self.mark and self.mark.exists())
        if self.goes_on:
            append_to(settings)
        self.staged = stage(settings, goes_on=self.goes_on) if self.mark else []

    def read_done(self, know: Callable[[dict[str, Any]], None]) -> frozenset[tuple[str, int]]:
        """Return address and revision of the records that are written already; `know` is shown each of them."""
        files = [file for file in line_files(self.settings) if file.exists()] if self.goes_on else []
        records = read_records(str(files[0])) if files and files[0].stat().st_size else ()
        done = set()
        for record in records:
            know(record)
            done.add((record["url"], record["metadata"]["revision"]))
        return frozenset(done)

    def parts(self, stack: ExitStack) -> Folder:
        """Return a folder for the parts of sites, which lasts as long as the stack, or until the run is through."""
        if self.mark is None:
            return Folder(stack.enter_context(TemporaryDirectory(prefix="blogsieve-")))
        folder = Folder(str(self.mark.with_name(PARTS)))
        if not self.goes_on:
            remove_tree(folder.root)
        return folder

    def begin(self) -> None:
        """Note that a run is under way; its outputs hold nothing of an older one."""
        if self.mark and not self.goes_on:
            empty(self.settings)
        if self.mark:
            self.mark.touch()

    def end(self, *, is_through: bool) -> None:
        """Write what can only be written at the end; a run that is through leaves nothing."""
        for output in self.staged:
            output.write(self.settings, is_last=is_through)
        if self.mark and is_through:
            remove_tree(self.mark.with_name(PARTS))
            self.mark.unlink()
