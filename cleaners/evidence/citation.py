"""Whether a line tells how the post is to be cited: its title once more, with its address or with whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.text import text_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogsieve.cleaners.dom.blocks import Block
    from blogsieve.cleaners.pipeline.document import Document

# A record of a bibliography, with its braces; a longer line is a paragraph.
LONGEST = 300


def citing(blocks: Iterable[Block], document: Document) -> frozenset[Block]:
    """Return the lines that cite the post, or are its address."""
    title, url = spaced(document.facts.title), document.page.url
    return frozenset(
        block for block in blocks if is_citation(block.text, title, document) or is_address(block.text, url)
    )


def is_citation(text: str, title: str, document: Document) -> bool:
    """Tell whether a line cites the post with this title, which is `spaced`."""
    line = spaced(text) if len(text) <= LONGEST else ""
    return title in line and cites(line, title, document)


def cites(line: str, title: str, document: Document) -> bool:
    """Tell whether a line has the title of the post and its address, or the title, the author and the blog's name."""
    # An address may be made of the title's words.
    rest = line.replace(spaced(document.page.url.partition("://")[2]), " ")
    names = {spaced(document.facts.author), spaced(document.facts.sitename)}
    # Of a blog that has its author's name a sentence may have that and a title.
    is_told = rest != line or (len(names) > 1 and all(name in line for name in names))
    return is_told and title in rest


def is_address(line: str, url: str) -> bool:
    """Tell whether a line is the page's own address, or its path alone, as what is for print has it.

    >>> [is_address(line, "https://blog.example/tar-pie/") for line in ("/tar-pie/", "blog.example/tar-pie", "tar-pie")]
    [True, True, False]
    """
    said = line.strip()
    told = said.rpartition("://")[2].rstrip("/")
    # Most lines of a post have words, and need not be compared.
    if "/" not in told or " " in said:
        return False
    parts = split_url(url)
    return told in (f"{parts.netloc}{parts.path}".rstrip("/"), parts.path.rstrip("/"))


def spaced(text: str) -> str:
    """Return the folded words of a text between spaces; of none what stands in no line.

    >>> spaced("Low water!"), spaced("")
    (' low water ', '  ')
    """
    return f" {text_key(text)} "
