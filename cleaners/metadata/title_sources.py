"""What a page gives as its post's title, source by source, and how far each is believed on this blog."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.full_title import is_at_edge
from blogsieve.cleaners.metadata.jsonld import GUIDES, text_at, types_of
from blogsieve.cleaners.metadata.title_text import clean_title
from blogsieve.cleaners.text import text_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from blogsieve.cleaners.metadata.headings import Heading
    from blogsieve.cleaners.model import FeedEntry

# What machines are given, the most trusted first; <title> is read by itself, since it bears the blog's name.
DECLARED = ("headline", "og", "name")
# Meta elements of the title, the most often filled first; a page that has several says the same in them.
METAS = ("og:title", "twitter:title", "dc.title", "title")
# Fewer pages say nothing of a source, and what is the same on so many of them is none of their posts' own.
FEWEST_PAGES = 3
MOST_PAGES = 0.8
# A source that others contradict on more pages than they confirm it on is a description, or of another page.
BELIEVED = 0.5


def read_sources(entry: FeedEntry, ld: Mapping[str, Any], metas: Mapping[str, str]) -> dict[str, str]:
    """Return what each source that has any gives as the title; the name of a recipe is that of a part of the post."""
    found = {
        "feed": entry.title,
        "headline": text_at(ld, "headline"),
        "og": next(filter(None, map(metas.get, METAS)), ""),
        "name": "" if types_of(ld) & GUIDES else text_at(ld, "name"),
    }
    return {source: clean for source, text in found.items() if (clean := clean_title(text))}


def weigh_sources(pages: Sequence[tuple[Mapping[str, str], Sequence[Heading]]]) -> dict[str, float]:
    """Return how far each source is believed on a blog: the share of pages where another source or a heading agrees.

    One that says the same on most pages tells nothing; one that nothing contradicts is left out.
    """
    texts: dict[str, list[str]] = {source: [] for source in ("feed", *DECLARED)}
    for sources, _ in pages:
        for source, text in sources.items():
            texts[source].append(text_key(text))
    constant = {source for source, keys in texts.items() if is_constant(keys)}
    weights = dict.fromkeys(constant, 0.0)
    for source in texts.keys() - constant - {"feed"}:
        votes = [
            confirmed(source, sources, found, constant)
            for sources, found in pages
            if source in sources and (sources.keys() - constant - {source} or not all(one.home for one in found))
        ]
        if len(votes) >= FEWEST_PAGES and (share := sum(votes) / len(votes)) < MOST_PAGES:
            weights[source] = round(share, 2)
    return dict(sorted(weights.items()))


def is_constant(keys: Sequence[str]) -> bool:
    """Tell whether a source says the same on most pages that have it."""
    return len(keys) >= FEWEST_PAGES and Counter(keys).most_common(1)[0][1] >= MOST_PAGES * len(keys)


def confirmed(source: str, sources: Mapping[str, str], found: Iterable[Heading], constant: Iterable[str] = ()) -> bool:
    """Tell whether another source or a heading says what a source does, the source perhaps with the blog's name."""
    said = text_key(sources[source])
    others = [text for other, text in sources.items() if other != source and other not in constant]
    if any(text_key(text) == said for text in (*others, *(one.text for one in found))):
        return True
    return any(is_at_edge(sources[source], text) for text in others)


def believed(
    sources: Mapping[str, str], weights: Mapping[str, float], found: Sequence[Heading], names: Iterable[str]
) -> list[str]:
    """Return what a page declares of its title, the most believed first, without the blog's name.

    A name in JSON-LD that nothing confirms is as often the blog's, or the page's kind.
    """
    own = {text_key(name) for name in names if name}
    left = [source for source in DECLARED if sources.get(source) and text_key(sources[source]) not in own]
    left = [source for source in left if weights.get(source, 1.0) > 0 or confirmed(source, sources, found)]
    is_confirmed = {source: confirmed(source, sources, found, own) for source in left}
    left = [source for source in left if source != "name" or is_confirmed[source]]
    left.sort(key=lambda source: (weights.get(source, 1.0) < BELIEVED, not is_confirmed[source]))
    return [sources[source] for source in left]
