"""Files of records in the formats of Scrapy's feed exports, written without a crawl."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self, cast

from scrapy.extensions.feedexport import apply_uri_params
from scrapy.utils.misc import load_object

from blogsieve.cleaners.corpus.formats import BY_KEY
from blogsieve.crawler.output.files import STDOUT, check_there, is_lines, local, part_size
from blogsieve.crawler.ui.saying import STANDARD, naming

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


class Sink:
    """Writes records to one file, which is opened for the first; what goes wrong bears the file's name."""

    def __init__(self, uri: str, options: dict[str, Any], settings: BaseSettings) -> None:
        self.name = STANDARD if uri == STDOUT else local(uri)
        self.is_anew = bool(options.get("overwrite"))
        self.kind: Any = load_object(settings.getwithbase("FEED_EXPORTERS")[options["format"]])
        self.is_lines = is_lines(options)
        self.form = BY_KEY.get(options["format"])  # None for one of Scrapy's
        self.file: BinaryIO | None = None
        self.exporter: Any = None

    @property
    def names(self) -> list[str]:
        """The names of the files that were written; standard output is none."""
        return [self.name] if self.file and self.name != STANDARD else []

    def open(self) -> None:
        """Open the file, if it is not: without a record, for those who want an empty one."""
        if self.file:
            return
        with naming(self.name):
            self.file = open_file(self.name, self.is_anew) if self.name != STANDARD else sys.stdout.buffer
            self.exporter = self.kind(self.file, encoding="utf-8")
            self.exporter.start_exporting()

    def write(self, record: dict[str, Any], line: bytes = b"") -> None:
        """Write a record; as the line that it is, where that is known and wanted."""
        self.open()
        assert self.file
        with naming(self.name):
            if line and self.is_lines:
                self.file.write(line)
                self.file.flush()
            else:
                self.exporter.export_item(record)
            check_there(self.file, "" if self.file is sys.stdout.buffer else self.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if error:
            # What was written stays; that its end cannot be written too is no news.
            with suppress(OSError):
                self.close()
            return
        self.close()

    def close(self) -> None:
        """Write the format's end, and let go of the file."""
        if not self.file:
            return
        with naming(self.name):
            try:
                self.exporter.finish_exporting()
                self.file.flush()
            finally:
                if self.file is not sys.stdout.buffer:
                    self.file.close()


class Parts(Sink):
    """Writes records to files of so many each, named by `%(batch_id)d` or `%(batch_time)s`."""

    def __init__(self, uri: str, options: dict[str, Any], settings: BaseSettings, size: int) -> None:
        self.uri, self.options, self.settings, self.size = uri, options, settings, size
        self.number, self.count = 0, 0
        self.full: list[str] = []
        self.begin()

    @property
    def names(self) -> list[str]:
        """The names of all files that were written."""
        return [*self.full, *super().names]

    def begin(self) -> None:
        """Begin the next file."""
        self.number, self.count = self.number + 1, 0
        now = datetime.now(UTC).isoformat().replace(":", "-")
        params = {"batch_id": self.number, "batch_time": now, "time": now, "name": "blog"}
        super().__init__(apply_uri_params(self.uri, params), self.options, self.settings)

    def write(self, record: dict[str, Any], line: bytes = b"") -> None:
        """Write a record, to the next file where this one is full."""
        if self.count == self.size:
            self.close()
            self.full += super().names
            self.begin()
        super().write(record, line)
        self.count += 1


def open_sink(uri: str, options: dict[str, Any], settings: BaseSettings) -> Sink:
    """Return the file, or the files one after another, that a feed is written to."""
    size = part_size(options, settings)
    return Parts(uri, options, settings, size) if size else Sink(uri, options, settings)


def open_file(name: str, anew: bool) -> BinaryIO:
    """Return a file, opened to be written; the folders above it are made, as Scrapy makes them."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    return cast("BinaryIO", path.open("wb" if anew else "ab"))
