"""The plain script that ours is measured against: FastWARC, some processes, trafilatura with metadata, langdetect.

python -m benchmarks.plain_script ARCHIVE OUTPUT [PROCESSES]
"""

from __future__ import annotations

import json
import sys
from multiprocessing import Pool
from typing import TYPE_CHECKING

from fastwarc.warc import ArchiveIterator, WarcRecordType

from benchmarks.peers import trafilatura_alone
from blogsieve.cleaners.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

AHEAD = 8


def pages(archive: str) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the body of each page of HTML."""
    with open(archive, "rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response):
            if "html" in (record.http_content_type or ""):
                yield record.headers["WARC-Target-URI"] or "", record.reader.read()


def clean(page: tuple[str, bytes]) -> str:
    """Return a page's record as a line, "" where there is none."""
    row = trafilatura_alone(Page(*page))
    return json.dumps(row, ensure_ascii=False) + "\n" if row else ""


def main(archive: str, output: str, processes: int = 2) -> None:
    """Clean an archive."""
    with Pool(processes) as pool, open(output, "w", encoding="utf-8") as lines:
        lines.writelines(pool.imap(clean, pages(archive), chunksize=AHEAD))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
