"""One page to one record: the steps, in order."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from blogsieve.cleaners.address import address_of
from blogsieve.cleaners.errors import NoText
from blogsieve.cleaners.language import detect
from blogsieve.cleaners.model import GROUPS, Cleaned, Metadata, Page, Record
from blogsieve.cleaners.pipeline.bare import filled
from blogsieve.cleaners.pipeline.prepare import prepare
from blogsieve.cleaners.pipeline.reduce import reduce_to_body
from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogsieve.cleaners.model import Removal
    from blogsieve.cleaners.pipeline.document import Document


def clean_page(page: Page, site: SiteModel | None = None) -> Cleaned:
    """Return the record of a post's page and what was removed from it.

    Raises NotHtml where the page's bytes are no HTML and no text, NoText where nothing of a post is left.
    """
    site = site or SiteModel()
    document = clean_part(page, site)
    if not page.parts:
        document = filled(document, site)
    rest = [clean_part(part, site) for part in page.parts]
    for part in rest:
        document.blocks += part.blocks
        document.removals += part.removals
    if not document.blocks:
        raise NoText("has no text of a post")
    return Cleaned(write_record(document), tuple(document.removals))


def clean_part(page: Page, site: SiteModel) -> Document:
    """Return one page of a post with nothing but its body's blocks left."""
    document = prepare(page, site)
    reduce_to_body(document, site)
    return document


def write_record(document: Document) -> Record:
    """Return the record of a document whose body is all that is left of it."""
    page, facts, date = document.page, document.facts, document.date
    url = address_of(page)
    text = "\n".join(block.text for block in document.blocks)
    language = detect([block.text for block in document.blocks if not block.code] or [text], facts.hints)
    return Record(
        id="sha1:" + hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest(),
        url=url,
        source=urlsplit(url).netloc,
        title=facts.title,
        author=facts.author,
        date=date.date,
        created=date.created,
        added=page.fetched,
        language=language.code,
        language_score=round(language.score, 4),
        text=text,
        word_count=sum(len(words(block.text)) for block in document.blocks),
        metadata=Metadata(
            modified=date.modified,
            tags=facts.tags,
            sitename=facts.sitename,
            date_source=date.source,
            method=document.method,
            platform=facts.platform.name,
            script=language.script,
            languages=language.shares,
            removed=count_removed(document.removals),
        ),
    )


def count_removed(removals: Iterable[Removal]) -> dict[str, int]:
    """Return how many characters were removed, by the group of the reason."""
    counts = dict.fromkeys(GROUPS, 0)
    for removal in removals:
        counts[removal.reason.split("/", 1)[0]] += len(removal.text)
    return counts
