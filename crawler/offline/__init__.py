"""Pages that are on disk, cleaned: archives and files go in, records come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.crawler.blogs import PRELOAD

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGES = (".html", ".htm")


def preload(names: Iterable[str]) -> tuple[str, ...]:
    """Return what workers load before they are asked for anything, by what is named on the command line.

    What reads archives is loaded once for all of them, and not at all where somebody waits for a page.

    >>> len(preload(["one.html"])) < len(preload(["blog.warc.gz"]))
    True
    """
    is_page = any(name.lower().endswith(PAGES) for name in names)
    return PRELOAD if is_page else (*PRELOAD, "blogsieve.crawler.offline.site_tasks")
