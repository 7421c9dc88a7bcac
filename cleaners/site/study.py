"""A site's sample, read once: what it teaches, then the records of its pages, from the same trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.tree import ready
from blogsieve.cleaners.errors import broken
from blogsieve.cleaners.pipeline.clean import clean_record
from blogsieve.cleaners.site.learning import learn_samples, read_sample

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.errors import CleaningError
    from blogsieve.cleaners.forms import Wanted
    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.cleaners.site.model import SiteModel


def study(
    pages: Iterable[Page], known: SiteModel | None = None, wanted: Wanted | None = None
) -> Iterator[SiteModel | Cleaned | CleaningError]:
    """Yield what the pages tell of their site; then, if records are wanted, what becomes of each of them."""
    read = [(page, read_sample(page)) for page in pages]
    model = learn_samples([sample for _, sample in read if sample], known=known)
    trees = [(page, sample.pristine if sample else None) for page, sample in read] if wanted else []
    del read
    yield model
    while trees:
        yield clean_tree(*trees.pop(0), model, wanted)


def clean_tree(
    page: Page, root: HtmlElement | None, site: SiteModel | None, wanted: Wanted | None = None
) -> Cleaned | CleaningError:
    """Return what becomes of a page whose tree is made already, and is used up by it."""
    try:
        if root is None:
            return clean_record(page, site, wanted)
        with ready(page, root):
            return clean_record(page, site, wanted)
    except Exception as error:
        return broken(error)
