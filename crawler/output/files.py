"""The files that a crawl writes to: what they hold already, and whether their last line is whole."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from io import BufferedIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.corpus.formats import BY_KEY, ENDINGS, Appending, is_installed
from blogsieve.cleaners.corpus.records import NotRecords, read_rows
from blogsieve.cleaners.corpus.writers import cut_torn_line
from blogsieve.crawler.ui.checks import check_file, usage_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scrapy.settings import BaseSettings

STDOUT = "stdout:"
# Storages of Scrapy's that need a library which is not installed with us, and how to get it.
STORAGES = {"s3": ("boto3", "boto3"), "gs": ("google.cloud.storage", "google-cloud-storage")}
PART = re.compile(r"%\((?:batch_id|batch_time)\)")


def local(uri: object) -> str:
    """Return the name of the file on this machine that a feed is written to, "" where it is none.

    >>> local("file:///tmp/posts.jsonl"), local("posts.jsonl"), local("s3://bucket/posts.jsonl"), local("stdout:")
    ('/tmp/posts.jsonl', 'posts.jsonl', '', '')
    """
    name = str(uri).removeprefix("file://")
    return "" if "://" in name or name == STDOUT else name


def check_formats(names: Iterable[str], settings: BaseSettings) -> None:
    """Raise UsageError where the name of an output does not tell its format."""
    known = settings.getwithbase("FEED_EXPORTERS")
    for name in names:
        if name.rpartition(":")[2] not in known and Path(name).suffix.removeprefix(".") not in known:
            raise usage_error(f"{name}: does not end in a format: {ENDINGS}; -:jsonl is standard output")


def check_outputs(settings: BaseSettings) -> None:
    """Raise UsageError where an output cannot be written, or not in its format, or not appended to."""
    for uri, options in settings.getdict("FEEDS").items():
        check_output(str(uri), options, settings)
        check_end(Path(local(uri)), options)


def check_output(uri: str, options: dict[str, Any], settings: BaseSettings) -> None:
    """Raise UsageError where an output cannot be written."""
    check_libraries(uri, str(options.get("format")), settings)
    if part_size(options, settings) and not PART.search(uri):
        raise usage_error(f"{uri}: names one file; for parts, let the name have %(batch_id)d in it")
    if (name := local(uri)) and "%(" not in name:
        check_file(Path(name))


def part_size(options: dict[str, Any], settings: BaseSettings) -> int:
    """Return how many records a part of an output has, 0 where it is in one piece."""
    return int(options.get("batch_item_count", settings.getint("FEED_EXPORT_BATCH_ITEM_COUNT")))


def check_libraries(uri: str, form: str, settings: BaseSettings) -> None:
    """Raise UsageError where what it takes to write an output is not installed."""
    scheme = "" if local(uri) or uri == STDOUT else split_url(uri).scheme
    if scheme and scheme not in settings.getwithbase("FEED_STORAGES"):
        raise usage_error(f"{uri}: nothing can be written to {scheme}://")
    library, name = STORAGES.get(scheme, ("", ""))
    how = BY_KEY[form].missing() if form in BY_KEY else ""
    if how or (library and not is_installed(library)):
        raise usage_error(f"{uri}: to write it, {how or f'pip install {name}'}")


def check_end(path: Path, options: dict[str, Any]) -> None:
    """Raise UsageError where a file that is there cannot be appended to."""
    form = BY_KEY.get(str(options.get("format")))
    if form is None or options.get("overwrite") or not path.is_file() or not path.stat().st_size:
        return
    if form.appending is Appending.NOTHING:
        raise usage_error(f"{path}: {form.name} cannot be appended to; -O writes it anew")
    if form.appending is Appending.PIECES and form.read:
        try:
            for _ in read_rows(str(path)):
                pass
        except NotRecords as error:
            raise usage_error(f"{error}; nothing can be appended to it") from error


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
    """Yield the records in a file of lines, without what a kill left of the last."""
    with path.open("rb") as lines:
        for line in lines:
            try:
                record = json.loads(line)
                yield {name: record.get(name, "") for name in ("text", "created", "date")} | {"id": record["id"]}
            except (ValueError, KeyError, TypeError):
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
