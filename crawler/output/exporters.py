"""Scrapy's exporters for our formats: one class, made for each by the key that its files' names end in."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from scrapy.exporters import BaseItemExporter
from scrapy.utils.serialize import ScrapyJSONEncoder

from blogsieve.cleaners.corpus.formats import BY_KEY, Format

ENCODER = ScrapyJSONEncoder(ensure_ascii=False)
PLAIN = (str, int, float, bool, type(None))


class Exporter(BaseItemExporter):
    """Writes items in a format."""

    form: Format

    def __init__(self, file: BinaryIO, **options: Any) -> None:
        super().__init__(dont_fail=True, **options)
        if self.form.is_fixed:
            self.fields_to_export = None
        self.writer = self.form.write(file)

    def export_item(self, item: Any) -> None:
        """Write an item."""
        fields = dict(self.get_serialized_fields(item))
        self.writer.write(fields if is_plain(fields) else json.loads(ENCODER.encode(fields)))

    def finish_exporting(self) -> None:
        """Write what is held, and the format's end."""
        self.writer.close()


def is_plain(value: Any) -> bool:
    """Tell whether a value is made of what JSON knows, as records are; a user's pipeline may add dates and items.

    >>> is_plain({"tags": ["Birds"], "words": 3}), is_plain({"tags": {"Birds"}})
    (True, False)
    """
    if type(value) is dict:
        return all(map(is_plain, value.values()))
    return all(map(is_plain, value)) if type(value) is list else type(value) in PLAIN


def __getattr__(name: str) -> type[Exporter]:
    """Return the exporter that the setting FEED_EXPORTERS names by a key; raise AttributeError where there is none."""
    if name not in BY_KEY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return type(name, (Exporter,), {"form": BY_KEY[name], "__doc__": f"Writes items as {BY_KEY[name].name}."})
