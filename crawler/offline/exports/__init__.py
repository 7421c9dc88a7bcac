"""What blogs are exported to, a kind a file: each tells its own files, and lists what they say of published posts.

A kind is a module with `knows(path, start)`, which judges by name and first bytes, and `read(path)`, which yields the
published posts, and raises `CleaningError` where it cannot; it stands in `KINDS` in the order in which they are asked.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from blogsieve.cleaners.address import is_web
from blogsieve.cleaners.corpus.readers import Refusal
from blogsieve.cleaners.errors import broken
from blogsieve.cleaners.model import Page
from blogsieve.cleaners.site.model import SiteModel, Wrapper
from blogsieve.crawler.offline.exports import (
    blogger,
    feed,
    ghost,
    livejournal,
    markdown,
    movabletype,
    substack,
    wordpress,
)
from blogsieve.crawler.sources.feed_only import page_of
from blogsieve.crawler.urls import canonical_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from blogsieve.cleaners.corpus.jobs import Job, Work
    from blogsieve.cleaners.model import FeedEntry

START = 65536
# Files in a folder that may be exports; the pages beside them are many, and need not be opened for it.
ENDINGS = (".xml", ".atom", ".rss", ".rdf", ".json", ".txt", ".csv", *markdown.ENDINGS)
# The page that a post is made into has its text here, and nothing else in it.
MODEL = SiteModel(supervision="feed", wrappers=(Wrapper("div.e-content", 1.0, 1),))


class Kind(Protocol):
    """A kind of export."""

    def knows(self, path: Path, start: bytes) -> bool:
        """Tell whether a file is of this kind."""

    def read(self, path: Path) -> Iterator[FeedEntry]:
        """Yield the published posts in a file, with their text; raise CleaningError where it cannot be read."""


KINDS: tuple[Kind, ...] = (wordpress, blogger, feed, ghost, livejournal, movabletype, substack, markdown)


def find_exports(inputs: Iterable[str]) -> dict[Path, Kind]:
    """Return the exports among the files that are named, and in folders that are, with their kinds."""
    found: dict[Path, Kind] = {}
    for name in map(Path, inputs):
        inside = (path for path in name.rglob("*") if may_be_export(path)) if name.is_dir() else [name]
        for path in sorted(inside):
            if path.is_file() and (kind := kind_of(path)):
                found[path] = kind
    return found


def may_be_export(path: Path) -> bool:
    """Tell whether a file in a folder may be an export, by its name."""
    return path.name.lower().endswith(ENDINGS) or markdown.is_named_post(path)


def kind_of(path: Path) -> Kind | None:
    """Return the kind that a file is of, None where it is no export."""
    try:
        with path.open("rb") as file:
            start = file.read(START)
    except OSError:
        return None
    return next((kind for kind in KINDS if kind.knows(path, start)), None)


def export_jobs(
    path: Path, kind: Kind, work: Work, wants: Callable[[str], bool], seen: set[tuple[str, str, str]]
) -> Iterator[Job | Refusal]:
    """Yield a job for each post in an export that is wanted by its address, and not seen: feeds saved twice overlap."""
    fetched = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
    count = 0
    try:
        for entry in kind.read(path):
            count += 1
            url = canonical_url(entry.url) if is_web(entry.url) else path.resolve().as_uri()
            post = (url, entry.title, entry.published)
            if wants(url) and (not is_web(url) or post not in seen):
                seen.add(post)
                yield from work.jobs(Page(url, page_of(entry), "text/html; charset=utf-8", fetched, entry), MODEL)
    except Exception as error:
        yield Refusal(path, str(broken(error)))
        return
    if not count:
        yield Refusal(path, "holds no published post with its text")
