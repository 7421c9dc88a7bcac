"""A record as a document of its own, with what is known of the post above its body."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from blogsieve import __version__
from blogsieve.cleaners.forms import form
from blogsieve.cleaners.forms.markup import attributes, el, escape
from blogsieve.cleaners.forms.reading import body_of
from blogsieve.cleaners.forms.tei import Facts, document

if TYPE_CHECKING:
    from collections.abc import Iterator


def text(record: dict[str, Any]) -> str:
    """Return a record as text, with a line a fact above it."""
    head = "".join(f"{name}: {shown(value)}\n" for name, value in facts(record))
    return f"{head}\n{record['text']}\n"


def markdown(record: dict[str, Any]) -> str:
    """Return a record as Markdown with front matter, as static site generators and `blogsieve clean` read it."""
    # JSON is YAML, whatever stands in a title.
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts(record))
    return f"---\n{head}---\n\n{record['markdown'] or form('markdown').write(body_of(record))}\n"


def html(record: dict[str, Any]) -> str:
    """Return a record as a page of HTML with nothing on it but the post."""
    written = record["html"] or form("html").write(body_of(record))
    title = escape(record["title"] or record["url"])
    head = [
        '<meta charset="utf-8">',
        el("title", title),
        *(f'<meta name="{name}"{attributes(content=record[name])}>' for name in ("author", "date") if record[name]),
        f'<link rel="canonical"{attributes(href=record["url"])}>',
    ]
    body = el("article", f"\n{el('h1', title)}\n{written}\n")
    page = el("html", f"\n<head>\n{chr(10).join(head)}\n</head>\n<body>\n{body}\n</body>\n", lang=language_of(record))
    return f"<!doctype html>\n{page}\n"


def tei(record: dict[str, Any]) -> str:
    """Return a record as a document in TEI P5."""
    known = Facts(
        title=record["title"],
        url=record["url"],
        author=record["author"],
        date=record["date"],
        blog=record["metadata"]["sitename"] or record["source"],
        language=language_of(record),
        tags=tuple(record["metadata"]["tags"]),
        software=__version__,
    )
    return document(body_of(record), known) + "\n"


def language_of(record: dict[str, Any]) -> str:
    """Return the language of a record, "" where it is not known."""
    return "" if record["language"] == "und" else str(record["language"])


def facts(record: dict[str, Any]) -> Iterator[tuple[str, str | list[str]]]:
    """Yield what is known of a post, by the names that front matter has."""
    more = record["metadata"]
    known = {
        "title": record["title"],
        "author": record["author"],
        "date": record["created"] or record["date"],
        "lastmod": more["modified"],
        "url": record["url"],
        "tags": more["tags"],
        "lang": language_of(record),
    }
    yield from ((name, value) for name, value in known.items() if value)


def shown(value: str | list[str]) -> str:
    """Return a fact on one line."""
    return " ".join((value if isinstance(value, str) else ", ".join(value)).split())
