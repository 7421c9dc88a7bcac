"""Page tests: a folder with a page and the fields that its record has to have.

`python tests/support/new_page.py PLATFORM/CASE FILE [URL]` copies a page there and writes down what the cleaner makes
of it now. Read `expected.json`, and put right what is wrong in it: what stands there is what the test asks for.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from blogsieve import Page, clean_page

PAGES = Path(__file__).resolve().parents[1] / "pages"
CONTENT_TYPES = {".html": "text/html", ".txt": "text/plain"}
FIELDS = ("url", "title", "author", "date", "language", "text")


def read_case(case: Path, url: str = "") -> Page:
    """Return the page of a case, as if it had been fetched from a URL."""
    path = next(path for path in sorted(case.glob("page.*")) if path.suffix in CONTENT_TYPES)
    return Page(url=url, body=path.read_bytes(), content_type=CONTENT_TYPES[path.suffix])


def fields_of(page: Page) -> dict[str, Any]:
    """Return the record of a page, its text as a list of lines so that it can be read and compared line by line."""
    fields = clean_page(page).record.to_dict()
    return fields | {"text": fields["text"].split("\n")}


def main(name: str, source: str, url: str = "") -> None:
    """Make the folder of a case."""
    case = PAGES / name
    case.mkdir(parents=True)
    shutil.copy(source, case / f"page{Path(source).suffix}")
    fields = fields_of(read_case(case, url))
    expected = {key: fields[key] for key in FIELDS if fields[key]}
    (case / "expected.json").write_text(json.dumps(expected, indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(f"Read {case / 'expected.json'} and put right what is wrong in it.")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
