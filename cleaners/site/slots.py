"""The slots of a template at the edges of its body: rows without a telling name, with other words on each page.

Tags, bylines, the way to the next post: what they have in common from page to page is their place, their shape, and
where their links lead. A row is a slot where most pages have it at that edge, and no entry of a feed ever holds it;
where no feed can tell, only rows of links to other pages of the site are believed, those with the same word or two
before the link where they stand apart from the paragraphs, and rows that say the post's day.
"""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING, cast

from lxml.etree import XPath

from blogsieve.cleaners.dom.links import leads_on
from blogsieve.cleaners.metadata.dates import read_date
from blogsieve.cleaners.site.fingerprints import block_key
from blogsieve.cleaners.text import words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document

EDGES = ("head", "tail")
# A template has a handful of rows there.
MOST_ROWS = 6
FEWEST_PAGES = 3
# Not every post has tags, or a next one.
SHARE_OF_PAGES = 0.6
# A row that an entry holds once in ten times, by chance or by mistake, is a slot all the same.
STRAY = 0.1
# A row with this share of its characters in links is one of links; of words besides it has none, or one ("by", "in").
SOME_LINKS, STRAY_WORDS = 0.2, 1
# Words of a label, and of a line; what has more and is no link is prose.
LABEL, LINE = 6, 15
# Words before a link that are the same on each page: "Filed under", "Posted in".
LABEL_WORDS = 3
DEEPEST = 3
UNLINKED = XPath(".//text()[not(ancestor::a)]", smart_strings=False)


def edge_rows(blocks: Sequence[Block], edge: str) -> Sequence[Block]:
    """Return the rows of a body at an edge, from the outside to the first line of prose."""
    ordered = blocks if edge == "head" else blocks[::-1]
    return list(takewhile(lambda block: not is_prose(block), ordered[:MOST_ROWS]))


def is_prose(block: Block) -> bool:
    """Tell whether a row is a line of text or code, and can be no slot."""
    return block.code or (block.linked <= SOME_LINKS and len(words(block.text)) > LINE)


def shape_of(block: Block, document: Document, edge: str) -> str:
    """Return what rows of one slot have in common: "tail section/p all site label"."""
    linked = "none" if block.linked <= SOME_LINKS else "all" if own_words(block) <= STRAY_WORDS else "some"
    size = len(words(block.text))
    length = "label" if size <= LABEL else "line" if size <= LINE else "long"
    says = "day" if document.date.date and read_date(block.text) == document.date.date else "text"
    where = target_of(block.element, document.page.url) if block.linked > SOME_LINKS else says
    if linked == "some" and where == "site" and own_words(block) <= LABEL_WORDS and is_beside_prose(block, document):
        said = " ".join(cast("list[str]", UNLINKED(block.element)))
        return f"{edge} {path_in(block.element)} said {' '.join(words(said))}"
    # How many tags or titles a row of links has differs from post to post.
    return f"{edge} {path_in(block.element)} {linked} {where} {length if linked == 'none' else ''}".strip()


def own_words(block: Block) -> int:
    """Return how many words of a row stand outside of its links."""
    around = next(block.element.iterancestors("a"), None)
    if around is not None:
        return 0
    linked = sum(len(words(link.text_content())) for link in block.element.iter("a"))
    return max(0, len(words(block.text)) - linked)


def is_beside_prose(block: Block, document: Document) -> bool:
    """Tell whether none of the paragraphs stands in the box that a row stands in."""
    box = block.element.getparent()
    return box is not None and all(other.element.getparent() is not box for other in document.blocks if is_prose(other))


def path_in(element: HtmlElement) -> str:
    """Return the tags of an element and of those around it, the outermost first."""
    above = [element.tag, *(one.tag for one in element.iterancestors())][:DEEPEST]
    return "/".join(reversed(above))


def target_of(element: HtmlElement, url: str) -> str:
    """Return where the links of a row lead: to "tags", as they say, to another page of the "site", "here", "away"."""
    around = next(element.iterancestors("a"), None)
    links = list((element if around is None else around).iter("a"))
    hrefs = [link.get("href", "") for link in links]
    if links and all("tag" in link.get("rel", "").split() for link in links):
        return "tags"
    if any(leads_on(href, url) for href in hrefs):
        return "site"
    return "here" if all(href.startswith("#") for href in hrefs) else "away"


def learn_slots(documents: Sequence[Document], taught: Sequence[bool], repeated: Mapping[str, int]) -> dict[str, int]:
    """Return the shapes of the slots with the number of pages; `taught` tells whose entries are whole posts.

    What is `repeated` on most pages goes before the slots, so that prose of the template's below them hides none.
    """
    pages, seen, held = Counter[str](), Counter[str](), Counter[str]()
    printed = frozenset(key for key, count in repeated.items() if count > SHARE_OF_PAGES * len(documents))
    for document, is_taught in zip(documents, taught, strict=True):
        rows = dict(shapes_on(document, printed))
        pages.update(rows.keys())
        if is_taught:
            seen.update(rows.keys())
            entry = document.own_entry
            held.update(shape for shape, block in rows.items() if entry.holds(block.text) or entry.may_hold(block))
    least = max(FEWEST_PAGES, SHARE_OF_PAGES * len(documents))
    return {
        shape: count
        for shape, count in sorted(pages.items())
        if count >= least and (held[shape] <= STRAY * seen[shape] if seen[shape] >= FEWEST_PAGES else is_told(shape))
    }


def shapes_on(document: Document, printed: Container[str]) -> Iterator[tuple[str, Block]]:
    """Yield the shapes of the rows at both edges of a document's body, without what the template prints there."""
    blocks = [block for block in document.blocks if block_key(block) not in printed]
    for edge in EDGES:
        for block in edge_rows(blocks, edge):
            yield shape_of(block, document, edge), block


def is_told(shape: str) -> bool:
    """Tell whether a shape alone is enough: links within the site, behind a label or none; to tags; the post's day."""
    return any(told in shape for told in (" all site", " said ", " tags", " day"))
