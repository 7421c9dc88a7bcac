"""A body of what Markdown has signs for; the rest as what comes next to it. Markdown read back is just that body.

A caption is a paragraph in emphasis below its figure, or above, a film a link, a footnote stands at the end, and a cell
that takes several columns or rows has empty ones beside it; headings and cells are one line each.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from blogsieve.cleaners.body.model import (
    Body,
    Break,
    Cell,
    Embed,
    Figure,
    Heading,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Span,
    Table,
    Text,
)
from blogsieve.cleaners.body.runs import is_empty, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blogsieve.cleaners.body.model import Block, Run, Runs

NOTHING = Cell(())
# Columns; a page may say that each of its cells takes many.
WIDEST = 200


def simplified(body: Body) -> Body:
    """Return a body as Markdown can have it.

    >>> simplified(Body((Heading(2, (Text("a"), Break(), Text("b"))),)))
    Body(blocks=(Heading(level=2, runs=(Text(text='a b'),)),))
    """
    notes: list[Note] = []
    blocks = tuple(_blocks(body.blocks, notes))
    return Body((*blocks, *sorted(notes, key=place_of)))


def place_of(note: Note) -> tuple[int, int]:
    """Return where a note stands among those of its body: on which page, and its number there.

    >>> place_of(Note("3", ())), place_of(Note("2-1", ()))
    ((0, 3), (2, 1))
    """
    page, _, number = note.name.rpartition("-")
    return int(page or 0), int(number)


def _blocks(blocks: Iterable[Block], notes: list[Note]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Heading(level, runs):
                yield Heading(level, one_line(runs))
            case List(items):
                if left := tuple(filter(None, (tuple(_blocks(item, notes)) for item in items))):
                    yield replace(block, items=left)
            case Quote(inside):
                if own := tuple(_blocks(inside, notes)):
                    yield Quote(own)
            case Note(name, inside):
                notes.append(Note(name, tuple(_blocks(inside, notes))))
            case Figure(inside, caption, is_above):
                parts = [_blocks(inside, notes), [Paragraph((Span("emphasis", without(caption, "emphasis")),))]]
                yield from chain(*reversed(parts) if is_above else parts)
            case Table(rows):
                yield laid_out(rows)
            case Embed(address, title):
                yield Paragraph((Link(address, (Text(title or address),)),))
            case _:
                yield block


def one_line(runs: Runs) -> Runs:
    """Return runs with spaces for the breaks in them."""
    return tidy(_unbroken(runs))


def _unbroken(runs: Iterable[Run]) -> Iterator[Run]:
    for run in runs:
        if isinstance(run, Break):
            yield Text(" ")
        elif isinstance(run, Span | Link):
            yield replace(run, runs=tuple(_unbroken(run.runs)))
        else:
            yield run


def without(runs: Runs, mark: str) -> Runs:
    """Return runs without a mark.

    >>> without((Text("a "), Span("emphasis", (Text("b"),))), "emphasis")
    (Text(text='a b'),)
    """
    return tidy(_unmarked(runs, mark))


def _unmarked(runs: Iterable[Run], mark: str) -> Iterator[Run]:
    for run in runs:
        if not isinstance(run, Span | Link):
            yield run
            continue
        inside = tuple(_unmarked(run.runs, mark))
        yield from inside if isinstance(run, Span) and run.mark == mark else (replace(run, runs=inside),)


def laid_out(rows: Sequence[Sequence[Cell]]) -> Table:
    """Return a table whose rows have a cell for each column; its first row is its head, where any cell of it is one."""
    grid = [[cell or NOTHING for cell in row] for row in _grid(rows)]
    # The head has to be as wide as any row; to make thousands of rows as wide as a very wide one is no use.
    widest = max(map(len, grid))
    widths = [widest, *[min(widest, WIDEST)] * (len(grid) - 1)]
    is_headed = any(cell.head for cell in grid[0])
    return Table(
        tuple(
            tuple(
                Cell(one_line(cell.runs), head=is_headed and not place)
                for cell in (*row, *[NOTHING] * (width - len(row)))
            )
            for place, (row, width) in enumerate(zip(grid, widths, strict=True))
            if not all(is_empty(cell.runs) for cell in row)
        )
    )


def _grid(rows: Sequence[Sequence[Cell]]) -> list[list[Cell | None]]:
    """Return the cells of a table column by column, with None where a cell goes on; of a very wide one the cells."""
    taken: set[tuple[int, int]] = set()
    grid: list[list[Cell | None]] = []
    for number, row in enumerate(rows):
        line: list[Cell | None] = []
        for cell in row:
            while (number, len(line)) in taken:
                line.append(None)
            for below in range(number + 1, min(number + cell.rows, len(rows))):
                taken.update((below, len(line) + right) for right in range(cell.columns))
            line += [cell, *[None] * (cell.columns - 1)]
            if len(line) > WIDEST:
                return [list(row) for row in rows]
        grid.append(line)
    return grid
