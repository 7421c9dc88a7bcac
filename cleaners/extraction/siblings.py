"""What belongs to a body besides the box that was found: its parts beside it, a lead above it, its last paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.around import common
from blogsieve.cleaners.extraction.align import is_box
from blogsieve.cleaners.extraction.dense import MOSTLY_TEXT, is_prose
from blogsieve.cleaners.rules.rule import match_line
from blogsieve.cleaners.text import is_cut_off, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block

# Builders of pages put a part of a post into four boxes within each other at most: row, column, widget, its text.
LEVELS = 5
# A line that ends a post is a label; a box that holds a paragraph alone is that paragraph's.
LABEL, FEWEST = 60, 2
# A box with one of these is a post, a comment or a card of its own.
OF_OTHERS = frozenset(("time", "article", "form"))
HEADINGS = frozenset("h1 h2 h3 h4".split())
# A class that a builder makes for one box: its number, or a hash.
NUMBERED = re.compile(r"[-_](?=[a-z]*[0-9])[0-9a-z]+$")
# What themes call the paragraph that stands above a post's text in a box of its own.
LEAD = re.compile(
    r"(?:^|[\s_-])(?:dek|lead|lede|leadin|standfirst|intro|intro-?text|introduction|chapo|chapeau|vorspann|entradilla|subhead|sub-?headline|ingress|kicker-text|opening|opener|perex|sapo|sommario|bajada|copete|manchet|underrubrik|einleitung|anons|zajawka)(?:$|[\s_-])"
)

# What authors and themes call what stands below a text in a box of its own, and is a part of it.
CODA = re.compile(
    r"(?:^|[\s_-])(?:postscript|post-?scriptum|afterword|nachwort|nachtrag|addendum|epilogue?)(?:$|[\s_-])"
)
# Where a post goes on behind "Continue reading", in a box beside that of its beginning, which most posts are without:
# Movable Type's and TypePad's templates ("extended entry"), livedoor Blog's, FC2's.
EXTENDED = frozenset(("asset-more", "entry-more", "entry_more", "article-body-more"))
EXTENDED_ID = "more"


def joined(root: HtmlElement, blocks: Sequence[Block], taken: Sequence[Block]) -> set[Block]:
    """Return the prose blocks in boxes beside that of the body with the same names: text, picture, text."""
    own = [block.element for block in taken if is_prose(block)]
    if not own:
        return set()
    kept = set(taken)
    prose = {block.element: block for block in before_end(blocks, kept) if is_own_prose(block) and block not in kept}
    boxes = {box for element in own for box in boxes_around(element, root)} if prose else set()
    # Thousands of boxes may stand beside each other: those that are made alike have the same siblings.
    kinds = {(box.getparent(), box.tag, *own_classes(box)): box for box in boxes}
    return {
        prose[element]
        for box in kinds.values()
        for sibling in siblings(box)
        if sibling not in boxes and is_part(sibling)
        for element in sibling.iter()
        if element in prose
    }


def before_end(blocks: Sequence[Block], taken: Collection[Block]) -> Sequence[Block]:
    """Return the blocks up to a line below the body that ends a post: "Related articles", "About the author"."""
    last = max((place for place, block in enumerate(blocks) if block in taken), default=0)
    for place in range(last + 1, len(blocks)):
        rule = match_line(blocks[place].text, "tail") if len(blocks[place].text) <= LABEL else None
        if rule and rule.rest:
            return blocks[:place]
    return blocks


def is_own_prose(block: Block) -> bool:
    """Tell whether a block is a paragraph, and no excerpt of another post."""
    return is_prose(block) and not is_cut_off(block.text)


def ending(blocks: Sequence[Block], taken: Sequence[Block]) -> set[Block]:
    """Return the paragraphs right below those that were taken, in the box that holds them all.

    The extractor drops a box whose name has a word for sharing or comments in it, and a list that ends a page; the
    heading of such a list goes with it, and each item has words of its own and leads nowhere.
    """
    kept, own = set(taken), [block.element for block in taken if is_prose(block)]
    if len(own) < FEWEST:
        return set()
    box = common(own)
    found: set[Block] = set()
    last = max(place for place, block in enumerate(blocks) if block in kept)
    below = before_end(blocks, kept)[last + 1 :]
    rest = [block for block in below if box in block.element.iterancestors()]
    # A heading of which nothing else was taken heads what is lost.
    if rest == below[: len(rest)] and (is_closing_list(rest) or is_closing_list([blocks[last], *rest], 1)):
        return set(rest)
    for block in below:
        if not is_own_prose(block) or block.element.tag != "p" or box not in set(block.element.iterancestors()):
            break
        found.add(block)
    return found


def is_closing_list(blocks: Sequence[Block], fewest: int = FEWEST) -> bool:
    """Tell whether blocks are a heading and a list that leads nowhere: sources, notes, what was left open."""
    head, items = blocks[:1], blocks[1:]
    is_list = len(items) >= fewest and len({item.element.getparent() for item in items}) == 1
    return (
        is_list
        and head[0].element.tag in HEADINGS
        and all(block.element.tag == "li" and block.linked <= MOSTLY_TEXT for block in items)
    )


def own_text(blocks: Sequence[Block], taken: Collection[Block]) -> set[Block]:
    """Return the text that stands right in the box whose paragraphs are the body's, in no paragraph of its own."""
    holders = Counter(block.element.getparent() for block in taken if block.element.tag == "p" and is_prose(block))
    boxes = {box for box, count in holders.items() if count >= FEWEST}
    return {block for block in blocks if block.element in boxes and is_own_prose(block)}


