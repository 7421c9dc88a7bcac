"""Links drawn as cards, with a picture, a title and an excerpt, that lead to another page of the same site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import is_invisible, squash
from blogsieve.cleaners.dom.links import leads_on
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

LINKS = parse_selector("a[href]")
# A card has a title and something more, each in an element of its own; a linked word of emphasis is no card.
FEWEST_PARTS = 2
SHORTEST = 40


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the links that are cards for other pages of the site."""
    for element in document.index.select(LINKS):
        # Most links are words alone, or a picture; to join addresses costs more than to see that.
        if len(element) and is_card(element) and leads_on(element.get("href", ""), document.page.url):
            yield Finding(element, "related/card", "cards.py")


def is_card(link: HtmlElement) -> bool:
    """Tell whether a link holds several parts with text and no text of its own."""
    parts = [link]
    while len(parts) == 1 and not squash(parts[0].text or ""):
        parts = [child for child in parts[0] if not is_invisible(child) and squash(child.text_content())]
    has_own_text = any(squash(part.tail or "") for part in parts)
    return (
        len(parts) >= FEWEST_PARTS
        and not has_own_text
        and sum(len(squash(p.text_content())) for p in parts) >= SHORTEST
    )
