"""The title where it stands above the body once more, or behind a label below it: it is in the record already."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import HEADINGS
from blogsieve.cleaners.dom.links import leads_here
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.text import is_cut_off, text_key, words
from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# A title stands on the first line, or behind a date or a byline; behind prose it is the author's repetition.
SHORT = 6
SENTENCE_ENDS = tuple(".!?:…。！？؟।")
# A day has so many figures; a year alone may be the author's.
DIGITS = 5
# "Title: …" stands in a box below the body that says who may copy it; behind other words the title is the author's.
LAST_LINES = 12
COLONS = ":："
# A caption is the picture's, a quotation somebody's words.
NOT_TITLE = ("figcaption", "blockquote")
DATA = "title.toml"


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the block at the head of the body that is the title and nothing else, and one with a label at its end."""
    facts = document.facts
    title = text_key(facts.title)
    if not title:
        return
    # The heading may have other words than the title.
    keys = dict.fromkeys(filter(None, (text_key(facts.heading), title)))
    found = dict.fromkeys(block for key in keys for block in above(document.blocks, key))
    found.update(dict.fromkeys(linked(document, keys)))
    # Makers name a post without a title by an excerpt: what ends otherwise is the text that it was cut from.
    is_excerpt = is_cut_off(facts.title)
    if len(found) == len(document.blocks):
        # A note has no other name than its text; what is set as a heading is the name of a post without a text.
        found = {block: None for block in found if is_in_heading(block.element)}
    yield from (Finding(block, "meta/title", "title.py") for block in found if not is_excerpt or is_cut_off(block.text))
    for block in document.blocks[-LAST_LINES:]:
        if is_labelled(block.text, title):
            yield Finding(block, "meta/title", DATA)


def linked(document: Document, keys: Container[str]) -> Iterator[Block]:
    """Yield the headings that are the title and lead to the post: a theme's, also below a picture and its caption."""
    for block in document.blocks:
        is_name = block.linked > 0 and text_key(block.text) in keys and is_in_heading(block.element)
        if is_name and leads_here(block.element, document.page.url):
            yield block


def is_in_heading(element: HtmlElement) -> bool:
    """Tell whether an element is a heading, or a part of one."""
    return element.tag in HEADINGS or next(element.iterancestors(*HEADINGS), None) is not None


def is_caption(element: HtmlElement) -> bool:
    """Tell whether an element is the caption of a figure or a quotation, or a part of it."""
    return element.tag in NOT_TITLE or next(element.iterancestors(*NOT_TITLE), None) is not None


def is_labelled(line: str, title: str) -> bool:
    """Tell whether a line is the word for a title, a colon, and the title with this key."""
    pairs = (line.partition(colon) for colon in COLONS)
    return any(text_key(text) == title and text_key(label) in load_labels() for label, _, text in pairs)


@cache
def load_labels() -> frozenset[str]:
    """Return the keys of the words for a title."""
    return frozenset(map(text_key, load_toml(__package__, DATA)["labels"]))


def is_title(line: str, title: str) -> bool:
    """Tell whether a line is the title with this key, or the title and the day: some themes set that in the heading.

    >>> [is_title(f"The boat{rest}", "the boat") for rest in ("!", " 7/18/2014", " in 2014", " No. 4711-0")]
    [True, True, False, False]
    """
    # The names of months in all languages take a while to load.
    from blogsieve.cleaners.metadata.dates import read_dates

    key = text_key(line)
    rest = key.removeprefix(title) if key.startswith(title) else key.removesuffix(title)
    if not rest or rest == key or len(words(rest)) > SHORT or sum(map(str.isdecimal, rest)) < DIGITS:
        return key == title
    return bool(read_dates(line))


def above(blocks: Sequence[Block], title: str) -> Iterator[Block]:
    """Yield the blocks that are the title, as long as no prose stands before them; none in a caption or a quotation.

    A long row of what a theme tells of the post is no prose where a heading with the title follows it. Nor are
    the lines of a stanza, and a title amid them, or behind, is the refrain.
    """
    row, last = False, None
    for block in blocks:
        in_stanza = block.element is last
        if is_title(block.text, title) and not is_caption(block.element):
            if is_in_heading(block.element) or not (row or in_stanza):
                yield block
            continue
        if len(words(block.text)) > SHORT and not block.is_links:
            if row or block.text.endswith(SENTENCE_ENDS):
                return
            row = True
        # A theme's lines are days, numbers and links.
        is_verse = not block.linked and not any(map(str.isdecimal, block.text))
        row = row or (is_verse and in_stanza)
        last = block.element if is_verse else None
