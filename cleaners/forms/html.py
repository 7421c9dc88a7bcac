"""A body as HTML with few elements and attributes.

The elements: h1 to h6, p, ul, ol, li, blockquote, pre, table, tr, th, td, figure, figcaption, aside (a footnote), hr,
iframe; in a line a, img, code, strong, em, del, sub, sup, ruby, rp, rt, br, and input, which is the box of a task. The
attributes: `href`, `src`, `alt`, `title`, `colspan`, `rowspan`, `start` of a list, `id` of a footnote, `type`,
`disabled` and `checked` of a box, and `class="language-…"` of code; a formula is code in the language "math", as in
remark and on GitHub.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.body.model import (
    Body,
    Break,
    Checkbox,
    Code,
    Embed,
    Figure,
    Formula,
    Heading,
    Image,
    InlineCode,
    InlineFormula,
    Link,
    List,
    Note,
    NoteMark,
    Paragraph,
    Quote,
    Ruby,
    Rule,
    Span,
    Table,
    Text,
)
from blogsieve.cleaners.forms.markup import TAGS, attributes, el, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blogsieve.cleaners.body.model import Block, Blocks, Cell, Run

NOTE = "note-"


def write(body: Body) -> str:
    """Return a body as HTML, a block a line.

    >>> write(Body((Heading(2, (Text("A & B"),)), Paragraph((Link("https://a.example/", (Text("c"),)),)))))
    '<h2>A &amp; B</h2>\\n<p><a href="https://a.example/">c</a></p>'
    """
    return "\n".join(blocks_of(body.blocks))


def blocks_of(blocks: Blocks) -> Iterator[str]:
    """Yield blocks as HTML."""
    yield from map(block_of, blocks)


def block_of(block: Block) -> str:
    """Return a block as HTML."""
    match block:
        case Heading(level, runs):
            return el(f"h{level}", line(runs))
        case Paragraph(runs):
            return el("p", line(runs))
        case List(items, ordered, start):
            written = "".join(el("li", item_of(item)) for item in items)
            return el("ol", written, start=str(start) if start != 1 else "") if ordered else el("ul", written)
        case Quote(inside):
            return el("blockquote", "".join(blocks_of(inside)))
        case Code(text, language):
            return el("pre", el("code", escape(text), class_=f"language-{language}" if language else ""))
        case Table(rows):
            return el("table", "".join(el("tr", "".join(map(cell_of, row))) for row in rows))
        case Figure(inside, caption, is_above):
            parts = ["".join(blocks_of(inside)), el("figcaption", line(caption))]
            return el("figure", "".join(reversed(parts) if is_above else parts))
        case Note(name, inside):
            return el("aside", "".join(blocks_of(inside)), id=f"{NOTE}{name}")
        case Formula(tex):
            return el("pre", el("code", escape(tex), class_="language-math"))
        case Rule():
            return "<hr>"
        case Embed(address, title):
            return el("iframe", "", src=address, title=title)


def item_of(item: Sequence[Block]) -> str:
    """Return an item; its first line is no paragraph of its own, as people write lists."""
    head, *rest = item
    if isinstance(head, Paragraph) and all(isinstance(block, List) for block in rest):
        return line(head.runs) + "".join(blocks_of(tuple(rest)))
    return "".join(blocks_of(tuple(item)))


def cell_of(cell: Cell) -> str:
    """Return a cell of a table."""
    columns, rows = (str(number) if number > 1 else "" for number in (cell.columns, cell.rows))
    return el("th" if cell.head else "td", line(cell.runs), colspan=columns, rowspan=rows)


def line(runs: Iterable[Run]) -> str:
    """Return runs as HTML."""
    return "".join(map(run_of, runs))


def run_of(run: Run) -> str:
    """Return a run as HTML."""
    match run:
        case Text(text):
            return escape(text)
        case Span(mark, runs):
            return el(TAGS[mark], line(runs))
        case Link(address, runs, title):
            return el("a", line(runs), href=address, title=title)
        case Image(address, alt, title):
            return f'<img{attributes(src=address)} alt="{escape(alt)}"{attributes(title=title)}>'
        case InlineCode(text):
            return el("code", escape(text))
        case InlineFormula(tex):
            return el("code", escape(tex), class_="language-math")
        case Ruby(text, reading):
            return f"<ruby>{escape(text)}<rp>(</rp><rt>{escape(reading)}</rt><rp>)</rp></ruby>"
        case Break():
            return "<br>"
        case Checkbox(is_done):
            return f'<input type="checkbox" disabled{" checked" if is_done else ""}>'
        case NoteMark(name):
            return el("sup", el("a", name, href=f"#{NOTE}{name}"))
