"""Files of records put right at the end of a run, when it is known which of several posts that are alike is the first.

A file is written anew beside the old one, and takes its place when it is whole; where all is right already it stays.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from blogsieve.cleaners.corpus.formats import BY_KEY, JSONL, Format
from blogsieve.cleaners.corpus.places import move
from blogsieve.cleaners.corpus.writers import line_of
from blogsieve.crawler.output.files import local

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy.settings import BaseSettings

    from blogsieve.crawler.output.finishing import Finishing

    # Is told of each record that is taken out.
    Hear = Callable[[dict[str, Any]], None]

LIST = "list"  # the source of dates
# How the lines of our writers begin.
ID = re.compile(rb'\{"id": "([^"\\]+)"')


class Amender:
    """Puts the records of a run right, and counts how many were not."""

    def __init__(self, finishing: Finishing, hear: Hear = lambda record: None) -> None:
        self.finishing, self.hear = finishing, hear
        self.amended = 0  # those that were taken out among them
        self.taken_out = 0

    def amend_file(self, path: Path, form: Format | None = JSONL) -> bool:
        """Write a file anew where a record in it is to say otherwise, or to go; return whether it was."""
        if not (self.finishing.is_settled or self.finishing.has_more):
            return False
        own, before = path.with_name(f"{path.name}.amended.tmp"), self.amended
        try:
            with path.open("rb") as old, own.open("wb") as new:
                if form is JSONL:
                    self.amend_lines(old, new)
                elif form:
                    self.amend_rows(old, new, form)
            if self.amended > before:
                copy_mode(path, own)
                move(own, path)
        finally:
            own.unlink(missing_ok=True)
        return self.amended > before

    def amend_lines(self, old: BinaryIO, new: BinaryIO) -> None:
        """Copy lines; those that nothing is to be said of are not parsed."""
        for line in old:
            if (name := id_of(line)) is None or not self.finishing.tells_of(name):
                new.write(line)
                continue
            record, before = json.loads(line), self.amended
            if self.takes(record):
                new.write(line_of(record) if self.amended > before else line)

    def amend_rows(self, old: BinaryIO, new: BinaryIO, form: Format) -> None:
        """Copy the records of a file in another format."""
        assert form.read
        writer = form.write(new)
        for _, record in form.read(old):
            if self.takes(record):
                writer.write(record)
        writer.close()

    def takes(self, record: dict[str, Any]) -> bool:
        """Put a record right; return whether it stays."""
        if self.finishing.leaves_out(record.get("id", "")):
            self.amended += 1
            self.taken_out += 1
            self.hear(record)
            return False
        name, metadata = record.get("id", ""), record.get("metadata", {})
        right = self.put_right(name, metadata)
        if (day := self.finishing.days.get(name)) and record.get("date") == "":
            record.update(date=day, created=day)
            right["date_source"] = LIST
        self.amended += right != metadata
        metadata.update(right)
        return True

    def put_right(self, name: str, metadata: dict[str, Any]) -> dict[str, Any]:
        """Return what the metadata of a record is to say of its likes and addresses, where it says a thing of them."""
        right = dict(metadata)
        if (first := self.finishing.first_of(name)) is not None and "duplicate_of" in metadata:
            right["duplicate_of"] = first
        if "also" in metadata:
            right["also"] = list(dict.fromkeys((*metadata["also"], *self.finishing.also.get(name, ()))))
        return right


def id_of(line: bytes) -> str | None:
    """Return the id in a line of our writers', None where it is none of theirs.

    >>> id_of(b'{"id": "sha1:0a82", "url": "https://blog.example/"}'), id_of(b"[]")
    ('sha1:0a82', None)
    """
    found = ID.match(line)
    return found[1].decode() if found else None


def copy_mode(path: Path, own: Path) -> None:
    """Let a file of this machine be read by those who may read another."""
    if isinstance(path, Path):
        shutil.copymode(path, own)


def amends_all(settings: BaseSettings) -> bool:
    """Tell whether all outputs of a run can be put right at its end: files on this machine that are read back."""
    feeds = settings.getdict("FEEDS")
    return bool(feeds) and all(form_of(uri, options, settings) for uri, options in feeds.items())


def form_of(uri: object, options: dict[str, Any], settings: BaseSettings) -> Format | None:
    """Return the format of an output that can be put right, None where it cannot."""
    form = BY_KEY.get(str(options.get("format")))
    # Of records less some fields nobody knows whose they are.
    is_whole = not options.get("fields", settings["FEED_EXPORT_FIELDS"]) and "postprocessing" not in options
    return form if local(uri) and form and form.read and is_whole else None
