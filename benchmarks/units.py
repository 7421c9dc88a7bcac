"""Posts in Markdown taken to pieces, kind by kind, so that what a tool gives can be compared with what an author wrote.

    heading    level below the post's highest, text      item      list item: ordered or not, depth, text
    paragraph  text                                      quote     paragraph in a quotation
    code       block of code, to the letter              language  that the block of code names
    cell       table cell: row, column, text             image     alternative text, address
    link       text, address                             span      `code`, strong or emphasised text
    note       text of a footnote, and the marks that refer to it

Spaces, quotes, dashes and case are folded. Addresses are made absolute by that of the post.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markdown_it import MarkdownIt

from blogsieve.cleaners.address import join_url, split_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

FOLD = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\xa0": " ", "…": "..."}
)
NOTE = re.compile(r"^\[\^([^\]]+)\]:[ \t]*(.*(?:\n(?!\[\^)[ \t]+.*)*)", re.MULTILINE)
MARK = re.compile(r"\[\^[^\]]+\](?!:)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LISTS = ("bullet_list", "ordered_list")
MARKED = ("link", "strong", "em")
Unit = tuple[str, object]


def units(markdown: str, url: str) -> Counter[Unit]:
    """Return how often each unit, a kind and a value, stands in a post.

    >>> units("# A\\n\\n- *b*", "https://a.example/") == Counter(
    ...     {("heading", (1, "a")): 1, ("span", ("em", "b")): 1, ("item", ("bullet_list", 1, "b")): 1})
    True
    """
    markdown = COMMENT.sub("", markdown.replace("\r\n", "\n"))
    found: Counter[Unit] = Counter(("note", fold(note[2])) for note in NOTE.finditer(markdown))
    markdown = NOTE.sub("", markdown)
    if marks := len(MARK.findall(markdown)):
        found[("note", "[marks]")] = marks
    found.update(_Reader(url).read(PARSER.parse(MARK.sub("", markdown))))
    return found


def fold(text: str) -> str:
    """Return a text as it is compared."""
    return re.sub(r"-+", "-", " ".join(text.translate(FOLD).split())).lower()


class _Reader:
    """Walks the tokens of a post, and knows in which list, quotation, heading or cell it is."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.stack: list[str] = []
        self.heading, self.top = 0, 6
        self.row = self.column = -1

    def read(self, tokens: list[Token]) -> Iterator[Unit]:
        """Yield the units of a post."""
        self.top = min((int(token.tag[1]) for token in tokens if token.type == "heading_open"), default=1)
        for token in tokens:
            self.move(token)
            if token.type in ("fence", "code_block"):
                yield from code(token)
            elif token.type == "inline":
                yield from self.spans(token)
                if text := fold(said(token.children or [])):
                    yield self.block(text)

    def move(self, token: Token) -> None:
        """Note where a token leads."""
        kind, _, way = token.type.rpartition("_")
        if kind in (*LISTS, "blockquote"):
            self.stack.append(kind) if way == "open" else self.stack.pop()
        elif kind == "heading":
            self.heading = int(token.tag[1]) - self.top + 1 if way == "open" else 0
        elif kind == "table":
            self.row = self.column = -1
        elif token.type == "tr_open":
            self.row, self.column = self.row + 1, -1
        elif token.type in ("th_open", "td_open"):
            self.column += 1

    def block(self, text: str) -> Unit:
        """Return the unit of a line that is read."""
        lists = [kind for kind in self.stack if kind in LISTS]
        if self.heading:
            return "heading", (self.heading, text)
        if self.column >= 0:
            return "cell", (self.row, self.column, text)
        if lists:
            return "item", (lists[-1], len(lists), text)
        return "quote" if self.stack else "paragraph", text

    def spans(self, inline: Token) -> Iterator[Unit]:
        """Yield the links, images and marked spans of a line."""
        children = inline.children or []
        opened: list[int] = []
        for place, token in enumerate(children):
            kind, _, way = token.type.rpartition("_")
            if token.type == "image":
                yield "image", (fold(token.content), self.address(str(token.attrs.get("src", ""))))
            elif token.type == "code_inline":
                yield "span", ("code", fold(token.content))
            elif kind in MARKED and way == "open":
                opened.append(place)
            elif kind in MARKED and way == "close":
                start = opened.pop()
                text = fold(said(children[start:place]))
                if kind == "link":
                    yield "link", (text, self.address(str(children[start].attrs.get("href", ""))))
                elif text:
                    yield "span", (kind, text)

    def address(self, address: str) -> str:
        """Return the part of an address that a copy of the page keeps."""
        parts = split_url(join_url(self.url, address))
        return (parts.hostname or "").removeprefix("www.") + unquote(parts.path).rstrip("/")


def said(tokens: list[Token]) -> str:
    """Return the text of a line's tokens."""
    return "".join(
        " " if token.type in ("softbreak", "hardbreak") else token.content
        for token in tokens
        if token.type in ("text", "text_special", "code_inline", "softbreak", "hardbreak")
    )


def code(token: Token) -> Iterator[Unit]:
    """Yield a block of code, and the language that it names."""
    yield "code", "\n".join(line.rstrip() for line in token.content.rstrip().split("\n"))
    if (language := token.info.strip()) and language != "text":
        yield "language", language.split()[0].lower()
