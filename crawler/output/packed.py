"""Exporters behind the endings of compressed files and of Parquet: `-O posts.jsonl.gz`, `-O posts.parquet`."""

from __future__ import annotations

from typing import IO, Any

from scrapy.exporters import BaseItemExporter, JsonLinesItemExporter
from scrapy.extensions.postprocessing import Bz2Plugin, GzipPlugin, LZMAPlugin


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
        from blogsieve.cleaners.corpus.parquet import ParquetWriter

        super().__init__(dont_fail=True, **options)
        self.writer = ParquetWriter(file)

    def export_item(self, item: Any) -> None:
        """Write an item, when there are enough for a row group."""
        self.writer.write(item)

    def finish_exporting(self) -> None:
        """Write what is held, and the file's end."""
        self.writer.close()
