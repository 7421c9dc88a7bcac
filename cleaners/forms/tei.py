"""A body as TEI P5: divisions by its headings, footnotes where their marks are.

Source: https://tei-c.org/release/doc/tei-p5-doc/en/html/, valid against TEI-all. What TEI has no element for stands in
`rend`. `document(body, facts)` puts a header above it.
"""

from __future__ import annotations

from dataclasses import dataclass
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
from blogsieve.cleaners.forms.markup import attributes, el, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogsieve.cleaners.body.model import Block, Blocks, Cell, Run

NAMESPACE = "http://www.tei-c.org/ns/1.0"
TEX = "TeX"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a post; `""` where it is not known."""

    title: str
    url: str
    author: str = ""
    date: str = ""  # YYYY-MM-DD
    blog: str = ""
    language: str = ""  # ISO 639
    tags: tuple[str, ...] = ()
    software: str = ""  # the version of ours that wrote it


def write(body: Body) -> str:
    """Return a body as the `text` of a TEI document.

    >>> write(Body((Heading(2, (Text("A"),)), Paragraph((Text("b"),)))))
    '<text><body><div><head>A</head><p>b</p></div></body></text>'
    """
    return el("text", el("body", _Writer(body).divisions()))


def document(body: Body, facts: Facts) -> str:
    """Return a body as a TEI document of its own."""
    said = header(facts) + write(body)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{el("TEI", said, xmlns=NAMESPACE, xml_lang=facts.language)}'


def header(facts: Facts) -> str:
    """Return the header of a document."""
    who = el("author", escape(facts.author)) if facts.author else ""
    what = el("title", escape(facts.title or facts.url)) + who
    when = el("date", facts.date, when=facts.date) if facts.date else ""
    published = el("publisher", escape(facts.blog or facts.url)) + when + el("idno", escape(facts.url), type="URI")
    source = el("bibl", f"{what}{when}<ptr{attributes(target=facts.url)}/>")
    file = el("titleStmt", what) + el("publicationStmt", published) + el("sourceDesc", source)
    made = el("application", el("label", "blogsieve"), ident="blogsieve", version=facts.software or "0")
    tags = el("keywords", "".join(el("term", escape(tag)) for tag in facts.tags)) if facts.tags else ""
    used = el("langUsage", el("language", facts.language, ident=facts.language)) if facts.language else ""
    profile = used + (el("textClass", tags) if tags else "")
    said = el("fileDesc", file) + el("encodingDesc", el("appInfo", made))
    return el("teiHeader", said + (el("profileDesc", profile) if profile else ""))


class _Writer:
    """Writes one body; a footnote is written once, at its first mark."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.notes = {note.name: note for note in notes_in(body.blocks)}

    def divisions(self) -> str:
        """Return the blocks in divisions, each with what stands below its heading."""
        found: list[str] = []
        levels: list[int] = []
        for block in self.body.blocks:
            if isinstance(block, Note):
                continue
            level = block.level if isinstance(block, Heading) else 0
            while level and levels and levels[-1] >= level:
                levels.pop()
                found.append("</div>")
            if level or not levels:
                levels.append(level)
                found.append("<div>")
            found.append(el("head", self.line(block.runs)) if isinstance(block, Heading) else self.block(block))
        return "".join(found) + self.left_notes() + "</div>" * len(levels) if levels else el("div", self.left_notes())

    def left_notes(self) -> str:
        """Return the footnotes whose marks stand nowhere."""
        left = "".join(self.note(name) for name in list(self.notes) if name in self.notes)
        return el("p", left) if left else ""

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return blocks that stand in another one."""
        return "".join(self.block(block) for block in blocks if not isinstance(block, Note))

    def block(self, block: Block) -> str:
        """Return a block."""
        match block:
            case Heading(_, runs):
                return el("p", self.line(runs), rend="head")
            case Paragraph(runs) if all(isinstance(run, Image) for run in runs):
                return "".join(self.figure(run) for run in runs if isinstance(run, Image))
            case Paragraph(runs):
                return el("p", self.line(runs))
            case List():
                return self.list(block)
            case Quote(inside):
                return el("quote", self.blocks(inside))
            case Code(text, language):
                return el("p", el("code", escape(text), lang=language, rend="block", xml_space="preserve"))
            case Table(rows):
                return el("table", "".join(el("row", "".join(map(self.cell, row))) for row in rows))
            case Figure(inside, caption):
                return el("figure", el("head", self.line(caption)) + self.blocks(inside))
            case Formula(tex):
                return el("p", el("formula", escape(tex), notation=TEX, rend="block"))
            case Rule():
                return '<milestone unit="section" rend="rule"/>'
            case Embed(address, title):
                shown = el("figDesc", escape(title)) if title else ""
                return el("figure", el("p", f"<ptr{attributes(target=address)}/>") + shown)
            case Note(name):
                return self.note(name)

    def list(self, block: List) -> str:
        """Return a list; the numbers of its items are told where they do not begin at 1."""
        is_counted = block.ordered and block.start != 1
        items = (
            el("item", self.item(item), n=str(number) if is_counted else "")
            for number, item in enumerate(block.items, block.start)
        )
        return el("list", "".join(items), rend="numbered" if block.ordered else "bulleted")

    def item(self, item: Blocks) -> str:
        """Return what stands in an item."""
        head, *rest = item
        if isinstance(head, Paragraph) and all(isinstance(block, List) for block in rest):
            return self.line(head.runs) + self.blocks(rest)
        return self.blocks(item)

    def cell(self, cell: Cell) -> str:
        """Return a cell."""
        columns, rows = (str(number) if number > 1 else "" for number in (cell.columns, cell.rows))
        return el("cell", self.line(cell.runs), role="label" if cell.head else "", cols=columns, rows=rows)

    def figure(self, image: Image) -> str:
        """Return an image that stands alone."""
        shown = el("figDesc", escape(image.alt)) if image.alt else ""
        return el("figure", f"<graphic{attributes(url=image.address)}/>{shown}")

    def note(self, name: str) -> str:
        """Return a footnote where its mark is; where it was written already, what leads to it."""
        if (note := self.notes.pop(name, None)) is None:
            return f"<ptr{attributes(target=f'#note-{name}')}/>"
        return el("note", self.item(note.blocks), n=name, place="foot", xml_id=f"note-{name}")

    def line(self, runs: Iterable[Run]) -> str:
        """Return runs."""
        return "".join(map(self.run, runs))

    def run(self, run: Run) -> str:
        """Return a run."""
        match run:
            case Text(text):
                return escape(text)
            case Span(mark, runs):
                return el("hi", self.line(runs), rend=mark)
            case Link(address, runs, _):
                return el("ref", self.line(runs), target=address)
            case Image(address, alt, _):
                return el("graphic", el("desc", escape(alt)) if alt else "", url=address)
            case InlineCode(text):
                return el("code", escape(text))
            case InlineFormula(tex):
                return el("formula", escape(tex), notation=TEX)
            case Ruby(text, reading):
                return el("ruby", el("rb", escape(text)) + el("rt", escape(reading)))
            case Break():
                return "<lb/>"
            case Checkbox(is_done):
                return f'<milestone unit="task" rend="{"done" if is_done else "open"}"/>'
            case NoteMark(name):
                return self.note(name)


def notes_in(blocks: Iterable[Block]) -> Iterator[Note]:
    """Yield the footnotes among blocks and in them."""
    for block in blocks:
        match block:
            case Note():
                yield block
            case List(items):
                for item in items:
                    yield from notes_in(item)
            case Quote(inside) | Figure(inside, _):
                yield from notes_in(inside)
