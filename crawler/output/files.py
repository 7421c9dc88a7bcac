"""The files that a crawl writes to: what they hold already, and whether their last line is whole."""

from __future__ import annotations

import errno
import json
import os
import sys
from io import BufferedIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from w3lib.url import file_uri_to_path

from blogsieve.cleaners.corpus.formats import BY_KEY, Appending
from blogsieve.cleaners.corpus.writers import cut_torn_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.settings import BaseSettings

STDOUT = "stdout:"


def local(uri: object) -> str:
    """Return the name of the file on this machine that a feed is written to, "" where it is none.

    >>> local("file:///tmp/my%20posts.jsonl"), local("50%25.jsonl"), local("s3://bucket/posts.jsonl"), local("stdout:")
    ('/tmp/my posts.jsonl', '50%25.jsonl', '', '')
    """
    name = str(uri)
    name = file_uri_to_path(name) if name.startswith("file://") else name
    return "" if "://" in name or name == STDOUT else name


def part_size(options: dict[str, Any], settings: BaseSettings) -> int:
    """Return how many records a part of an output has, 0 where it is in one piece."""
    return int(options.get("batch_item_count", settings.getint("FEED_EXPORT_BATCH_ITEM_COUNT")))


def check_there(file: object, name: str) -> None:
    """Raise FileNotFoundError where a file that is written to does not stand under its name any more."""
    if not isinstance(file, BufferedIOBase) or file.closed or not name:
        return
    try:
        is_there = os.path.samestat(os.fstat(file.fileno()), os.stat(name))
    except FileNotFoundError:
        is_there = False
    if not is_there:
        raise FileNotFoundError(errno.ENOENT, "was removed while it was written, and its records with it", name)


def is_lines(options: dict[str, Any]) -> bool:
    """Say whether an output is of lines, which a crawl that was killed goes on with."""
    form = BY_KEY.get(str(options.get("format")))
    return form is not None and form.appending is Appending.LINES


def line_files(settings: BaseSettings) -> dict[Path, dict[str, Any]]:
    """Return the local files of JSON Lines that the feeds of the settings write to, with their options."""
    feeds = settings.getdict("FEEDS").items()
    named = ((local(uri), options) for uri, options in feeds if is_lines(options))
    return {Path(name): options for name, options in named if name and "%(" not in name}


def read_ids(path: Path) -> Iterator[str]:
    """Yield the ids of the records in a file."""
    return (record["id"] for record in read_written(path))


def read_written(path: Path) -> Iterator[dict[str, Any]]:
    """Yield what a run that goes on has to know of the records in a file, without what a kill left of the last."""
    with path.open("rb") as lines:
        for line in lines:
            try:
                record = json.loads(line)
                known = {name: record.get(name, "") for name in ("text", "created", "date")}
                yield known | {"id": record["id"], "metadata": {"also": record.get("metadata", {}).get("also", ())}}
            except (ValueError, KeyError, TypeError, AttributeError):
                continue


def append_to(settings: BaseSettings) -> None:
    """Let the crawl's files be appended to, whatever was asked for."""
    feeds = {uri: {**options, "overwrite": False} for uri, options in settings.getdict("FEEDS").items()}
    settings.set("FEEDS", feeds, priority="cmdline")


def mend(settings: BaseSettings) -> None:
    """Cut what a kill left of a last line in the files that are appended to."""
    for path, options in line_files(settings).items():
        if path.is_file() and not options.get("overwrite"):
            cut_torn_line(path)


def empty(settings: BaseSettings) -> None:
    """Empty the files that are written anew: a crawl that is killed before its first record goes on in them."""
    for path, options in line_files(settings).items():
        if path.is_file() and options.get("overwrite"):
            path.write_bytes(b"")


def to_stdout(settings: BaseSettings) -> None:
    """Let records go where nobody said where to: to standard output, as lines between which no table is drawn."""
    settings.set("FEEDS", {STDOUT: {"format": "jsonl"}}, priority="cmdline")
    if sys.stdout.isatty() and settings["BLOGSIEVE_PROGRESS"] == "auto":
        settings.set("BLOGSIEVE_PROGRESS", "lines", priority="cmdline")
