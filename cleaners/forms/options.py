"""A body without its links, images or tables, for those who want none; what they say stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from blogsieve.cleaners.body.model import (
    Body,
    Embed,
    Figure,
    Heading,
    Image,
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
from blogsieve.cleaners.dom.blocks import CELL_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogsieve.cleaners.body.model import Block, Blocks, Run, Runs


def without(body: Body, *, links: bool = False, images: bool = False, tables: bool = False) -> Body:
    """Return a body without what is named: the words of links and cells stay, images and films go.

    >>> without(Body((Paragraph((Link("a", (Text("b"),)), Image("c"))),)), links=True, images=True)
    Body(blocks=(Paragraph(runs=(Text(text='b'),)),))
    """
    if not (links or images or tables):
        return body
    return Body(_Cut(links, images, tables).blocks(body.blocks))


class _Cut:
    def __init__(self, links: bool, images: bool, tables: bool) -> None:
        self.links, self.images, self.tables = links, images, tables

    def blocks(self, blocks: Blocks) -> Blocks:
        return tuple(found for block in blocks for found in self.block(block))

    def block(self, block: Block) -> Iterator[Block]:
        match block:
            case Heading() | Paragraph():
                if not is_empty(runs := self.runs(block.runs)):
                    yield replace(block, runs=runs)
            case List():
                if items := tuple(filter(None, map(self.blocks, block.items))):
                    yield replace(block, items=items)
            case Quote() | Note():
                if inside := self.blocks(block.blocks):
                    yield replace(block, blocks=inside)
            case Figure():
                yield from self.figure(block)
            case Table():
                yield from self.table(block)
            case Embed() if self.images:
                return
            case _:
                yield block

    def figure(self, figure: Figure) -> Iterator[Block]:
        inside, caption = self.blocks(figure.blocks), self.runs(figure.caption)
        if inside and not is_empty(caption):
            yield replace(figure, blocks=inside, caption=caption)
        elif inside:
            yield from inside
        elif not is_empty(caption):
            yield Paragraph(caption)

    def table(self, table: Table) -> Iterator[Block]:
        rows = tuple(tuple(replace(cell, runs=self.runs(cell.runs)) for cell in row) for row in table.rows)
        if not self.tables:
            yield Table(rows)
            return
        for row in rows:
            shown = [cell.runs for cell in row if not is_empty(cell.runs)]
            if parts := [run for runs in shown for run in (Text(CELL_BREAK), *runs)]:
                yield Paragraph(tidy(parts[1:]))

    def runs(self, runs: Runs) -> Runs:
        return tidy(found for run in runs for found in self.run(run))

    def run(self, run: Run) -> Iterable[Run]:
        match run:
            case Image() if self.images:
                return ()
            case Link() if self.links:
                return self.runs(run.runs)
            case Link() | Span():
                return (replace(run, runs=self.runs(run.runs)),)
        return (run,)
