"""Parquet with one fixed schema, the record's; the only file that imports pyarrow."""

from __future__ import annotations

from itertools import chain
from typing import IO, TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import parquet as pq

from blogsieve.cleaners.schema import load_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

SIMPLE = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64()}
# Records that are held until they are written together: some megabytes of text, and enough to compress well.
ROWS = 1000


def arrow_schema() -> pa.Schema:
    """Return the schema of the Parquet files: the record's keys in order, none of them nullable."""
    return pa.schema(arrow_fields(load_schema()))


def arrow_fields(schema: dict[str, Any]) -> list[pa.Field]:
    """Return the fields of an object of the JSON Schema."""
    return [pa.field(key, arrow_type(part), nullable=False) for key, part in schema["properties"].items()]


def arrow_type(schema: dict[str, Any]) -> pa.DataType:
    """Return the Arrow type of a part of the JSON Schema."""
    if schema["type"] == "object":
        return pa.struct(arrow_fields(schema))
    if schema["type"] == "array":
        return pa.list_(pa.field("item", arrow_type(schema["items"]), nullable=False))
    return SIMPLE[schema["type"]]


class ParquetWriter:
    """Writes records to an open file, a row group for so many."""

    def __init__(self, file: IO[bytes], rows: int = ROWS) -> None:
        self.schema = arrow_schema()
        self.writer = pq.ParquetWriter(file, self.schema, compression="zstd")
        self.rows, self.held = rows, list[dict[str, Any]]()

    def write(self, record: dict[str, Any]) -> None:
        """Write a record, when there are enough for a row group."""
        self.held.append(record)
        if len(self.held) >= self.rows:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        if self.held:
            self.writer.write_table(pa.Table.from_pylist(self.held, schema=self.schema))
            self.held.clear()

    def close(self) -> None:
        """Write what is held, and the file's end."""
        self.flush()
        self.writer.close()

    def __enter__(self) -> ParquetWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_rows(file: IO[bytes], columns: Sequence[str] | None = None) -> Iterator[tuple[int, Any]]:
    """Yield the rows of an open file, or some columns of them, with their numbers, from 1.

    Raises ValueError or OSError where it is damaged.
    """
    batches = pq.ParquetFile(file).iter_batches(batch_size=ROWS, columns=list(columns) if columns else None)
    yield from enumerate(chain.from_iterable(batch.to_pylist() for batch in batches), 1)
