"""Exporters behind the endings of compressed files and of Parquet: `-O posts.jsonl.gz`, `-O posts.parquet`."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from scrapy.exceptions import UsageError
from scrapy.exporters import BaseItemExporter, JsonLinesItemExporter
from scrapy.extensions.postprocessing import Bz2Plugin, GzipPlugin, LZMAPlugin

if TYPE_CHECKING:
    from collections.abc import Mapping

# Formats that need a library which is not installed with us, and the extra that brings it.
EXTRAS = {"parquet": ("pyarrow", "blogsieve[parquet]"), "zst": ("zstandard", "blogsieve[zstd]")}


class ZstdPlugin:
    """Compresses with Zstandard, in the manner of Scrapy's own plugins."""

    def __init__(self, file: IO[bytes], feed_options: dict[str, Any]) -> None:
        import zstandard

        level = feed_options.get("zstd_level", 10)
        self.stream: Any = zstandard.ZstdCompressor(level=level).stream_writer(file, closefd=False)

    def write(self, data: bytes) -> int:
        """Compress data."""
        return int(self.stream.write(data))

    def close(self) -> None:
        """Write what is left; the file stays open."""
        self.stream.close()


class PackedLines(JsonLinesItemExporter):
    """JSON Lines, compressed on the way to the file."""

    plugin: Any = GzipPlugin

    def __init__(self, file: IO[bytes], **options: Any) -> None:
        self.packed = self.plugin(file, {})
        super().__init__(self.packed, **options)

    def finish_exporting(self) -> None:
        """Write the end of the compressed data."""
        self.packed.close()


class Bz2Lines(PackedLines):
    """JSON Lines, packed with bzip2."""

    plugin = Bz2Plugin


class XzLines(PackedLines):
    """JSON Lines, packed with LZMA."""

    plugin = LZMAPlugin


class ZstdLines(PackedLines):
    """JSON Lines, packed with Zstandard."""

    plugin = ZstdPlugin


class ParquetRows(BaseItemExporter):
    """Parquet with the record's fixed schema."""

    def __init__(self, file: IO[bytes], **options: Any) -> None:
        from cleaners.corpus.parquet import ParquetWriter

        super().__init__(dont_fail=True, **options)
        self.writer = ParquetWriter(file)

    def export_item(self, item: Any) -> None:
        """Write an item, when there are enough for a row group."""
        self.writer.write(item)

    def finish_exporting(self) -> None:
        """Write what is held, and the file's end."""
        self.writer.close()


def check(feeds: Mapping[str, Mapping[str, Any]]) -> None:
    """Raise UsageError where an output cannot be written in its format."""
    for uri, options in feeds.items():
        library, extra = EXTRAS.get(str(options.get("format")), ("json", ""))
        if find_spec(library) is None:
            raise UsageError(f"{uri}: install {extra} to write it", print_help=False)
        path = Path(str(uri).removeprefix("file://"))
        if options.get("format") == "parquet" and not options.get("overwrite") and path.exists():
            raise UsageError(f"{uri}: Parquet cannot be appended to; -O writes it anew", print_help=False)
