"""What all pages of a site declare alike, and so of no post: an author where readers are told of several, and tags."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.authors import shown_names
from blogsieve.cleaners.metadata.bylines import load_authors
from blogsieve.cleaners.metadata.dates.place import post_area_on
from blogsieve.cleaners.metadata.tags import declared, keywords
from blogsieve.cleaners.text import text_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.pipeline.document import Document

# What is the same on so many pages is the site's.
MOST_PAGES = 0.8
FEWEST_PAGES = 3
# Of one author a theme may show a short name beside the full one.
FEWEST_AUTHORS = 2


def learn_owner(documents: Sequence[Document]) -> str:
    """Return the one author whom most pages are given, `""` where the pages show no others, or too few pages are known.

    The pages are reduced to their bodies; what stood around these is still there.
    """
    counts = Counter(document.facts.author for document in documents)
    name, count = counts.most_common(1)[0] if counts else ("", 0)
    if not name or count < max(FEWEST_PAGES, MOST_PAGES * len(documents)):
        return ""
    shown = [text_key(author) for document in documents if (author := shown_author(document))]
    # What is called so on a few of the pages may be whoever commented there.
    return name if len(set(shown)) >= FEWEST_AUTHORS and 2 * len(shown) >= len(documents) else ""


def learn_common_tags(documents: Sequence[Document]) -> frozenset[str]:
    """Return the keys of the tags that most pages declare with no other, none where too few pages are known.

    What most posts have beside tags of their own is their topic.
    """
    told = [(*declared(one.index), *keywords(one.index, one.page.url)) for one in documents]
    ((tags, count),) = Counter(frozenset(map(text_key, names)) for names in told).most_common(1)
    return tags if count >= max(FEWEST_PAGES, MOST_PAGES * len(documents)) else frozenset()


def shown_author(document: Document) -> str:
    """Return the first name that a page shows where themes put the author's, `""` where there is none."""
    place = post_area_on(document.index, document.page.url, document.facts.heading)
    places = (*document.facts.platform.page.author, *load_authors()["places"])
    return next(shown_names(document.index, place, places), "")
