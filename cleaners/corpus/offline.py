"""Clean pages that are on disk: learn from each site's pages first, then clean them all."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from cleaners.clean import clean_page
from cleaners.corpus.readers import TEXT, Refusal, find_files, read_page, site_of
from cleaners.errors import CleaningError
from cleaners.site import SiteModel, learn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cleaners.model import Cleaned

# What a site is learned from; more pages show nothing new.
SAMPLE = 40


def clean_files(inputs: Sequence[str]) -> Iterator[Cleaned | Refusal]:
    """Yield what became of each page in the files and folders, and the files that were passed over with the reason."""
    found = list(find_files(inputs))
    models = learn_sites([path for path in found if not isinstance(path, Refusal)])
    for path in found:
        yield path if isinstance(path, Refusal) else clean_file(path, models)


def clean_file(path: Path, models: dict[str, SiteModel]) -> Cleaned | Refusal:
    """Return what became of the page in a file."""
    try:
        page = read_page(path)
        return clean_page(page, models.get(site_of(page)))
    except CleaningError as error:
        return Refusal(path, str(error))


def learn_sites(paths: Sequence[Path]) -> dict[str, SiteModel]:
    """Return what the files tell of each site that has several pages among them.

    The sample is drawn by a hash of the name, so that it is spread over the site and the same in any order.
    """
    sites: dict[str, list[Path]] = defaultdict(list)
    for path in paths if len(paths) > 1 else ():
        try:
            page = read_page(path)
        except CleaningError:
            continue
        if page.content_type != TEXT:
            sites[site_of(page)].append(path)
    return {site: learn(map(read_page, draw(found))) for site, found in sites.items() if len(found) > 1}


def draw(paths: Sequence[Path]) -> list[Path]:
    """Return the files to learn from."""
    return sorted(paths, key=lambda path: hashlib.sha1(path.name.encode(), usedforsecurity=False).digest())[:SAMPLE]
