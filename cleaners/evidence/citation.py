"""Whether a line tells how the post is to be cited: its title once more, with its address or with whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.address import split_url
from blogsieve.cleaners.text import text_key

if TYPE_CHECKING:
    from blogsieve.cleaners.pipeline.document import Document

# A record of a bibliography, with its braces; a longer line is a paragraph.
LONGEST = 300


def is_citation(text: str, document: Document) -> bool:
    """Tell whether a line cites the post, or is its address."""
    title, line = spaced(document.facts.title), spaced(text) if len(text) <= LONGEST else ""
    return (title in line and cites(line, title, document)) or is_address(text, document.page.url)


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
    parts = split_url(url)
    own = f"{parts.netloc}{parts.path}".rstrip("/")
    told = line.strip().rpartition("://")[2].rstrip("/")
    return "/" in told and " " not in line.strip() and told in (own, parts.path.rstrip("/"))


def spaced(text: str) -> str:
    """Return the folded words of a text between spaces; of none what stands in no line.

    >>> spaced("Low water!"), spaced("")
    (' low water ', '  ')
    """
    return f" {text_key(text)} "
