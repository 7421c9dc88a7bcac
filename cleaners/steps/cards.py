"""Cards, with a picture, a title and an excerpt, that lead to another page of the same site: links, and articles."""

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
ARTICLES = parse_selector("article article")
HEADINGS = ("h1", "h2", "h3", "h4", "h5")
# Characters; an article with more within an article is one of several that the page is made of.
LARGEST_CARD = 600
# A card has a title and something more, each in an element of its own; a linked word of emphasis is no card.
FEWEST_PARTS = 2
SHORTEST = 40


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the links that are cards for other pages of the site."""
    for element in document.index.select(LINKS):
        # Most links are words alone, or a picture; to join addresses costs more than to see that.
        if len(element) and is_card(element) and leads_on(element.get("href", ""), document.page.url):
            yield Finding(element, "related/card", "cards.py")
    for element in document.index.select(ARTICLES):
        if is_nested(element, document.page.url):
            yield Finding(element, "related/card", "cards.py")


def is_nested(article: HtmlElement, url: str) -> bool:
    """Tell whether an article is the card of another post, within the article that quotes it."""
    if next(article.iterancestors("article"), None) is None or len(squash(article.text_content())) > LARGEST_CARD:
        return False
    heads = [head for head in article.iter(*HEADINGS) if squash(head.text_content())]
    links = [link for head in heads for link in (*head.iter("a"), *head.iterancestors("a"))]
    return bool(heads) and any(leads_on(link.get("href", ""), url) for link in links)


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
