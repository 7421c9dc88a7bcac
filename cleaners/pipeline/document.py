"""A page on its way to a record: its tree, what is known of it, and what has been removed so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom import tree
from blogsieve.cleaners.dom.blocks import Block, element_of, read_blocks, text_of
from blogsieve.cleaners.evidence.entry import OwnEntry
from blogsieve.cleaners.model import BACK_LINK, FOOTNOTE_MARK, Finding, Removal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index
    from blogsieve.cleaners.metadata.dates import DateCandidate, PostDate
    from blogsieve.cleaners.metadata.facts import Facts
    from blogsieve.cleaners.metadata.licenses import Statement
    from blogsieve.cleaners.model import Page
    from blogsieve.cleaners.site.model import SiteModel
    from blogsieve.cleaners.trained.witness import Judged

# What leaves something where it stood.
LEAVES = {FOOTNOTE_MARK: tree.leave_mark, BACK_LINK: tree.leave_name}


@dataclass
class Document:
    """One page: steps find in it, only `drop` and `keep` change it, and both record what they take away."""

    page: Page
    root: HtmlElement
    method: str = "page"
    teaches: bool = False  # only what was found in it is asked for: no text of it is read
    site: SiteModel = field(init=False)  # what is known of pages of its template
    # What `read_metadata` sets: the boxes of the template are gone before, and nobody has to look at them.
    index: Index = field(init=False)  # of the tree as it was then, what steps drop included
    facts: Facts = field(init=False)
    date: PostDate = field(init=False)
    licenses: tuple[Statement, ...] = ()  # that the page may state
    dates: tuple[DateCandidate, ...] = ()  # all that it was chosen from
    wrapper: HtmlElement | None = None  # the element that is tried as the body's, where the site has one
    # Rules that would have taken the post, by their names: what tells so, and the text
    vetoed: dict[str, tuple[str, str]] = field(default_factory=dict)
    ruled: set[str] = field(default_factory=set)  # names of those that took something
    blocks: list[Block] = field(default_factory=list)  # the body's, once it is known
    removals: list[Removal] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)  # what the removals were, in the order in which they went
    lines: list[Block] = field(default_factory=list)  # all blocks that were left when the body was looked for
    votes: list[bool] = field(default_factory=list)  # of each of them, whether the extractor's text has it, if asked
    taken: set[Block] = field(default_factory=set)  # those that were made the body of it
    words: list[Sequence[str]] = field(default_factory=list)  # of each of them, if the extractor was asked
    judged: Judged | None = None  # what trees say of each of them, if asked
    parts: list[Document] = field(default_factory=list)  # the other pages of a post that is split
    faults: list[str] = field(default_factory=list)  # of ours, each with the part of the work that was done without

    @cached_property
    def own_entry(self) -> OwnEntry:
        """Return what the post's own feed entry holds."""
        return OwnEntry(self.page.entry)

    @property
    def body(self) -> HtmlElement:
        """Return the element that holds all visible text."""
        body = self.root.find("body")
        return self.root if body is None else body

    def drop(self, findings: Iterable[Finding]) -> None:
        """Take out what a step has found; what is gone already is not counted again."""
        gone: set[Block] = set()
        for finding in list(findings):
            target = finding.target
            if isinstance(target, Block):
                if target not in gone:
                    gone.add(target)
                    self._record(finding, target)
            elif any(above is self.root for above in target.iterancestors()):
                self._record(finding, target)
                LEAVES.get(finding.reason, tree.drop)(target)
        self.blocks = [block for block in self.blocks if block not in gone]

    def keep(self, blocks: Sequence[Block], kept: set[Block], reason: str, method: str) -> None:
        """Make the kept ones of a page's blocks the body, and record each run of the others as a removal."""
        run: list[str] = []
        for block in blocks:
            if block not in kept:
                run.append(block.text)
                self.found.append(Finding(block, reason))
            elif run:
                self.removals.append(Removal(reason, "\n".join(run)))
                run = []
        if run:
            self.removals.append(Removal(reason, "\n".join(run)))
        self.blocks = [block for block in blocks if block in kept]
        self.method = method

    def append(self, part: Document) -> None:
        """Add what was kept and removed of another page of the same post."""
        self.parts.append(part)
        self.blocks = [*self.blocks, *part.blocks]
        self.removals += part.removals
        self.faults += part.faults

    def read(self) -> list[Block]:
        """Return the blocks of all the page that is left."""
        self.lines = read_blocks(self.body)
        return self.lines

    def _record(self, finding: Finding, target: HtmlElement | Block) -> None:
        """Note what a step has found, and its text; what has none is no removal."""
        if not self.teaches:
            text = target.text if isinstance(target, Block) else finding.text
            if text is None:
                text = text_of(element_of(target))
            if not text:
                return
            self.removals.append(Removal(finding.reason, text, finding.source))
        self.found.append(finding)
