"""What a body is made of: blocks, and the runs of a line; frozen, without markup and without the tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, with single spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """Runs with a mark: `strong`, `emphasis`, `strike`, `sub` or `sup`."""

    mark: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Link:
    """Runs that lead to an address."""

    address: str
    runs: Runs
    title: str = ""


@dataclass(frozen=True, slots=True)
class InlineCode:
    """A piece of code in a line."""

    text: str


@dataclass(frozen=True, slots=True)
class InlineFormula:
    """A formula in a line, as TeX where the page had it."""

    tex: str


@dataclass(frozen=True, slots=True)
class Image:
    """An image; the alternative text is no part of the post's text."""

    address: str
    alt: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Ruby:
    """A word and how it is read."""

    text: str
    reading: str


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a paragraph."""


@dataclass(frozen=True, slots=True)
class Checkbox:
    """The box before a task, at the head of an item of a list."""

    is_done: bool


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The place in a line that a footnote belongs to."""

    name: str


Run: TypeAlias = Text | Span | Link | InlineCode | InlineFormula | Image | Ruby | Break | Checkbox | NoteMark
Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; its level is the page's, 1 to 6."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs on a line, or on some that the author broke."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class List:
    """Items, each of them blocks; what stands in an item is a level deeper."""

    items: tuple[Blocks, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """Blocks of somebody else's."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Code:
    """Lines of code to the letter, and the language that the page names, `""` where it names none."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, and how many columns and rows it takes."""

    runs: Runs
    head: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Images, or code or a table, with the line below them, or above."""

    blocks: Blocks
    caption: Runs
    is_above: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; its name is its number by the order of the marks, on a later page of a post behind the page's."""

    name: str
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula on lines of its own, as TeX where the page had it."""

    tex: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page between two parts."""


@dataclass(frozen=True, slots=True)
class Embed:
    """A film or a player of another site."""

    address: str
    title: str = ""


Block: TypeAlias = Heading | Paragraph | List | Quote | Code | Table | Figure | Note | Formula | Rule | Embed
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a post."""

    blocks: Blocks = ()
