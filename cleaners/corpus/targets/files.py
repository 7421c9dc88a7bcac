"""A file a post, in a folder a blog: text, Markdown with front matter, HTML or TEI."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.corpus.targets import documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# What may stand in a file's name on every system; and how much of it, in characters: Linux takes 255 bytes.
UNSAFE = re.compile(r"[^\w.-]+")
LONGEST = 60
INDEX = re.compile(r"(?:/index)?\.(?:html?|php|aspx?)$|/$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FileForm:
    """How a post is written as a file of its own."""

    name: str
    ending: str
    write: Callable[[dict[str, Any]], str]  # raises NoForm


FORMS = {
    form.name: form
    for form in (
        FileForm("text", ".txt", documents.text),
        FileForm("markdown", ".md", documents.markdown),
        FileForm("html", ".html", documents.html),
        FileForm("tei", ".xml", documents.tei),
    )
}


@dataclass(frozen=True, slots=True)
class FileTarget:
    """Writes each record into a file of its own."""

    form: FileForm
    output: str = ""

    @property
    def name(self) -> str:
        """The form's name."""
        return self.form.name

    def missing(self) -> str:
        """Return "": nothing is needed."""
        return ""

    def write(self, records: Iterable[dict[str, Any]], output: str) -> int:
        """Write files into a folder; return their number."""
        folder = Path(output)
        folder.parent.mkdir(parents=True, exist_ok=True)
        names: set[str] = set()
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as unfinished:
            for record in records:
                name = file_name(record, self.form.ending, names)
                path = Path(unfinished, name)
                path.parent.mkdir(exist_ok=True)
                path.write_text(self.form.write(record), "utf-8", "replace", newline="\n")
            move(Path(unfinished), folder)
        return len(names)


def move(source: Path, folder: Path) -> None:
    """Move files into a folder; those of the same names that are there are written over."""
    for path in sorted(source.rglob("*")):
        if path.is_file():
            target = folder / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, target)


def file_name(record: dict[str, Any], ending: str, taken: set[str]) -> str:
    """Return the name of a record's file, below its blog's: its day and the last part of its address.

    >>> file_name({"source": "a.example", "url": "https://a.example/b/c.html", "date": "2021-05-30"}, ".md", set())
    'a.example/2021-05-30-c.md'
    """
    parts = split_url(record["url"])
    last = INDEX.sub("", unquote(parts.path)).rpartition("/")[2] or parts.query or record["id"]
    stem = "-".join(filter(None, (record["date"], safe(last))))
    folder = safe(record["source"]) or "posts"
    name, number = f"{folder}/{stem}{ending}", 1
    while name.casefold() in taken:
        number += 1
        name = f"{folder}/{stem}-{number}{ending}"
    taken.add(name.casefold())
    return name


def safe(name: str) -> str:
    """Return a name that every file system takes.

    >>> safe("127.0.0.1:8000"), safe("../a b"), safe("日記")
    ('127.0.0.1-8000', 'a-b', '日記')
    """
    return UNSAFE.sub("-", name).strip(".-")[:LONGEST].strip(".-")
