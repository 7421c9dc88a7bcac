"""The limit for any cleaner of archives: each page read and parsed, and nothing else.

python -m benchmarks.parse_only ARCHIVE
"""

from __future__ import annotations

import sys

from lxml import html

from benchmarks.plain_script import pages


def main(archive: str) -> None:
    """Read and parse."""
    for _, body in pages(archive):
        html.document_fromstring(body)


if __name__ == "__main__":
    main(sys.argv[1])
