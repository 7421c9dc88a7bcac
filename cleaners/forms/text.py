"""A body as plain text: a paragraph, heading, list item, table row or line of code a line."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from blogsieve.cleaners.body.model import (
    Body,
    Code,
    Figure,
    Formula,
    Heading,
    List,
    Note,
    Paragraph,
    Quote,
    Table,
)
from blogsieve.cleaners.body.runs import plain
from blogsieve.cleaners.dom.blocks import CELL_BREAK, line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogsieve.cleaners.body.model import Block, Cell, Runs


def write(body: Body) -> str:
    """Return a body as lines.

    >>> from blogsieve.cleaners.body.model import Text
    >>> write(Body((Heading(2, (Text("A"),)), List((((Paragraph((Text("b"),))),),)))))
    'A\\nb'
    """
    return "\n".join(lines(body.blocks))


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the lines of blocks."""
    for block in blocks:
        match block:
            case Heading(_, runs) | Paragraph(runs):
                yield from lines_of(runs)
            case Code(text):
                yield from filter(str.strip, text.split("\n"))
            case Table(rows):
                yield from (line for line in map(row_line, rows) if line.strip("| "))
            case List(items):
                for item in items:
                    yield from lines(item)
            case Quote(inside) | Note(_, inside):
                yield from lines(inside)
            case Figure(inside, caption, is_above):
                parts = [lines(inside), lines_of(caption)]
                yield from chain(*reversed(parts) if is_above else parts)
            case Formula(tex):
                yield tex


def lines_of(runs: Runs) -> Iterator[str]:
    """Yield the lines of runs that say something."""
    yield from (line for line in map(line_of, plain(runs).split("\n")) if line.strip("| "))


def row_line(cells: Iterable[Cell]) -> str:
    """Return a row as a line."""
    return line_of("".join(plain(cell.runs) + CELL_BREAK for cell in cells))
