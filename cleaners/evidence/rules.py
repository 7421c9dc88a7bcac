"""Whether a rule may take an element: it may not take the post, as the post's entry or the rest of the page tells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.around import is_in
from blogsieve.cleaners.dom.blocks import read_blocks, text_of
from blogsieve.cleaners.dom.selector import fitting
from blogsieve.cleaners.evidence.line import size_of
from blogsieve.cleaners.extraction.dense import is_prose
from blogsieve.cleaners.rules.rule import is_as_long
from blogsieve.cleaners.site.fingerprints import block_key
from blogsieve.cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.rules.rule import Rule
    from blogsieve.cleaners.site.model import SiteModel

# A rule that takes so much of what the entry holds takes the post; one that takes less may take a quotation of it.
MOST_OF_ENTRY = 0.5
# An entry of fewer words may be a label that a box repeats.
FEWEST_WORDS = 4
# Words of a paragraph.
PARAGRAPH = 12
# What is never the post, however much it is of a page: under a picture there may be comments alone.
NEVER_POST = frozenset(("comments", "author", "related", "notice", "toc"))
# A box of one paragraph beside a post without any is a tagline, or a biography.
PARAGRAPHS_OF_A_POST = 2
# A box beside a post has a paragraph or two; one that has so many, and so much more than all else, is around the post.
PARAGRAPHS_OF_AN_ARTICLE, TIMES_THE_REST = 5, 3
# Boxes that rules name one within the other: each is asked in turn.
MOST_VETOES = 4

Found = tuple["HtmlElement", "Rule"]
Named = tuple["HtmlElement", "Rule", list[str]]


def upheld(found: Iterable[Found], document: Document, site: SiteModel) -> Iterator[Found]:
    """Yield those elements, each with its rule, that are not the post; a document remembers the others' names."""
    named = [(element, rule, names_of(element, rule)) for element, rule in found]
    if site.rules_off:
        named = [one for one in named if not site.rules_off.keys() >= set(one[2])]
    if document.own_entry:
        vetoed = held_by_entry(named, document)
    else:
        vetoed = all_prose(named, document, site) or most_prose(named, document, site)
    for element, rule, names in named:
        if element not in vetoed:
            document.ruled.update(names)
            yield element, rule
    for element, _, names in named:
        if element in vetoed:
            document.vetoed |= dict.fromkeys(names, (vetoed[element], text_of(element)))


def names_of(element: HtmlElement, rule: Rule) -> list[str]:
    """Return the names of a rule's alternatives that select an element: "share/buttons .share"."""
    return [f"{rule.reason} {branch.key}" for branch in (fitting(element, rule.css) if rule.css else ())]


def held_by_entry(found: Sequence[Named], document: Document) -> dict[HtmlElement, str]:
    """Return the elements that hold most of what the post's own entry holds."""
    entry = document.own_entry
    size = len(entry.reference)
    if size < FEWEST_WORDS:
        return {}
    shortest = MOST_OF_ENTRY * sum(map(len, entry.reference.tokens))
    return {
        element: "entry"
        for element, rule, _ in found
        if rule.group != "comments" and is_as_long(element, shortest) and held(element, document) >= size / 2
    }


def held(element: HtmlElement, document: Document) -> int:
    """Return how many words of an element stand in lines that the post's own entry holds."""
    lines = {block.text for block in read_blocks(element)}
    return sum(len(words(line)) for line in lines if document.own_entry.holds(line))


def all_prose(found: Sequence[Named], document: Document, site: SiteModel) -> dict[HtmlElement, str]:
    """Return the elements without which a page has no paragraph, where they hold several of its own."""
    taken = {element for element, _, _ in found}
    # What a rule takes on the other pages is no post on this one, where the post has next to no text.
    found = [one for one in found if not site.rules_held.issuperset(one[2])]
    if any(
        size_of(p.text_content()) >= PARAGRAPH and is_outside(p, taken, document.root) for p in document.body.iter("p")
    ):
        return {}
    prose = [
        block.element
        for block in read_blocks(document.body)
        if not block.is_links
        and not block.code
        and size_of(block.text) >= PARAGRAPH
        and block_key(block) not in site.repeated
    ]
    vetoed: dict[HtmlElement, str] = {}
    for _ in range(MOST_VETOES):
        if any(is_outside(element, taken, document.root) for element in prose):
            break
        around = Counter(above for line in prose for above in (line, *line.iterancestors()))
        counts = {
            element: around[element] for element, rule, _ in found if rule.group not in NEVER_POST and element in taken
        }
        most = max(counts.values(), default=0)
        if most < PARAGRAPHS_OF_A_POST:
            break
        # Of boxes within each other the outermost comes first.
        best = next(element for element in counts if counts[element] == most)
        vetoed[best] = "prose"
        taken.discard(best)
    return vetoed if any(is_outside(element, taken, document.root) for element in prose) else {}


def most_prose(found: Sequence[Named], document: Document, site: SiteModel) -> dict[HtmlElement, str]:
    """Return the elements that hold nearly all prose of a page, and many paragraphs."""
    half = count_paragraphs(document.body) / 2
    large = [
        element
        for element, rule, names in found
        if rule.group not in NEVER_POST
        and count_paragraphs(element) >= max(half, PARAGRAPHS_OF_AN_ARTICLE)
        and not site.rules_held.issuperset(names)
    ]
    if not large:
        return {}
    taken = {element for element, _, _ in found}
    prose = [block for block in read_blocks(document.body) if is_prose(block)]
    rest = sum(len(block.text) for block in prose if is_outside(block.element, taken, document.root))
    return {element: "prose" for element in large if is_article([b for b in prose if is_in(b.element, element)], rest)}


def count_paragraphs(element: HtmlElement) -> int:
    """Return how many paragraphs an element has, of any length."""
    return sum(1 for _ in element.iter("p"))


def is_article(prose: Sequence[Block], rest: int) -> bool:
    """Tell whether paragraphs are an article beside which the rest of a page is little, in characters."""
    return len(prose) >= PARAGRAPHS_OF_AN_ARTICLE and sum(len(block.text) for block in prose) >= TIMES_THE_REST * rest


def is_outside(element: HtmlElement, taken: set[HtmlElement], root: HtmlElement) -> bool:
    """Tell whether an element still stands on the page, and in none of those that are taken."""
    if element in taken:
        return False
    above = None
    for above in element.iterancestors():
        if above in taken:
            return False
    return above is root
