"""One page to one record: the steps, in order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from blogsieve.cleaners.body.model import Body
from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.errors import CleaningError, NoText, sparing
from blogsieve.cleaners.evidence.witnesses import Witnesses
from blogsieve.cleaners.forms import Wanted
from blogsieve.cleaners.metadata.dates import PostDate, candidates, choose
from blogsieve.cleaners.metadata.facts import Facts, read_facts
from blogsieve.cleaners.metadata.licenses import read_statements
from blogsieve.cleaners.model import Cleaned, Page
from blogsieve.cleaners.pipeline import text_dump
from blogsieve.cleaners.pipeline.bare import body_elsewhere, keep_place
from blogsieve.cleaners.pipeline.body import body_in
from blogsieve.cleaners.pipeline.document import Document
from blogsieve.cleaners.pipeline.findings import findings_of
from blogsieve.cleaners.pipeline.locate import locate
from blogsieve.cleaners.pipeline.record import write_record
from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.site.templates import template_of
from blogsieve.cleaners.steps import (
    boxes,
    byline,
    captions,
    cards,
    citation,
    comments,
    contents,
    copies,
    edges,
    excluded,
    forms,
    hidden,
    labelled,
    learned,
    lists,
    repeated,
    rules,
    slots,
    teasers,
    template_boxes,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogsieve.cleaners.steps import Step

# Each step finds, and what it found is dropped before the next one looks.
BEFORE_METADATA: Sequence[Step] = (template_boxes,)  # what they drop tells nothing of author, date and title
ON_TREE: Sequence[Step] = (hidden, forms, rules, cards, contents, lists, boxes, copies)
IN_WRAPPER: Sequence[Step] = (excluded,)  # where the site's model says in which element the body stands
AROUND_TEXT: Sequence[Step] = (title, byline, citation, comments)  # on lines above and below the text
ON_BLOCKS: Sequence[Step] = (teasers, repeated, edges, slots)  # on the lines of the text
LAST: Sequence[Step] = (labelled, captions, learned)  # what is left of it: no witness is asked, they ask for themselves


def clean_page(page: Page, site: SiteModel | None = None) -> Cleaned:
    """Return the record of a post's page, what was removed from it, and on request its body with the structure.

    Raises NotHtml where the page's bytes are no HTML and no text, NoText where nothing of a post is left.
    """
    site = site or SiteModel()
    document = clean_document(page, site)
    record, removals = write_record(document, document.site), tuple(document.removals)
    return Cleaned(record, removals, tuple(document.faults), partial(read_body, page, site))


def clean_record(page: Page, site: SiteModel | None = None, wanted: Wanted | None = None) -> Cleaned:
    """Return the same with the forms that are wanted in the record: what crawls ask of each page."""
    site, wanted = site or SiteModel(), wanted or Wanted()
    document = clean_document(page, site)
    record = write_record(document, document.site)
    if wanted.names:
        forms = wanted.of(body_of(document))
        record = replace(record, markdown=forms.get("markdown", ""), html=forms.get("html", ""))
    return Cleaned(record, tuple(document.removals), tuple(document.faults))


def clean_document(page: Page, site: SiteModel) -> Document:
    """Return all pages of a post with nothing but the body's blocks left; raise NoText where there are none."""
    document = clean_part(page, site)
    if not page.parts:
        document = fill_bare(document, document.site)
    for part in page.parts:
        document.append(clean_part(part, site))
    if not document.blocks:
        raise NoText("has no text of a post")
    return document


def read_body(page: Page, site: SiteModel) -> Body:
    """Return the body of a post with its structure; raise as `clean_page` does."""
    return body_of(clean_document(page, site))


def body_of(document: Document) -> Body:
    """Return the body of a document with its structure, page after page; their trees are used up."""
    pages = [body_in(document), *(body_in(part, f"{number}-") for number, part in enumerate(document.parts, 2))]
    return Body(tuple(block for page in pages for block in page.blocks))


def clean_part(page: Page, site: SiteModel) -> Document:
    """Return one page of a post with nothing but its body's blocks left."""
    document = prepare(page, site)
    reduce_to_body(document, document.site)
    return document


def prepare(page: Page, site: SiteModel, *, teaches: bool = False) -> Document:
    """Return a page's document, parsed, its metadata read, and without what rules name; learning begins with it.

    Of a document that teaches nobody asks for the texts that were removed. Raises NotHtml where the page's bytes are
    no HTML and no text.
    """
    if text_dump.is_dump(page):
        document = text_dump.read(page)
        document.site = site
        return document
    document = Document(page, parse(page), teaches=teaches)
    site = document.site = template_of(site, document.root)
    take(BEFORE_METADATA, document, site)
    read_metadata(document, site)
    take(ON_TREE, document, site)
    return document


def reduce_to_body(document: Document, site: SiteModel) -> None:
    """Leave nothing of a document but the blocks of its body."""
    locate(document, site, IN_WRAPPER)
    clean_body(document, site)


def clean_body(document: Document, site: SiteModel) -> None:
    """Take out of a document's body what is not the author's."""
    take(AROUND_TEXT, document, site, witnesses_of(document, site))
    # Comments have more prose than many a post: what is left tells where the author's stands.
    witnesses = witnesses_of(document, site)
    take(ON_BLOCKS, document, site, witnesses)
    take(LAST, document, site)
    # What was the last line's neighbour may be the last line now.
    take((edges,), document, site, witnesses)


def witnesses_of(document: Document, site: SiteModel) -> Witnesses | None:
    """Return the witnesses to a document's blocks, None where neither a wrapper nor what recurs is known."""
    return Witnesses(document, site) if document.method == "wrapper" or site.repeated else None


def fill_bare(document: Document, site: SiteModel) -> Document:
    """Return a page's document; where the page is bare, one with the text that feed or data have."""
    if not (found := body_elsewhere(document)):
        return document
    page, method = found
    try:
        made = prepare(page, site)
    except CleaningError:
        return document
    keep_place(made, method, document)
    clean_body(made, site)
    made.page, made.licenses = document.page, document.licenses
    made.faults[:0] = [fault for fault in document.faults if fault not in made.faults]
    return made if made.blocks else document


def take(steps: Sequence[Step], document: Document, site: SiteModel, witnesses: Witnesses | None = None) -> None:
    """Run steps, each on what the one before it has left; inside a wrapper what they find has to hold."""
    for step in steps:
        document.drop(findings_of(step, document, site, witnesses))


def read_metadata(document: Document, site: SiteModel) -> None:
    """Index the tree, and read title, author, tags and date; what is known of the site helps to tell them."""
    page, index = document.page, Index(document.root)
    document.index, document.facts, document.date = index, Facts(named(GENERIC)), PostDate()
    with sparing("facts", document.faults):
        document.facts = read_facts(index, page, site)
        document.licenses = read_statements(index, page.url)
    with sparing("dates", document.faults):
        document.dates = candidates(
            index,
            page,
            selectors=document.facts.platform.page.date,
            title=document.facts.heading,
            order=site.date_order,
            weights=site.date_weights,
            # Learning weighs the sources against each other; where a site is known that is over.
            thorough=site.supervision == "none",
        )
        document.date = choose(document.dates)
