"""The files that a crawl writes to: what they hold already, and whether their last line is whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaners.corpus.writers import cut_torn_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.settings import BaseSettings

LINES = frozenset({"jsonl", "jsonlines", "jl"})


def line_files(settings: BaseSettings) -> dict[Path, dict[str, Any]]:
    """Return the local files of JSON Lines that the feeds of the settings write to, with their options."""
    found = {}
    for uri, options in settings.getdict("FEEDS").items():
        name = str(uri).removeprefix("file://")
        if options.get("format") in LINES and "://" not in name and "%(" not in name and name != "stdout:":
            found[Path(name)] = options
    return found


def read_ids(path: Path) -> Iterator[str]:
    """Yield the ids of the records in a file."""
    with path.open("rb") as lines:
        for line in lines:
            try:
                yield json.loads(line)["id"]
            except (ValueError, KeyError, TypeError):
                continue


def append_to(settings: BaseSettings) -> None:
    """Let the crawl's files be appended to, whatever was asked for."""
    feeds = {uri: {**options, "overwrite": False} for uri, options in settings.getdict("FEEDS").items()}
    settings.set("FEEDS", feeds, priority="cmdline")


def mend(settings: BaseSettings) -> None:
    """Cut what a kill left of a last line in the files that are appended to."""
    for path, options in line_files(settings).items():
        if path.exists() and not options.get("overwrite"):
            cut_torn_line(path)
