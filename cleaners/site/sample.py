"""A page as learning sees it: its blocks with their words, and the text that says which of them are the body."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.around import common
from blogsieve.cleaners.evidence.citation import citing
from blogsieve.cleaners.extraction.align import Overlap, Reference, is_box, overlaps
from blogsieve.cleaners.extraction.extract import extract
from blogsieve.cleaners.site.fingerprints import LONGEST_KEY, block_key
from blogsieve.cleaners.text import text_key, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document

# Words of a paragraph, and how many show where the post's text stands.
PARAGRAPH, FEWEST_PARAGRAPHS = 8, 2


@dataclass
class Sample:
    """One page of the sample, pruned by rules, with its blocks."""

    document: Document
    pristine: HtmlElement | None = None  # the page's tree as it was parsed; None of a text dump
    reference: Reference = field(default_factory=lambda: Reference(""))
    is_supervised: bool = False  # the reference is a feed's full text
    ignored: set[str] = field(default_factory=set)  # keys of blocks that are template

    def __post_init__(self) -> None:
        self.blocks = self.document.read()
        self.tokens = [words(block.text) for block in self.blocks]
        self.keys = [block_key(block) for block in self.blocks]

    def teach(self, reference: Reference, *, is_supervised: bool) -> None:
        """Take another reference, and forget what was computed with the one before."""
        self.reference, self.is_supervised = reference, is_supervised
        for name in ("matched", "overlaps", "flow"):
            self.__dict__.pop(name, None)

    @cached_property
    def said(self) -> str:
        """Return all words of the page as it was, of scripts too; of a text dump, of its blocks."""
        if self.pristine is None:
            return "\n".join(block.text for block in self.blocks)
        return " ".join("".join(self.pristine.itertext()).split())

    @property
    def cited(self) -> frozenset[str]:
        """Return the keys of the lines that cite the post: below a picture they are the longest, and no body."""
        cited = citing(self.blocks, self.document)
        return frozenset(key for key, block in zip(self.keys, self.blocks, strict=True) if block in cited)

    @cached_property
    def extracted(self) -> Reference:
        """Return what the extractor takes for the body, less the title and the lines that the site repeats."""
        title = text_key(self.document.facts.title)[:LONGEST_KEY]
        ignored = {template.split(":", 1)[1] for template in self.ignored} | {title}
        lines = extract(self.document.root).splitlines()
        # A key is cut off: where whole texts of other posts stand on each page, their lines are longer.
        return Reference("\n".join(line for line in lines if text_key(line)[:LONGEST_KEY] not in ignored))

    @cached_property
    def matched(self) -> list[bool]:
        """Return for each block whether the reference holds it."""
        return [self.reference.holds(tokens) for tokens in self.tokens]

    @cached_property
    def overlaps(self) -> dict[HtmlElement, Overlap]:
        """Return for each element how much of it is in the reference; template counts for nothing.

        A feed tells that a repeated line is the author's; an extractor that takes one does not.
        """
        template = {
            place
            for place, (name, match) in enumerate(zip(self.keys, self.matched, strict=True))
            if name in self.ignored and not (match and self.is_supervised)
        }
        sizes = [len(tokens) for tokens in self.tokens]
        return overlaps(self.document.body, self.blocks, sizes, self.matched, template)

    @cached_property
    def flow(self) -> HtmlElement | None:
        """Return the innermost element around the paragraphs that the reference holds, None where there is but one."""
        paragraphs = [
            block.element
            for name, block, tokens, match in zip(self.keys, self.blocks, self.tokens, self.matched, strict=True)
            if match and len(tokens) >= PARAGRAPH and name not in self.ignored
        ]
        return common(paragraphs) if len(paragraphs) >= FEWEST_PARAGRAPHS else None

    def best(self) -> float:
        """Return the score of the box that holds the reference best."""
        size = len(self.reference)
        return max((overlap.score(size) for element, overlap in self.overlaps.items() if is_box(element)), default=0.0)
