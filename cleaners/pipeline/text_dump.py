"""A text dump: the visible text of a page that somebody's scraper left, with the boilerplate still in it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import squash
from blogsieve.cleaners.dom.encoding import decode
from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.dom.tree import parse_text
from blogsieve.cleaners.errors import NotHtml
from blogsieve.cleaners.metadata.dates import PostDate, read_date
from blogsieve.cleaners.metadata.facts import Facts
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.pipeline.document import Document
from blogsieve.cleaners.platforms.platform import GENERIC, named
from blogsieve.cleaners.rules.rule import match_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.model import Page

# A line of so many characters is a paragraph, and no title, date or entry of a menu.
PARAGRAPH = 120
LONGEST_DATE = 60
TEXT = "text/plain"
# How pages begin; some servers call them text.
HTML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?<(?:!doctype\s++html|html)\b", re.IGNORECASE)


def is_dump(page: Page) -> bool:
    """Tell whether a page is text, and no HTML that its server calls so."""
    return page.content_type.startswith(TEXT) and HTML.match(page.body) is None


def read(page: Page) -> Document:
    """Return the document of a dump: a block a line, title and date from what stands above the first paragraph."""
    document = Document(page, parse_lines(page), method="text")
    document.index = Index(document.root)
    blocks = document.read()
    head = list(head_of(blocks))
    title = next((block for block in reversed(head) if is_title(block)), None)
    day = next((day for block in head if (day := date_in(block))), "")
    document.facts = Facts(named(GENERIC), title=title.text if title else "")
    document.date = PostDate(date=day, created=day, source="text" if day else "")
    above = head[: head.index(title)] if title else []
    found = [
        Finding(block.element, "meta/date" if date_in(block) else "navigation/above-title", "dump.py")
        for block in above
    ]
    document.drop(found)
    return document


def parse_lines(page: Page) -> HtmlElement:
    """Return the root of a tree with a paragraph for each line of a dump; raise NotHtml where there is none."""
    text = decode(page.body, page.content_type)
    lines = [squash(line) for line in text.splitlines()]
    if not any(lines):
        raise NotHtml("is empty")
    return parse_text("".join(f"<p>{html.escape(line)}</p>" for line in lines if line))


def head_of(blocks: list[Block]) -> Iterator[Block]:
    """Yield the lines above the first paragraph; none where the dump is all short lines, as a poem is."""
    long = next((place for place, block in enumerate(blocks) if len(block.text) >= PARAGRAPH), 2)
    yield from blocks[:long]


def is_title(block: Block) -> bool:
    """Tell whether a line above the text may be the title: no date, no byline, no entry of a menu."""
    return not date_in(block) and match_line(block.text, "head") is None


def date_in(block: Block) -> str:
    """Return the day that a short line gives, `""` where it gives none."""
    return read_date(block.text) if len(block.text) <= LONGEST_DATE else ""
