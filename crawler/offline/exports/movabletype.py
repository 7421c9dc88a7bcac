"""The export of Movable Type, which TypePad and the hosts of Japan write too: a text file of entries and their parts.

Source: Movable Type's manual, "Import / Export Format". Entries end with a line of eight dashes, parts with five.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.encoding import decode
from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.offline.exports.wordpress import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARK = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*+(?:[A-Z][A-Z ]+:[^\r\n]*+\r?\n)++-----\r?\nBODY:", re.MULTILINE)
FIELD = re.compile(r"([A-Z][A-Z ]+): ?(.*)")
ENTRY, PART = re.compile(r"^--------[ \t]*$", re.MULTILINE), re.compile(r"^-----[ \t]*$", re.MULTILINE)
FORMS = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M %p", "%m/%d/%Y")
TEXTS = ("BODY", "EXTENDED BODY")
PUBLISHED = frozenset(("publish", ""))
Fields = dict[str, list[str]]


def knows(path: Path, start: bytes) -> bool:
    """Tell whether a file is such an export."""
    return bool(MARK.match(start))


def read(path: Path) -> Iterator[FeedEntry]:
    """Yield the published posts, without comments and trackbacks; drafts are none."""
    for text in ENTRY.split(decode(path.read_bytes(), "text/plain").replace("\r\n", "\n")):
        head, *parts = PART.split(text)
        fields = fields_of(head)
        if (
            "TITLE" in fields
            and first(fields, "STATUS").lower() in PUBLISHED
            and (entry := read_entry(fields, parts)).html
        ):
            yield entry


def read_entry(fields: Fields, parts: list[str]) -> FeedEntry:
    """Return what an entry says."""
    texts = {name: text.strip() for name, _, text in (part.strip().partition(":") for part in parts) if name in TEXTS}
    body = "\n\n".join(text for name in TEXTS if (text := texts.get(name)))
    keeps_breaks = first(fields, "CONVERT BREAKS") == "0"
    tags = [*fields.get("CATEGORY", ()), *(tag.strip(' "') for tag in first(fields, "TAGS").split(","))]
    return FeedEntry(
        url=first(fields, "UNIQUE URL"),
        title=first(fields, "TITLE"),
        author=first(fields, "AUTHOR"),
        published=moment(first(fields, "DATE")),
        html=body if keeps_breaks else paragraphs(body),
        tags=tuple(dict.fromkeys(filter(None, tags))),
    )


def fields_of(head: str) -> Fields:
    """Return the fields of an entry's head, each with its values."""
    fields: Fields = {}
    for line in head.splitlines():
        if found := FIELD.fullmatch(line.strip()):
            fields.setdefault(found[1], []).append(found[2].strip())
    return fields


def first(fields: Fields, name: str) -> str:
    """Return the first value of a field, "" where it has none."""
    return next(iter(fields.get(name, ())), "")


def moment(said: str) -> str:
    """Return a date in ISO 8601, "" where it is none.

    >>> moment("05/14/2023 09:30:00 PM"), moment("05/14/2023 21:30:00"), moment("soon")
    ('2023-05-14T21:30:00', '2023-05-14T21:30:00', '')
    """
    for form in FORMS:
        try:
            return datetime.strptime(said, form).isoformat()
        except ValueError:
            continue
    return ""
