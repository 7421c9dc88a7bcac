"""A page line by line, each with what became of it: kept, or removed and by which finding.

trace(page, site).lines[0].pieces[0].finding
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import SPACE, UNSEEN, Block, read_blocks
from blogsieve.cleaners.dom.selector import parse_selector
from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.forms import form
from blogsieve.cleaners.pipeline.clean import body_of, clean_part
from blogsieve.cleaners.pipeline.record import write_record
from blogsieve.cleaners.pipeline.text_dump import is_dump, parse_lines
from blogsieve.cleaners.site.model import SiteModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.metadata.dates import DateCandidate
    from blogsieve.cleaners.model import Finding, Page, Record
    from blogsieve.cleaners.pipeline.document import Document

# A character before each piece of text says which finding it went with; plane 15 is for private use, and a page's own
# characters from there are icons.
FIRST_MARK = 0xF0000
MARK = re.compile("[\U000f0000-\U000ffffd]")
EVERY = parse_selector("*")
# What a block's text may lack of the tree's: spaces, and the bars between cells.
UNCOUNTED = re.compile(rf"[{SPACE.pattern[1:-2]}{UNSEEN.pattern[1:-1]}|\s\U000f0000-\U000ffffd]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line that was kept or removed as one."""

    text: str
    finding: Finding | None  # None where it was kept


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page as it was fetched."""

    tag: str  # the element that it begins in
    depth: int  # lists and quotations around it
    code: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """A page with what became of each line, and its record; None where no text of a post was left."""

    page: Page
    lines: tuple[Line, ...]
    record: Record | None
    dates: tuple[DateCandidate, ...] = ()  # all that its date was chosen from, the most trusted first
    markdown: str = ""  # the body with its structure


def trace(page: Page, site: SiteModel | None = None) -> Trace:
    """Clean a page and return what became of each of its lines; raise NotHtml where it is none."""
    # What is told apart here has to be found on the page as it was fetched.
    site = site or SiteModel()
    others = tuple(replace(other, template_boxes={}) for other in site.others)
    site = replace(site, template_boxes={}, others=others)
    documents = [clean_part(part, site) for part in (page, *page.parts)]
    lines = tuple(line for document in documents for line in trace_part(document))
    first = documents[0]
    for document in documents[1:]:
        first.append(document)
    if not first.blocks:
        return Trace(page, lines, None, first.dates)
    record = write_record(first, first.site)
    return Trace(page, lines, record, first.dates, form("markdown").write(body_of(first)))


def trace_part(document: Document) -> Iterator[Line]:
    """Yield the lines of a page, as it was before it was cleaned."""
    root = parse_again(document.page)
    marked = mark(root, document)
    fates = Fates(document)
    for block in read_blocks(root if (body := root.find("body")) is None else body):
        pieces = tuple(
            Piece(text, fates.next(text) if number == 0 else marked[number - 1]) for number, text in split(block.text)
        )
        yield Line(block.element.tag, depth_of(block.element), block.code, pieces)


def parse_again(page: Page) -> HtmlElement:
    """Return the root of a page's tree, as cleaning began with it."""
    return parse_lines(page) if is_dump(page) else parse(page)


def mark(root: HtmlElement, document: Document) -> Sequence[Finding]:
    """Put a mark before each text of a fresh tree; return the findings by the numbers of the marks, from 1."""
    found = [finding for finding in document.found if not isinstance(finding.target, Block)]
    elements = list(root.iter("*"))
    place = {element: number for number, element in enumerate(document.index.select(EVERY))}
    marks: dict[HtmlElement, int] = {}
    for number, finding in enumerate(found, 1):
        assert not isinstance(finding.target, Block)
        for element in elements[place[finding.target]].iter("*"):
            marks.setdefault(element, number)
    for element in elements:
        parent = element.getparent()
        element.text = marked_text(element.text, marks.get(element, 0))
        element.tail = marked_text(element.tail, 0 if parent is None else marks.get(parent, 0))
    return found


def marked_text(text: str | None, number: int) -> str | None:
    """Return a text with its mark before each line that is not blank: a line of code is a block of its own."""
    if not text or text.isspace():
        return text
    sign = chr(FIRST_MARK + number)
    return "".join(line if line.isspace() else sign + MARK.sub("", line) for line in text.splitlines(keepends=True))


def split(text: str) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a line with the numbers of their marks.

    >>> list(split("\\U000f0000By \\U000f0000me\\U000f0002, at noon"))
    [(0, 'By me'), (2, ', at noon')]
    """
    last, gathered = 0, ""
    for number, piece in zip(MARK.findall(text), MARK.split(text)[1:], strict=True):
        if ord(number) - FIRST_MARK != last and gathered:
            yield last, gathered
            gathered = ""
        last = ord(number) - FIRST_MARK
        gathered += piece
    if gathered:
        yield last, gathered


def depth_of(element: HtmlElement) -> int:
    """Return how many lists and quotations an element stands in."""
    return sum(1 for above in element.iterancestors("ul", "ol", "blockquote", "dd"))


class Fates:
    """What became of the text that no finding of an element took, asked piece by piece, in the page's order."""

    def __init__(self, document: Document) -> None:
        by_block = {finding.target: finding for finding in document.found if isinstance(finding.target, Block)}
        self.texts: list[str] = [UNCOUNTED.sub("", block.text) for block in document.lines]
        self.findings = [by_block.get(block) for block in document.lines]
        self.place = 0  # of the block
        self.used = 0  # characters of it

    def next(self, text: str) -> Finding | None:
        """Return the finding of the block that the next piece of text begins in; None where it was kept."""
        size = len(UNCOUNTED.sub("", text))
        while self.place < len(self.texts) - 1 and self.used >= len(self.texts[self.place]):
            self.used -= len(self.texts[self.place])
            self.place += 1
        self.used += size
        return self.findings[self.place] if self.findings else None
