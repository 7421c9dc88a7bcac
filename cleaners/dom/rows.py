"""Rows of tables: whether one is a line of data, or a part of a layout whose cells are blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A table with one of these in a cell is there for the layout, or holds code: its cells are blocks, its rows are not.
IN_LAYOUT_CELLS = frozenset("table pre ul ol dl h1 h2 h3 h4 h5 h6 blockquote article section form".split())
# With one of these it may be either: editors write a paragraph into each cell of their tables.
IN_SOME_CELLS = frozenset(("p", "div", "br", "hr", "center", "figure"))
# Characters; what a cell of data holds at most where paragraphs stand in it. A post in a cell of a layout has more.
LONGEST_CELL = 250


def is_data_row(row: HtmlElement) -> bool:
    """Tell whether a table's row is one line of data: cells without blocks in them, but for a few short paragraphs."""
    held = {child.tag for cell in row for child in cell.iter()}
    if not held.isdisjoint(IN_LAYOUT_CELLS):
        return False
    if held.isdisjoint(IN_SOME_CELLS) or is_headed(row):
        return True
    return has_short_cells(row) and any(
        has_short_cells(other) for other in row.itersiblings("tr", preceding=is_last(row))
    )


def is_headed(row: HtmlElement) -> bool:
    """Tell whether a row is one of several cells in a table whose first row has a heading; no layout has."""
    table = next(row.iterancestors("table"), None)
    first = None if table is None else next(table.iter("tr"))
    return len(row) > 1 and first is not None and any(cell.tag == "th" for cell in first)


def has_short_cells(row: HtmlElement) -> bool:
    """Tell whether a row has several cells, and none that is long; a layout has a long one, or one row."""
    return len(row) > 1 and all(len(cell.text_content()) <= LONGEST_CELL for cell in row)


def is_last(row: HtmlElement) -> bool:
    """Tell whether no other row follows in a table's part."""
    return next(row.itersiblings("tr"), None) is None
