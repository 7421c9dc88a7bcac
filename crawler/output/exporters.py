"""Writes a record as one whole line, at once, so that a kill tears none but the last."""

from __future__ import annotations

from typing import Any

from scrapy.exporters import JsonLinesItemExporter


class WholeLines(JsonLinesItemExporter):
    """JSON Lines, each flushed to the system when it is written."""

    def export_item(self, item: Any) -> None:
        """Write an item."""
        super().export_item(item)
        self.file.flush()
