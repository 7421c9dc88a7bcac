"""A tree read as a body, once, without recursion: elements that hold blocks are frames on a stack.

`read_blocks(roots, url)` takes the tree as the steps have left it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.etree import iterwalk

from blogsieve.cleaners.body.addresses import (
    embed_address,
    player_address,
    waits_for_script,
)
from blogsieve.cleaners.body.code import code_text, table_of_code
from blogsieve.cleaners.body.frames import Frames, kind_of
from blogsieve.cleaners.body.languages import MATH, language_of
from blogsieve.cleaners.body.marks import STRONG, make_of
from blogsieve.cleaners.body.model import (
    Break,
    Checkbox,
    Code,
    Embed,
    Formula,
    NoteMark,
    Rule,
    Table,
    Text,
)
from blogsieve.cleaners.body.notes import Notes, find_notes
from blogsieve.cleaners.body.pieces import code_runs, formula_run, image_runs, is_code, one_line, ruby_runs, spaced
from blogsieve.cleaners.body.runs import RunBuilder, is_empty, tidy
from blogsieve.cleaners.body.tables import is_data, is_data_among_others, joined, rows_as_table, table_blocks
from blogsieve.cleaners.dom.blocks import MAY_BE_INVISIBLE, PREFORMATTED, is_invisible, is_part_of_card
from blogsieve.cleaners.dom.formulas import FORMULA
from blogsieve.cleaners.dom.phrasing import INLINE
from blogsieve.cleaners.dom.sidenotes import NOTE_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.body.model import Block, Run, Runs

# What is one thing in a line, whatever stands in it.
WHOLE = frozenset(("img", "ruby", "wbr"))
EMBEDS = frozenset(("iframe", "embed", "object", "video", "audio"))


def read_blocks(roots: Sequence[HtmlElement], url: str, prefix: str = "") -> list[Block]:
    """Return the blocks that stand in elements of a tree; addresses are made absolute by that of the page.

    Footnotes are named by their numbers, with a prefix before each.
    """
    notes = find_notes(roots, prefix)
    return [block for root in roots for block in BodyReader(root, url, notes).read()]


class BodyReader:
    """Walks an element's tree; lines end where those of `dom.blocks` do, but for the author's line breaks."""

    def __init__(self, root: HtmlElement, url: str, notes: Notes) -> None:
        self.root, self.url, self.notes = root, url, notes
        self.frames = Frames(root, notes.names)
        self.line = RunBuilder()
        self.table: HtmlElement | None = None  # whose lines the last block of code, or rows the last table, is made of

    def read(self) -> list[Block]:
        """Return the blocks."""
        walk = iterwalk(self.root, events=("start", "end"))
        whole: HtmlElement | None = None
        for event, element in walk:
            if event == "start":
                if self.read_whole(element):
                    # Its end is announced, nothing in it is.
                    walk.skip_subtree()
                    whole = element
                    continue
                self.open(element)
                text = element.text
            else:
                if element is not whole:
                    self.close(element)
                whole = None
                text = element.tail if element is not self.root else None
            if text:
                self.line.add(Text(spaced(text)))
        self.end_line()
        return self.frames.end_all()

    def read_whole(self, element: HtmlElement) -> bool:
        """Read an element that is one thing, or nothing; tell whether it was."""
        tag = element.tag
        if kind := element.get(FORMULA):
            self.read_formula(element, is_block=kind == "block")
        elif tag in MAY_BE_INVISIBLE and is_invisible(element):
            self.read_unseen(element)
        elif tag in PREFORMATTED:
            self.read_code(element)
        elif tag == "table" and not kind_of(element) and element not in self.notes.names and is_data(element):
            self.read_table(element)
        elif tag == "tr" and is_data_among_others(element):
            self.read_row(element)
        elif tag == "br":
            self.read_break()
        elif tag == "hr":
            self.add(Rule())
        elif tag in WHOLE or is_code(element):
            self.add_runs(self.runs_of(element))
        else:
            return False
        return True

    def read_unseen(self, element: HtmlElement) -> None:
        """Read what shows something and says nothing: a film, an image for who has no scripts, the box of a task."""
        if element.tag in EMBEDS and (address := embed_address(element, self.url)):
            self.add(Embed(address, one_line(element.get("title", ""))))
        elif element.tag == "noscript" and waits_for_script(element.getprevious(), self.url):
            for image in element.iter("img"):
                self.add_runs(image_runs(image, self.url))
        elif element.get("type") == "checkbox" and self.line.is_empty() and self.frames.is_new_item():
            self.line.add(Checkbox("checked" in element.attrib))

    def open(self, element: HtmlElement) -> None:
        """Begin a mark, a block, or an element that holds blocks."""
        tag = element.tag
        if tag in INLINE:
            self.line.open(make_of(element, self.url, in_heading=self.frames.last.kind == "heading"))
            return
        self.end_line(waits=tag == "p")
        self.frames.begin(element)
        if "-" in tag and (address := player_address(element)):
            self.frames.add(Embed(address, one_line(element.get("title", ""))))
        if tag == "dt":
            self.line.open(None if next(element.iter("img"), None) is not None else STRONG)

    def close(self, element: HtmlElement) -> None:
        """End what `open` began."""
        if element.tag in INLINE:
            self.line.close()
            if element.tag == "span" and is_part_of_card(element):
                self.line.add(Text(" "))
            return
        self.end_line()
        if element.tag == "dt":
            self.line.close()
        self.frames.end(element)

    def end_line(self, *, waits: bool = False) -> None:
        """Make what was gathered a block of the frame that is open; the box of a task may wait for its paragraph."""
        runs = self.line.take()
        if not is_empty(runs):
            self.frames.add_line(runs)
        elif waits:
            for box in runs:
                self.line.add(box)

    def add(self, block: Block) -> None:
        """Add a block that is no line."""
        self.end_line()
        self.frames.add(block)

    def add_runs(self, runs: Iterable[Run]) -> None:
        """Add runs to the line."""
        for run in runs:
            self.line.add(run)

    def read_code(self, pre: HtmlElement) -> None:
        """Read a block of code; highlighters print some a line an element of a table."""
        self.end_line()
        text = code_text(pre)
        language = language_of(pre, text)
        if language == MATH:
            self.frames.add(Formula(one_line(text)))
            return
        table = table_of_code(pre)
        blocks = self.frames.last.blocks
        if table is not None and table is self.table and blocks and isinstance(last := blocks[-1], Code):
            blocks[-1] = Code(f"{last.text}\n{text}", last.language)
        elif text.strip():
            self.frames.add(Code(text, language))
        self.table = table

    def read_table(self, table: HtmlElement) -> None:
        """Read a table of data; what stands above it is a line."""
        self.end_line()
        for block in table_blocks(table, self.cell_runs):
            self.frames.add(block)

    def read_row(self, row: HtmlElement) -> None:
        """Read a row of data in a table that has others: those in a row are a table."""
        self.end_line()
        blocks = self.frames.last.blocks
        table = next(row.iterancestors("table"), None)
        is_same = table is self.table and bool(blocks)
        for block in rows_as_table([row], self.cell_runs):
            if is_same and isinstance(last := blocks[-1], Table):
                blocks[-1] = Table((*last.rows, *block.rows))
            else:
                self.frames.add(block)
        self.table = table

    def cell_runs(self, cell: HtmlElement) -> Runs:
        """Return what stands in a cell as one line."""
        if not len(cell):
            return tidy([Text(spaced(cell.text))]) if cell.text else ()
        return joined(BodyReader(cell, self.url, self.notes).read())

    def read_formula(self, element: HtmlElement, *, is_block: bool) -> None:
        """Read a formula, in the line or on lines of its own."""
        if tex := one_line(element.text or ""):
            self.add(Formula(tex)) if is_block else self.line.add(formula_run(tex))

    def read_break(self) -> None:
        """Read a line break; two of them end a paragraph."""
        if self.line.has_broken():
            self.end_line()
        else:
            self.line.add(Break())

    def runs_of(self, element: HtmlElement) -> Iterable[Run]:
        """Return what an element that is one thing of a line says or shows."""
        match element.tag:
            case "img":
                return image_runs(element, self.url)
            case "ruby":
                return ruby_runs(element)
            case "wbr":
                name = self.notes.name_of(element.get(NOTE_MARK, ""))
                return (NoteMark(name),) if name else ()
        return code_runs(element)
