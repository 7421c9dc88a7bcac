"""Links to other sites amid a body, which the extractor takes for menus: what the author points to."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import join_url, split_url

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block

# A name of a network or of a shop is shorter than what an author calls a page, a customer's words are longer; below a
# line that ends with a colon are the author's, however short.
SHORTEST, LONGEST = 15, 200
FEWEST = 2
COLONS = (":", "：")


def references(blocks: Sequence[Block], taken: Sequence[Block], url: str) -> set[Block]:
    """Return the items of lists between the blocks of a body that only lead to other sites."""
    kept = set(taken)
    places = [place for place, block in enumerate(blocks) if block in kept]
    if not places:
        return set()
    lists: dict[HtmlElement, list[Block]] = {}
    announced: set[HtmlElement] = set()
    for before, block in pairwise(blocks[places[0] : places[-1]]):
        if block not in kept and (item := item_of(block.element)) is not None:
            found = lists.setdefault(item.getparent(), [])
            if not found and before in kept and before.text.endswith(COLONS):
                announced.add(item.getparent())
            found.append(block)
    return lone_links(blocks, kept, url) | {
        block
        for box, found in lists.items()
        if is_of_references(found, url, 1 if box in announced else SHORTEST)
        for block in found
    }


def lone_links(blocks: Sequence[Block], kept: Collection[Block], url: str) -> set[Block]:
    """Return the paragraphs that only lead to other sites, each right between two of the body beside it."""
    return {
        block
        for above, block, below in zip(blocks, blocks[1:], blocks[2:], strict=False)
        if block not in kept
        and block.element.tag == "p"
        and above in kept
        and below in kept
        and above.element.getparent() is block.element.getparent() is below.element.getparent()
        and SHORTEST <= len(block.text) <= LONGEST
        and leads_away(block.element, url)
    }


def item_of(element: HtmlElement) -> HtmlElement | None:
    """Return the item of a list that an element is or stands in, None where it stands in none."""
    return element if element.tag == "li" else next(element.iterancestors("li"), None)


def is_of_references(found: Sequence[Block], url: str, shortest: int) -> bool:
    """Tell whether each item of a list has words of its own, so many at least, and leads to another site."""
    are_titles = all(shortest <= len(block.text) <= LONGEST for block in found)
    return are_titles and len(found) >= FEWEST and all(leads_away(block.element, url) for block in found)


def leads_away(element: HtmlElement, url: str) -> bool:
    """Tell whether an element has links, and all lead to other hosts."""
    hosts = [split_url(join_url(url, link.get("href", ""))).netloc for link in element.iter("a")]
    own = split_url(url).netloc.removeprefix("www.")
    return bool(hosts) and all(host and host.removeprefix("www.") != own for host in hosts)
