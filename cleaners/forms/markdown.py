"""A body as Markdown: CommonMark with GitHub's tables, strikethrough and footnotes, and formulas between dollars.

What Markdown has no sign for is HTML in the line, as GitHub reads it: `<sub>`, `<sup>`, `<ruby>`. Parsed back, it gives
the same blocks, but for what `simplified.py` tells of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.body.model import (
    Body,
    Break,
    Code,
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
from blogsieve.cleaners.forms.escape import escape, escape_head, is_flanked
from blogsieve.cleaners.forms.simplified import simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blogsieve.cleaners.body.model import Block, Blocks, Cell, Run, Runs

FENCE = re.compile(r"^[ \t]*(`{3,})", re.MULTILINE)
TICKS = re.compile(r"`+")
# Delimiters, the first that is read as one where it stands; and the element that does where none is.
DELIMITERS = {"strong": ("**", "__"), "emphasis": ("*", "_"), "strike": ("~~",)}
ELEMENTS = {"strong": "strong", "emphasis": "em", "strike": "del", "sub": "sub", "sup": "sup"}
# An address that needs no brackets.
PLAIN = re.compile(r"[^\s()<>\\]+")
AUTOLINK = re.compile(r"[a-z][a-z0-9+.-]{1,31}:[^\s<>\\]*")
DOLLAR = re.compile(r"(?<!\\)\$")
ESCAPED = r"\\\g<0>"
BULLETS, ENDS = "-+", ".)"
NOTE_INDENT = "    "


def write(body: Body) -> str:
    """Return a body as Markdown, without a line end behind the last line.

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
    """Yield the lines of a paragraph; a break is a sign at the end of its line."""
    own = tuple(runs)
    written = inline(own, dollars=has_dollars(own)).split("\n")
    for place, line in enumerate(written):
        yield escape_head(line) + ("\\" if place + 1 < len(written) else "")


def has_dollars(runs: Runs) -> bool:
    """Tell whether a dollar in runs may be taken for the edge of a formula: one alone is none."""
    return sum(map(dollars_in, runs)) > 1


def dollars_in(run: Run) -> int:
    """Return how many dollars a run is written with."""
    match run:
        case Text(text) | InlineCode(text) | Ruby(text):
            return text.count("$")
        case InlineFormula():
            return 2
        case Span(_, runs):
            return sum(map(dollars_in, runs))
        case Link(address, runs, title):
            return sum(map(dollars_in, runs)) + address.count("$") + title.count("$")
        case Image(address, alt, title):
            return alt.count("$") + address.count("$") + title.count("$")
    return 0


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
    return inline(cell.runs, dollars=has_dollars(cell.runs)).replace("|", "\\|")


def inline(runs: Runs, before: str = "", after: str = "", *, dollars: bool = False, linked: bool = False) -> str:
    """Return runs as Markdown; what stands before and after them tells how marks are to be written."""
    found = before
    for place, run in enumerate(runs):
        behind = first_sign(runs[place + 1]) if place + 1 < len(runs) else after
        found += written(run, found[-1:], behind, dollars=dollars, linked=linked)
    return found[len(before) :]


def first_sign(run: Run) -> str:
    """Return the character that a run will begin with."""
    match run:
        case Text(text):
            return text[:1]
        case Break():
            return "\n"
        case InlineCode():
            return "`"
        case InlineFormula():
            return "$"
        case Image():
            return "!"
        case Span(mark):
            return DELIMITERS.get(mark, ("<",))[0][0]
        case Ruby():
            return "<"
    return "["


def written(run: Run, before: str, behind: str, *, dollars: bool, linked: bool) -> str:
    """Return a run as Markdown."""
    match run:
        case Text(text):
            text = escape(text, "$" * dollars + "[]" * linked)
            return f"{text[:-1]}\\!" if text.endswith("!") and behind == "[" else text
        case Span(mark, runs):
            return marked(mark, runs, before, behind, dollars=dollars, linked=linked)
        case Link():
            return link(run, dollars=dollars)
        case Image(address, alt, title):
            return f"![{escape(alt, '$[]')}]({target(address, title)})"
        case InlineCode(text):
            return code_span(text)
        case InlineFormula(tex):
            return f"${DOLLAR.sub(ESCAPED, tex)}$"
        case Ruby(text, reading):
            return f"<ruby>{escape(text)}<rp>(</rp><rt>{escape(reading)}</rt><rp>)</rp></ruby>"
        case NoteMark(name):
            return f"[^{name}]"
    return "\n"


def marked(mark: str, runs: Runs, before: str, behind: str, *, dollars: bool, linked: bool) -> str:
    """Return runs between delimiters that are read as such where they stand, else between tags."""
    for delimiter in DELIMITERS.get(mark, ()):
        sign = delimiter[0]
        text = inline(runs, sign, sign, dollars=dollars, linked=linked)
        if not text or sign in (before, behind, text[0], text[-1]):
            continue
        if sign == "_" and (before.isalnum() or behind.isalnum()):
            continue
        if is_flanked(before, text[0]) and is_flanked(behind, text[-1]):
            return f"{delimiter}{text}{delimiter}"
    tag = ELEMENTS[mark]
    return f"<{tag}>{inline(runs, '>', '<', dollars=dollars, linked=linked)}</{tag}>"


def link(own: Link, *, dollars: bool) -> str:
    """Return a link; one that shows its own address needs no other text."""
    if own.runs == (Text(own.address),) and AUTOLINK.fullmatch(own.address) and not own.title:
        return f"<{own.address}>"
    return f"[{inline(own.runs, '[', ']', dollars=dollars, linked=True)}]({target(own.address, own.title)})"


def target(address: str, title: str) -> str:
    """Return an address as a link has it.

    >>> print(target("https://a.example/b_(c)", 'd "e"'))
    <https://a.example/b_(c)> "d \\"e\\""
    """
    address = address.replace("\\", "%5C")
    shown = address if PLAIN.fullmatch(address) else f"<{address}>"
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'{shown} "{escaped}"' if title else shown


def code_span(text: str) -> str:
    """Return a piece of code between as many ticks as are in no row within it.

    >>> code_span("a"), code_span("`a`")
    ('`a`', '`` `a` ``')
    """
    rows = {len(row) for row in TICKS.findall(text)}
    ticks = "`" * next(number for number in range(1, len(rows) + 2) if number not in rows)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"
