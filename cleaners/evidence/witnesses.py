"""What is known of the blocks of a body besides what the steps say of them: from the entry, the site and the flow."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.around import is_in
from blogsieve.cleaners.evidence.line import (
    DEEPEST,
    ITEMS,
    PROSE,
    group_of,
    holder_of,
    is_of_letter,
    is_set_as_heading,
    leads_away,
    set_as_paragraphs,
    size_of,
    unlinked_groups,
)
from blogsieve.cleaners.extraction.siblings import alike
from blogsieve.cleaners.site.fingerprints import block_key
from blogsieve.cleaners.site.slots import own_words
from blogsieve.cleaners.text import is_cut_off, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

SOME_OWN_WORDS = 3
# What leads to one post from more pages than this is a box.
A_FEW_PAGES = 0.25
# Its last part has an ending: "src/tide.c". A label of the template names the language alone.
FILE = re.compile(r"(?:[\w.~@-]*/)*[\w.@-]+\.\w{1,12}")
# Elements that hold lines of the flow, each an item or a row.
HOLDERS = frozenset("p ul ol dl blockquote table thead tbody tfoot tr figure details li pre section".split())


class Witnesses:
    """What is known of a document's blocks besides what steps say of them; made once its body is located."""

    def __init__(self, document: Document, site: SiteModel) -> None:
        self.site = site
        self.url = document.page.url
        self.author = document.facts.author
        self.entry = document.own_entry
        self.blocks: Sequence[Block] = tuple(document.blocks)

    @cached_property
    def boxed(self) -> frozenset[HtmlElement]:
        """The boxes that are set as paragraphs."""
        return set_as_paragraphs(self.blocks)

    @cached_property
    def is_whole(self) -> bool:
        """Whether the entry is all of the post."""
        return self.site.is_feed_full and self.entry.is_whole(self.blocks, self.site.repeated)

    @cached_property
    def flow(self) -> HtmlElement | None:
        """The element whose children are most of the prose; of what the post has alone, where it has no sentence."""
        own = [block for block in self.blocks if self.is_unique_prose(block)] or list(filter(self.is_own, self.blocks))
        sizes: Counter[HtmlElement] = Counter()
        for block in own:
            sizes[holder_of(block.element, self.boxed)] += len(words(block.text))
        return max(sizes, key=lambda element: sizes[element], default=None)

    @cached_property
    def flows(self) -> frozenset[HtmlElement]:
        """The flow, and the boxes beside it that are made like it: some themes have one for each part of a post."""
        return frozenset(() if self.flow is None else (self.flow, *alike(self.flow)))

    @cached_property
    def refrains(self) -> frozenset[str]:
        """The keys of the blocks amid the flow."""
        return frozenset(block_key(block) for block in self.amid)

    @cached_property
    def fields(self) -> Mapping[HtmlElement, Sequence[Block]]:
        """The lines of each paragraph, list and table that has several, none of which links."""
        return unlinked_groups(self.blocks)

    def is_field(self, block: Block) -> bool:
        """Tell whether a line stands among others of which half are the author's, or bear figures of their own."""
        lines = self.fields.get(group_of(block.element), ())
        # Names of fields recur, their values tell.
        others = [line for line in lines if line is not block and line.element.tag != "dt"]
        keys = [block_key(line) for line in others]
        own = [key for key in keys if key not in self.site.repeated or key in self.site.varied]
        return bool(others) and 2 * len(own) >= len(others)

    def heads_box(self, block: Block) -> bool:
        """Tell whether a label stands first in a box whose other lines are of this page alone and link nowhere."""
        box, place = block.element.getparent(), self.places.get(block)
        if box is None or place is None or len(words(block.text)) > PROSE:
            return False
        # What holds the flow is no box beside it.
        if box in self.flows or (self.flow is not None and is_in(self.flow, box)):
            return False
        if place and is_in(self.blocks[place - 1].element, box):
            return False
        lines = list(takewhile(lambda other: is_in(other.element, box), self.blocks[place + 1 :]))
        keys = [block_key(line) for line in lines]
        is_own = not any(line.linked or is_cut_off(line.text) for line in lines)
        return bool(lines) and is_own and self.site.repeated.keys().isdisjoint(keys)

    @cached_property
    def places(self) -> Mapping[Block, int]:
        """Where each block stands among the others."""
        return {block: place for place, block in enumerate(self.blocks)}

    @cached_property
    def heads(self) -> frozenset[Block]:
        """The headings of the flow below which its prose stands, or a list of this page's own."""
        pairs = zip(self.blocks, self.blocks[1:], strict=False)
        return frozenset(a for a, b in pairs if is_set_as_heading(a) and self.in_flow(a) and self.is_below(b))

    def is_below(self, block: Block) -> bool:
        """Tell whether an author's heading may stand above a line: a sentence, or one of a list in the flow.

        The list may be of links to other sites; one of links to other posts is a box of the template's.
        """
        key = block_key(block)
        is_own = key not in self.site.repeated or key in self.site.varied
        is_listed = self.is_field(block) or (block.element.tag in ITEMS and leads_away(block, self.url))
        return self.is_unique_prose(block) or (is_own and is_listed and self.in_flow(block))

    @cached_property
    def amid(self) -> frozenset[Block]:
        """The blocks above and below which prose of the flow stands."""
        places = [n for n, block in enumerate(self.blocks) if self.is_unique_prose(block) and self.in_flow(block)]
        return frozenset(self.blocks[places[0] + 1 : places[-1]]) if places else frozenset()

    def in_flow(self, block: Block) -> bool:
        """Tell whether a block is a child of the flow, or an item of a list, a quotation or a table in it."""
        element: HtmlElement | None = block.element
        for _ in range(DEEPEST):
            if element is None:
                return False
            parent = element.getparent()
            if parent in self.flows or element in self.flows:
                return True
            if parent is None or (parent.tag not in HOLDERS and parent not in self.boxed):
                return False
            element = parent
        return False

    def is_unique_prose(self, block: Block) -> bool:
        """Tell whether a block is a sentence of no other page, and no excerpt of one."""
        is_prose = size_of(block.text) >= PROSE and not block.is_links and not block.code
        return is_prose and not is_cut_off(block.text) and block_key(block) not in self.site.repeated

    def names_code(self, block: Block) -> bool:
        """Tell whether a line is the name of a file, right above the code that is in it."""
        place = self.places.get(block)
        below = self.blocks[place + 1 : place + 2] if place is not None else ()
        return any(one.code for one in below) and FILE.fullmatch(block.text) is not None

    def is_own(self, block: Block) -> bool:
        """Tell whether a block is of this page alone, however short, and leads nowhere."""
        return not (block.linked or block.code) and block_key(block) not in self.site.repeated

    def recurs_alone(self, block: Block) -> bool:
        """Tell whether a block stands in no box that recurs: below a heading that does, beside a line as frequent."""
        place, repeated = self.places.get(block), self.site.repeated
        if place is None:
            return False
        above, below = self.blocks[max(0, place - 1) : place], self.blocks[place + 1 : place + 2]
        if any(is_set_as_heading(one) and block_key(one) in repeated for one in above):
            return False
        count = repeated.get(block_key(block), 0)
        return all(repeated.get(block_key(one), 0) != count for one in (*above, *below))

    def is_set_as_text(self, block: Block) -> bool:
        """Tell whether a block is a paragraph above or below all of the author's, and made as these are.

        Letters and sermons end in such a line: "Amen." An entry that is not cut off tells whether this post does.
        """
        element, is_told = block.element, bool(self.entry) and not self.entry.is_cut_off
        if is_told or element.tag != "p" or is_set_as_heading(block) or next(element.iter("a"), None) is not None:
            return False
        return element.getparent() in self.flows and dict(element.attrib) in self.made and self.is_outermost(block)

    def is_outermost(self, block: Block) -> bool:
        """Tell whether no line of the post's own stands above a block in the flow, or none below, nor links."""
        place, own = self.places.get(block), self.own_places
        if place is None or not own:
            return False
        heads_links = any(one.linked and one.element.tag in ITEMS for one in self.blocks[place + 1 : place + 2])
        return not (own[0] < place < own[-1] or heads_links)

    @cached_property
    def own_places(self) -> Sequence[int]:
        """Where the lines of the flow stand that recur on no other page, and lead nowhere."""
        return [place for place, block in enumerate(self.blocks) if self.is_own(block) and self.in_flow(block)]

    @cached_property
    def made(self) -> Sequence[Mapping[str, str]]:
        """The attributes that the paragraphs of prose in the flow have."""
        prose = [one.element for one in self.blocks if self.is_unique_prose(one) and self.in_flow(one)]
        return [dict(element.attrib) for element in prose if element.tag == "p"]

    def is_of_letter(self, block: Block) -> bool:
        """Tell whether a block is set as the first or the last line of a letter is."""
        return is_of_letter(block.text, self.author)

    def has_own_words(self, block: Block) -> bool:
        """Tell whether a block that links has words besides, which no template repeats: a few posts may lead to one."""
        count = self.site.repeated.get(block_key(block), 0)
        return 0 < block.linked < 1 and own_words(block) >= SOME_OWN_WORDS and count <= A_FEW_PAGES * self.site.pages