def boxes_around(element: HtmlElement, root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the nearest boxes around an element, from the inside outwards."""
    for _, above in zip(range(LEVELS), element.iterancestors(), strict=False):
        if above is root or above.tag in ("body", "main"):
            return
        if is_box(above):
            yield above


def siblings(box: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the boxes beside one that have its tag and all of its names."""
    parent, name = box.getparent(), own_classes(box)
    if parent is not None and name and box.tag in ("div", "section"):
        yield from (other for other in parent.iterchildren(box.tag) if own_classes(other) == name)


def alike(box: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the boxes beside one that are made like it, or stand so in boxes like those around it.

    >>> from lxml.html import fromstring
    >>> parts = "".join(f"<div class=block><div class=content><p>{n}</p></div></div>" for n in "123")
    >>> root = fromstring(f"<div>{parts}<div class=share><div class=content><p>4</p></div></div></div>")
    >>> [box.text_content() for box in alike(root[0][0])]
    ['2', '3']
    """
    path: list[HtmlElement] = []
    for level in [box, *islice(box.iterancestors(), LEVELS)]:
        for other in siblings(level):
            if other is not level:
                yield from within(other, path)
        path.insert(0, level)


def within(box: HtmlElement, path: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield what stands in a box as the last element of a path does in its own: by the tags and names on the way."""
    found = [box]
    for step in path:
        name = own_classes(step)
        found = [child for one in found for child in one.iterchildren(step.tag) if own_classes(child) == name]
    yield from found


def own_classes(box: HtmlElement) -> list[str]:
    """Return the classes of a box without those that builders count or hash: "elementor-element-4f81c2a".

    >>> from lxml.html import fromstring
    >>> own_classes(fromstring("<div class='et_pb_row et_pb_row_12 elementor-element-4f81c2a'>"))
    ['et_pb_row']
    """
    names = (box.get("class") or "").split()
    return [name for name in names if not NUMBERED.search(name)] or names


def further_sections(box: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the sections right behind one that holds a post's beginning, where a maker of documents set them.

    A post with two headings of the first level is two sections, each with the words of its heading for id (docutils).
    """
    level = named_heading(box)
    for after in box.itersiblings("*") if level else ():
        if after.tag != box.tag or after.get("class") != box.get("class") or named_heading(after) != level:
            return
        yield after


def extended(box: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the boxes behind that of a post's beginning in which platforms put the rest of it.

    >>> from lxml.html import fromstring
    >>> post = fromstring("<div><div>Rope.</div><div class=share>Tweet</div><div id=more>Tar.</div></div>")
    >>> [after.text for after in extended(post[0])]
    ['Tar.']
    """
    for after in box.itersiblings(box.tag):
        if after.get("id") == EXTENDED_ID or not EXTENDED.isdisjoint((after.get("class") or "").split()):
            yield after


def named_heading(box: HtmlElement) -> str:
    """Return the tag of the heading that a section begins with and is named after, "" where it is none.

    >>> from lxml.html import fromstring
    >>> [named_heading(fromstring(f"<div id={name}><h1>The ferry left</h1></div>")) for name in ("the-ferry", "post-7")]
    ['h1', '']
    """
    first = next(box.iterchildren("*"), None)
    if first is None or first.tag not in HEADINGS:
        return ""
    name = words((box.get("id") or "").replace("-", " "))
    return first.tag if name and set(name).issubset(words(first.text_content())) else ""


def is_part(box: HtmlElement) -> bool:
    """Tell whether a box is a part of a text, and no post, comment or card of its own."""
    for element in box.iter():
        if element.tag in OF_OTHERS:
            return False
        if element.tag in HEADINGS and (next(element.iter("a"), None) is not None or element.getparent().tag == "a"):
            return False
    return True


def lead(blocks: Sequence[Block], taken: Collection[Block]) -> set[Block]:
    """Return the prose in a box that is called a lead, between the page's heading and its body."""
    first = next((place for place, block in enumerate(blocks) if block in taken), 0)
    head = max((place for place, block in enumerate(blocks[:first]) if block.element.tag == "h1"), default=first)
    return {block for block in blocks[head + 1 : first] if is_prose(block) and is_called(LEAD, block.element)}


def coda(blocks: Sequence[Block], taken: Collection[Block]) -> set[Block]:
    """Return the prose in a box that is called a postscript, right below the body."""
    last = max((place for place, block in enumerate(blocks) if block in taken), default=len(blocks))
    return set(takewhile(lambda block: is_prose(block) and is_called(CODA, block.element), blocks[last + 1 :]))


def is_called(name: re.Pattern[str], element: HtmlElement) -> bool:
    """Tell whether an element or the box around it has a class of such a name."""
    parent = element.getparent()
    around = (element,) if parent is None else (element, parent)
    return any(name.search((box.get("class") or "").lower()) for box in around)
