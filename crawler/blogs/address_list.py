"""Addresses as people write them: without a scheme, and in lists of one a line, with empty lines and comments."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from blogsieve.cleaners.address import is_web
from blogsieve.crawler.blogs.selection import WrongArgument

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDARD_INPUT = "-"
# Characters of a line; what has more is another kind of file, which may have no end.
LONGEST_LINE = 65_536


def blog_address(said: str) -> str:
    """Return the address of a blog as a person names it, "" where that is none.

    >>> blog_address("a.example/blog"), blog_address("ftp://a.example")
    ('https://a.example/blog', '')
    """
    address = said if "://" in said else f"https://{said}"
    return address if is_web(address) else ""


def read_list(file: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file that name something, each with its number from 1; `-` is standard input.

    Raises WrongArgument where it cannot be read, or is no text in UTF-8.
    """
    if "://" in file:
        raise WrongArgument(f"{file}: is an address; what is wanted is a file of them, or - for standard input")
    try:
        with nullcontext(sys.stdin) if file == STANDARD_INPUT else Path(file).open(encoding="utf-8-sig") as text:
            number = 0
            while line := text.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE:
                    raise WrongArgument(f"{file}, line {number}: has no end, and names no address")
                if (said := line.strip()) and not said.startswith("#"):
                    yield number, said
    except (OSError, UnicodeDecodeError) as error:
        raise WrongArgument(f"{file}: {getattr(error, 'strerror', None) or 'is no text in UTF-8'}") from error
