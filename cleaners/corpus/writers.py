"""JSON Lines: a whole line at a time, so that a killed run tears none but the last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from blogsieve.cleaners.model import Cleaned


def write_rows(file: BinaryIO, rows: Iterable[dict[str, Any]]) -> None:
    """Append rows to a file, a line each, and hand them to the system at once."""
    file.writelines(map(line_of, rows))
    file.flush()


def line_of(row: dict[str, Any]) -> bytes:
    """Return a row as a line."""
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def removal_rows(cleaned: Cleaned) -> Iterator[dict[str, Any]]:
    """Yield a row for each text that was removed from a page."""
    record = cleaned.record
    for removal in cleaned.removals:
        yield {
            "id": record.id,
            "url": record.url,
            "reason": removal.reason,
            "source": removal.source,
            "text": removal.text,
        }


def cut_torn_line(path: Path) -> int:
    """Cut a file of lines back to its last whole one; return how many bytes were cut."""
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        whole = end_of_last_line(file, size)
        file.truncate(whole)
    return size - whole


def end_of_last_line(file: BinaryIO, size: int, step: int = 65536) -> int:
    """Return the place behind the last line's end, looking backwards from size."""
    end = size
    while end > 0:
        start = max(0, end - step)
        file.seek(start)
        found = file.read(end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0
