"""Tables of data: rows of cells, each a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.body.model import (
    Break,
    Cell,
    Figure,
    Formula,
    Heading,
    InlineFormula,
    Note,
    Paragraph,
    Quote,
    Table,
    Text,
)
from blogsieve.cleaners.body.runs import is_empty, tidy
from blogsieve.cleaners.dom.blocks import CELLS
from blogsieve.cleaners.dom.rows import is_data_row
from blogsieve.cleaners.number import whole_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.body.model import Block, Run, Runs

# No table of a person has more; a page may say that a cell takes 1,000,000.
MOST = 50


def is_data(table: HtmlElement) -> bool:
    """Tell whether a table holds data, and is not there for the layout: some row has two cells, or one is a heading.

    A caption below a row is a line between two parts.
    """
    if any(child.tag == "caption" for child in table[1:]):
        return False
    own = list(rows_of(table))
    is_shown = any(len(row) > 1 for row in own) or (len(own) > 1 and any(cell.tag == "th" for cell in own[0]))
    return is_shown and all(map(is_all_cells, own))


def is_data_among_others(row: HtmlElement) -> bool:
    """Tell whether a row is one of data, where the table is none: another row holds a list, or code."""
    return len(row) > 1 and is_all_cells(row)


def is_all_cells(row: HtmlElement) -> bool:
    """Tell whether a row is one of data whose text stands in its cells; some pages forget to begin one."""
    return not (row.text or "").strip() and is_data_row(row)


def rows_of(table: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the rows of a table, not those of tables in it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def cells_of(row: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the cells of a row."""
    yield from (cell for cell in row if cell.tag in CELLS)


def span_of(cell: HtmlElement, name: str) -> int:
    """Return how many columns or rows a cell takes.

    >>> from lxml.html import fromstring
    >>> [span_of(fromstring(f"<td colspan='{value}'>"), "colspan") for value in ("2", "", "x", "-1", "9" * 5000)]
    [2, 1, 1, 1, 1]
    """
    return min(max(1, whole_number(cell.get(name, "")) or 1), MOST)


def table_blocks(table: HtmlElement, runs_of: Callable[[HtmlElement], Runs]) -> Iterator[Block]:
    """Yield a table and, as a line above it, its caption; empty rows are none."""
    for caption in table.iterchildren("caption"):
        if not is_empty(runs := runs_of(caption)):
            yield Paragraph(runs)
    yield from rows_as_table(rows_of(table), runs_of)


def rows_as_table(rows: Iterable[HtmlElement], runs_of: Callable[[HtmlElement], Runs]) -> Iterator[Table]:
    """Yield rows as one table, if any of them says or shows something."""
    read = (
        tuple(
            Cell(runs_of(cell), cell.tag == "th", span_of(cell, "colspan"), span_of(cell, "rowspan"))
            for cell in cells_of(row)
        )
        for row in rows
    )
    if shown := tuple(row for row in read if not all(is_empty(cell.runs) for cell in row)):
        yield Table(shown)


def joined(blocks: Iterable[Block]) -> Runs:
    """Return what blocks of a cell say as one line, with spaces between them.

    >>> joined([Paragraph((Text("a"), Break(), Text("b"))), Paragraph((Text("c"),))])
    (Text(text='a b c'),)
    """
    runs: list[Run] = []
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            runs += [Text(" "), *block.runs]
        elif isinstance(block, Figure):
            runs += [Text(" "), *joined(block.blocks), Text(" "), *block.caption]
        elif isinstance(block, Formula):
            runs += [Text(" "), InlineFormula(block.tex)]
        elif isinstance(block, Note | Quote):
            runs += [Text(" "), *joined(block.blocks)]
    return tidy(Text(" ") if isinstance(run, Break) else run for run in runs)
