"""Outputs of a crawl that can go on: plain lines in its folder while it runs, the file that was asked for at its end.

What was cut off in the middle of a compressed file cannot be gone on with, and Parquet not at all; lines can.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.corpus.records import read_rows
from blogsieve.crawler.output.checks import check_output
from blogsieve.crawler.output.files import STDOUT, is_lines, local
from blogsieve.crawler.output.sink import open_sink
from blogsieve.crawler.ui.checks import usage_error

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Staged:
    """An output, and the file of lines that stands in for it."""

    uri: str
    options: dict[str, Any]
    lines: Path

    def write(self, settings: BaseSettings, *, is_last: bool) -> None:
        """Write the output anew from all lines so far; after the last time the lines are not needed any more."""
        if not self.lines.exists():
            return
        name = local(self.uri)
        is_one = "%(" not in name and (Path(name).is_file() or not Path(name).exists())
        unfinished = f"{name}.part" if is_one else name
        with open_sink(unfinished, {**self.options, "overwrite": True}, settings) as sink:
            sink.open()
            for _, record in read_rows(str(self.lines)):
                sink.write(record)
        if is_one:
            Path(unfinished).replace(name)
        if is_last:
            self.lines.unlink()


def stage(settings: BaseSettings, *, goes_on: bool) -> list[Staged]:
    """Let lines stand in for what cannot be gone on with; raise UsageError where they cannot."""
    feeds, staged = {}, []
    for uri, options in settings.getdict("FEEDS").items():
        name = local(uri)
        if uri == STDOUT or (name and is_lines(options) and "%(" not in name):
            feeds[uri] = options
            continue
        check_output(uri, options, settings)
        check_staged(uri, options, goes_on=goes_on)
        lines = Path(settings["JOBDIR"]) / (UNSAFE.sub("_", name).strip("_") + ".lines")
        staged.append(Staged(uri, options, lines))
        feeds[str(lines)] = {"format": "jsonl", "overwrite": not goes_on, "batch_item_count": 0}
    settings.set("FEEDS", feeds, priority="cmdline")
    return staged


def check_staged(uri: str, options: dict[str, Any], *, goes_on: bool) -> None:
    """Raise UsageError where an output cannot be written at the end of a crawl."""
    name = local(uri)
    if not name:
        raise usage_error(f"{uri}: a crawl that can go on (JOBDIR) writes to files on this machine")
    path = Path(name)
    if not (options.get("overwrite") or goes_on) and path.is_file() and path.stat().st_size:
        raise usage_error(
            f"{uri}: is there already; with JOBDIR only lines (.jsonl) are appended to, and -O writes it anew"
        )
