"""A home page, read by a worker: who made the blog, what the page shows, and where its sources may be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.platforms.platform import Recognition, recognise
from blogsieve.crawler import sources
from blogsieve.crawler.pages.features import all_texts, page_features

if TYPE_CHECKING:
    from blogsieve.cleaners.model import Page
    from blogsieve.crawler.pages.features import PageFeatures


@dataclass(frozen=True, slots=True)
class Home:
    """What a home page tells of its blog."""

    found: Recognition
    features: PageFeatures
    texts: frozenset[int]  # all on the page, by the numbers that sketches have
    addresses: dict[str, tuple[sources.Addresses, ...]]  # of the sources of each kind


def read_home(page: Page, _: None) -> Home:
    """Return what a home page tells; raise NotHtml where it is no page."""
    root = parse(page)
    found = recognise(root, page.url)
    addresses = {
        kind: tuple(
            source.addresses(root, page.url, found.platform) for source in sources.of_kind(kind, found.platform)
        )
        for kind in sources.KINDS
    }
    return Home(found, page_features(root, page.url), all_texts(root, page.url), addresses)
