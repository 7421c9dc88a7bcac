"""Where on a page a text stands: blocks compared with a reference, and summed up over the elements that hold them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogsieve.cleaners.text import SHINGLE, shingles, words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block

# The share of a block's shingles from which on it is in the reference: a sentence cut by a link or a footnote loses
# some of them, another text shares few.
IN_REFERENCE = 0.6
# A body is a box; a paragraph that happens to be all of a short post is none.
BOXES = frozenset("body div main article section td center form dd".split())


def is_box(element: HtmlElement) -> bool:
    """Tell whether an element may hold a body: a box of the layout, or an element of the site's own making."""
    return element.tag in BOXES or "-" in element.tag


class Reference:
    """A text that says what a body holds: a feed's, or what an extractor took from the page.

    One that was `stripped` of its marks may have lost the ends of its lines, and the spaces between cells, with them.
    """

    def __init__(self, text: str, *, stripped: bool = False) -> None:
        self.text = text
        lines = [words(line) for line in text.splitlines()]
        self.lines = {" ".join(line) for line in lines if line}
        self.tokens = [token for line in lines for token in line]
        self.shingles = set(shingles(self.tokens))
        self.letters = "".join(self.tokens) if stripped else ""

    def __len__(self) -> int:
        """Return its length in words."""
        return len(self.tokens)

    def holds(self, tokens: Sequence[str]) -> bool:
        """Tell whether it holds a block of these words: as a line of its own, or most of its shingles."""
        if " ".join(tokens) in self.lines:
            return True
        if len(tokens) < SHINGLE:
            return False
        own = shingles(tokens)
        return sum(shingle in self.shingles for shingle in own) >= IN_REFERENCE * len(own)

    def may_hold(self, tokens: Sequence[str]) -> bool:
        """Tell whether these words stand in it, glued to others at least: no one can say that it lacks their block.

        >>> stripped = Reference("Price5 eurosThe boat", stripped=True)
        >>> stripped.may_hold(["price", "5", "euros"]), stripped.may_hold(["pages"]), Reference("a b").may_hold(["a"])
        (True, False, False)
        """
        return bool(tokens) and "".join(tokens) in self.letters


@dataclass(slots=True)
class Overlap:
    """How many of an element's words are in the reference, how many it has, and how many with the template's."""

    matched: int = 0
    total: int = 0
    whole: int = 0

    def score(self, size: int, recall_weight: float = 1.0) -> float:
        """Return the F-measure with a reference of so many words; above 1, the weight favours recall."""
        matched = min(self.matched, size)
        weight = recall_weight * recall_weight
        denominator = self.total + weight * size
        return (1 + weight) * matched / denominator if denominator else 0.0


def overlaps(
    root: HtmlElement,
    blocks: Sequence[Block],
    sizes: Sequence[int],
    matched: Sequence[bool],
    template: Collection[int] = (),
) -> dict[HtmlElement, Overlap]:
    """Return the overlap of each element that holds a block; one pass up the tree, at any depth.

    The blocks at the places in `template` count for the whole only.
    """
    found: dict[HtmlElement, Overlap] = {}
    for place, (block, size, is_matched) in enumerate(zip(blocks, sizes, matched, strict=True)):
        own = found.setdefault(block.element, Overlap())
        own.whole += size
        if place not in template:
            own.total += size
            own.matched += size * is_matched
    # Children come after their parents in document order: backwards, each is complete when it is added to its parent.
    for element in reversed(list(root.iter())):
        if element is root or element not in found:
            continue
        child, parent = found[element], found.setdefault(element.getparent(), Overlap())
        parent.whole += child.whole
        parent.total += child.total
        parent.matched += child.matched
    return found
