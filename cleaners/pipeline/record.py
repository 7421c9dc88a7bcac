"""The record of a document whose body is all that is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.address import address_of, record_id, split_url
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.evidence.truncated import truncated
from blogsieve.cleaners.language import detect
from blogsieve.cleaners.metadata.licenses import choose_license
from blogsieve.cleaners.metadata.signals import in_order
from blogsieve.cleaners.model import GROUPS, Metadata, Record
from blogsieve.cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from blogsieve.cleaners.language import Language
    from blogsieve.cleaners.model import Removal
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

DESCRIPTION = parse_selector("meta[name=description]")


def described_on(document: Document) -> str:
    """Return what a page's head says that its post is about."""
    return next((element.get("content") or "" for element in document.index.select(DESCRIPTION)), "")


def write_record(document: Document, site: SiteModel) -> Record:
    """Return the record of a document whose body is all that is left of it."""
    page, facts, date = document.page, document.facts, document.date
    url = address_of(page)
    lines = [block.text for block in document.blocks]
    removed = (removal.text for removal in document.removals)
    language = language_of(document, site.languages)
    return Record(
        id=record_id(url),
        url=url,
        source=split_url(url).netloc,
        title=facts.title,
        author=facts.author,
        date=date.date,
        created=date.created,
        added=page.fetched,
        language=language.code,
        language_score=round(language.score, 4),
        text="\n".join(lines),
        markdown="",
        html="",
        word_count=sum(len(words(line)) for line in lines),
        metadata=Metadata(
            modified=date.modified,
            tags=facts.tags,
            sitename=facts.sitename,
            date_source=date.source,
            method=document.method,
            platform=facts.platform.name,
            truncated=truncated(document),
            entry_kept=document.own_entry.kept(lines, removed, described_on(document)),
            script=language.script,
            languages=language.shares,
            license=license_of(document) or site.license,
            signals=in_order((*page.signals, *facts.signals)),
            removed=count_removed(document.removals),
        ),
    )


def license_of(document: Document) -> str:
    """Return the licence that the page, or the feed, of a document that is reduced to its body states of it."""
    return choose_license(document.licenses, document.facts.license, document.blocks, document.found)


def language_of(document: Document, blog: Mapping[str, float]) -> Language:
    """Return the language of a document's body, without its code where it has anything else."""
    prose = [block.text for block in document.blocks if not block.code]
    return detect(prose or [block.text for block in document.blocks], document.facts.hints, blog)


def count_removed(removals: Iterable[Removal]) -> dict[str, int]:
    """Return how many characters were removed, by the group of the reason."""
    counts = dict.fromkeys(GROUPS, 0)
    for removal in removals:
        counts[removal.reason.split("/", 1)[0]] += len(removal.text)
    return counts
