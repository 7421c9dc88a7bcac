"""A body as Markdown: CommonMark with GitHub's tables, strikethrough, footnotes and tasks, formulas between dollars.

Parsed back, it gives the same blocks, but for what `simplified.py` tells of. `markdown_runs.py` writes what stands in a
line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.body.model import (
    Body,
    Checkbox,
    Code,
    Formula,
    Heading,
    List,
    Note,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from blogsieve.cleaners.forms.escape import escape_head
from blogsieve.cleaners.forms.markdown_runs import write_line
from blogsieve.cleaners.forms.simplified import simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blogsieve.cleaners.body.model import Block, Blocks, Cell, Run, Runs

FENCE = re.compile(r"^[ \t]*(`{3,})", re.MULTILINE)
BULLETS, ENDS = "-+", ".)"
BOXES = ("[ ] ", "[x] ")
NOTE_INDENT = "    "


def write(body: Body) -> str:
    """Return a body as Markdown, without a line end behind the last line.

    >>> from blogsieve.cleaners.body.model import Span, Text
    >>> write(Body((Heading(2, (Text("A"),)), Paragraph((Text("b "), Span("strong", (Text("c"),)))))))
    '## A\\n\\nb **c**'
    """
    return "\n".join(lines(simplified(body).blocks))


def lines(blocks: Blocks) -> list[str]:
    """Return the lines of blocks, with an empty one between two of them."""
    found: list[str] = []
    last: Block | None = None
    is_odd = False  # whether a list has the other bullets: two of a kind in a row would be one
    for block in blocks:
        is_odd = isinstance(block, List) and isinstance(last, List) and last.ordered == block.ordered and not is_odd
        own = list(block_lines(block, is_odd=is_odd))
        found += ["", *own] if found else own
        last = block
    return found


def block_lines(block: Block, *, is_odd: bool = False) -> Iterator[str]:
    """Yield the lines of a block."""
    match block:
        case Heading(level, runs):
            yield f"{'#' * level} {heading_line(runs)}".rstrip()
        case Paragraph(runs):
            yield from paragraph_lines(runs)
        case List():
            yield from list_lines(block, is_odd=is_odd)
        case Quote(inside):
            yield from (f"> {line}" if line else ">" for line in lines(inside))
        case Code(text, language):
            fence = "`" * max([3, *(len(ticks) + 1 for ticks in FENCE.findall(text))])
            yield from (f"{fence}{language}", *text.split("\n"), fence)
        case Table(rows):
            yield from table_lines(rows)
        case Note(name, inside):
            yield from hung(lines(inside), f"[^{name}]: ", NOTE_INDENT)
        case Formula(tex):
            yield from ("$$", tex, "$$")
        case Rule():
            yield "***"


def heading_line(runs: Runs) -> str:
    """Return a heading's runs on one line; signs at its end would be taken for its close."""
    line = " ".join(paragraph_lines(runs))
    return f"{line[:-1]}\\#" if line.endswith("#") and not line.endswith("\\#") else line


def paragraph_lines(runs: Iterable[Run]) -> Iterator[str]:
    """Yield the lines of a paragraph; a break is a sign at the end of its line, and a task has its box before it."""
    own, box = tuple(runs), ""
    if own and isinstance(own[0], Checkbox):
        box, own = BOXES[own[0].is_done], own[1:]
    written = write_line(own).split("\n")
    for place, line in enumerate(written):
        yield ("" if place else box) + escape_head(line) + ("\\" if place + 1 < len(written) else "")


def list_lines(own: List, *, is_odd: bool) -> Iterator[str]:
    """Yield the lines of a list; without empty ones between its items where none has two paragraphs."""
    is_tight = all(map(is_tight_item, own.items))
    for place, item in enumerate(own.items):
        if place and not is_tight:
            yield ""
        marker = f"{own.start + place}{ENDS[is_odd]} " if own.ordered else f"{BULLETS[is_odd]} "
        written = [line for block in item for line in lines((block,))] if is_tight else lines(item)
        yield from hung(written, marker, " " * len(marker))


def is_tight_item(item: Blocks) -> bool:
    """Tell whether an item is a line, at most with lists below it that may begin there."""
    head, *rest = item
    return (
        isinstance(head, Paragraph)
        and all(isinstance(block, List) and (not block.ordered or block.start == 1) for block in rest)
        and len(rest) < 2
    )


def hung(written: Sequence[str], first: str, others: str) -> Iterator[str]:
    """Yield lines with a mark before the first, and the others indented.

    >>> list(hung(["a", "", "b"], "- ", "  "))
    ['- a', '', '  b']
    """
    for place, line in enumerate(written or [""]):
        yield (first + line).rstrip() if not place and not line else (others if place else first) + line if line else ""


def table_lines(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """Yield the lines of a table; one without a head has an empty one, since every table needs one."""
    written = [[cell_text(cell) for cell in row] for row in rows]
    if not any(cell.head for cell in rows[0]):
        written.insert(0, [""] * len(rows[0]))
    for place, row in enumerate(written):
        yield f"| {' | '.join(row)} |"
        if not place:
            yield "|" + " --- |" * len(row)


def cell_text(cell: Cell) -> str:
    """Return what stands in a cell, in which a bar would be its end."""
    return write_line(cell.runs).replace("|", "\\|")
