"""Cards, with a picture, a title and an excerpt, that lead to another page of the same site: links, and articles."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from lxml.etree import iterwalk

from blogsieve.cleaners.dom.blocks import is_invisible, squash
from blogsieve.cleaners.dom.links import leads_on
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

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
# Characters of what stands above cards, and boxes around one that are looked at for it.
LONGEST_LABEL, MOST_BOXES = 40, 4
BOXES = ("div", "section", "aside", "ul", "li", "nav")


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the links that are cards for other pages of the site, with their label where a box holds nothing else."""
    cards = dict.fromkeys(find_cards(document))
    holders = {above for card in cards for above in card.iterancestors()}
    has_only_cards = cache(lambda box: label_of(box, cards, holders))
    for element in dict.fromkeys(with_label(card, has_only_cards) for card in cards):
        yield Finding(element, "related/card", "cards.py")


def find_cards(document: Document) -> Iterator[HtmlElement]:
    """Yield the elements that are cards."""
    for element in document.index.select(LINKS):
        # Most links are words alone, or a picture; to join addresses costs more than to see that.
        if len(element) and is_card(element) and leads_on(element.get("href", ""), document.page.url):
            yield element
    for element in document.index.select(ARTICLES):
        if is_nested(element, document.page.url):
            yield element


def with_label(card: HtmlElement, label: Callable[[HtmlElement], str | None]) -> HtmlElement:
    """Return the largest box around a card that holds nothing but cards, and a few words above them: "Related"."""
    found = card
    for box in islice(card.iterancestors(), MOST_BOXES):
        if (words := label(box)) is None:
            break
        found = box if words else found
    return found


def label_of(box: HtmlElement, cards: Collection[HtmlElement], holders: Collection[HtmlElement]) -> str | None:
    """Return the one short line that stands beside the cards in a box, `""` where none does, None where more does."""
    lines = list(islice(filter(None, lines_beside(box, cards, holders)), 2))
    is_label = len(lines) < 2 and len("".join(lines)) <= LONGEST_LABEL
    return "".join(lines) if is_label and box.tag in BOXES and box.find(".//h1") is None else None


def lines_beside(box: HtmlElement, cards: Collection[HtmlElement], holders: Collection[HtmlElement]) -> Iterator[str]:
    """Yield the texts in a box that stand in no card."""
    walk = iterwalk(box, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            yield squash(element.tail or "") if element is not box else ""
        elif element is box or element in holders:
            yield squash(element.text or "")
        else:
            walk.skip_subtree()
            if element not in cards and not is_invisible(element):
                yield squash(element.text_content())


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
