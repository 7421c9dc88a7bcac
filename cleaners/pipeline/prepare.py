"""A page made ready for learning and cleaning: parsed, its facts read, and what a rule names dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.metadata.dates import candidates, choose
from blogsieve.cleaners.metadata.facts import read_facts
from blogsieve.cleaners.model import Removal
from blogsieve.cleaners.pipeline import text_dump as dump
from blogsieve.cleaners.pipeline.document import Document
from blogsieve.cleaners.steps import cards, hidden, rules
from blogsieve.cleaners.steps import template_boxes as places

if TYPE_CHECKING:
    from blogsieve.cleaners.model import Page
    from blogsieve.cleaners.site.model import SiteModel


def prepare(page: Page, site: SiteModel) -> Document:
    """Return a page's document; what is known of its site helps to tell the title and the date.

    Raises NotHtml where the page's bytes are no HTML and no text.
    """
    if page.content_type.startswith("text/plain"):
        return dump.read(page)
    root = parse(page)
    pruned = list(places.prune(root, site))
    index = Index(root)
    facts = read_facts(index, page, site)
    dates = candidates(
        index,
        page,
        selectors=facts.platform.page.date,
        title=facts.title,
        order=site.date_order,
        weights=site.date_weights,
        # Learning weighs the sources against each other; where a site is known that is over.
        thorough=site.supervision == "none",
    )
    document = Document(page, root, index, facts, choose(dates), dates)
    document.removals += [Removal(finding.reason, text, finding.source) for finding, text in pruned if text]
    document.drop(hidden.find(document))
    document.drop(rules.find(document))
    document.drop(cards.find(document, site))
    return document
