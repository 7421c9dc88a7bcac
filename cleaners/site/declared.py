"""What all pages of a site declare alike: its licence, and what is of no post, an author or tags beside others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from blogsieve.cleaners.metadata.authors import LOGIN, clean_author, shown_names
from blogsieve.cleaners.metadata.bylines import load_authors
from blogsieve.cleaners.metadata.dates.place import post_area_on
from blogsieve.cleaners.metadata.facts import declared_authors, read_metas
from blogsieve.cleaners.metadata.jsonld import post_of
from blogsieve.cleaners.metadata.tags import declared, keywords
from blogsieve.cleaners.model import FeedEntry
from blogsieve.cleaners.pipeline.record import license_of
from blogsieve.cleaners.text import text_key, words

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
    counts = Counter(map(given_author, documents))
    name, count = counts.most_common(1)[0] if counts else ("", 0)
    if not name or count < max(FEWEST_PAGES, MOST_PAGES * len(documents)):
        return ""
    shown = [author for document in documents if (author := shown_author(document))]
    # What is called so on a few of the pages may be whoever commented there.
    are_several = len(set(map(text_key, shown))) >= FEWEST_AUTHORS and 2 * len(shown) >= len(documents)
    is_another = len(shown) >= MOST_PAGES * len(documents) and all(is_of_another(one, name) for one in shown)
    return name if are_several or is_another else ""


def is_of_another(shown: str, name: str) -> bool:
    """Tell whether a name is somebody else's, as that of who made the theme is, and no account's or shorter form.

    >>> [is_of_another(shown, "Ana Ilić") for shown in ("Bo Ek", "Ana", "ana_77")]
    [True, False, False]
    """
    return LOGIN.fullmatch(shown) is None and set(words(shown)).isdisjoint(words(name))


def learn_common_tags(documents: Sequence[Document]) -> frozenset[str]:
    """Return the keys of the tags that most pages declare with no other, none where too few pages are known.

    What most posts have beside tags of their own is their topic.
    """
    told = [(*declared(one.index), *keywords(one.index, one.page.url)) for one in documents]
    ((tags, count),) = Counter(frozenset(map(text_key, names)) for names in told).most_common(1)
    return tags if count >= max(FEWEST_PAGES, MOST_PAGES * len(documents)) else frozenset()


def learn_license(documents: Sequence[Document]) -> str:
    """Return the licence that all pages state, `""` where too few pages are known.

    The pages are reduced to their bodies; their template is still there.
    """
    found = set(map(license_of, documents)) if len(documents) >= FEWEST_PAGES else ()
    return next(iter(found)) if len(found) == 1 else ""


def given_author(document: Document) -> str:
    """Return the author that a page gives machines, whatever its feed tells."""
    index, url = document.index, document.page.url
    told = declared_authors(FeedEntry(url), post_of(index, url), read_metas(index), index)
    return next(filter(None, map(clean_author, filter(None, told))), "")


def shown_author(document: Document) -> str:
    """Return the first name that a page shows where themes put the author's, `""` where there is none."""
    place = post_area_on(document.index, document.page.url, document.facts.heading)
    places = (*document.facts.platform.page.author, *load_authors()["places"])
    return next(shown_names(document.index, place, places), "")
