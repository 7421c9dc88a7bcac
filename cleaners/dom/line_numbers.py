"""Line numbers of code that have no name: in a cell beside it, or first on each of its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.selector import parse_selector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.dom.index import Index

# Where a highlighter is used as a page of the web, its line numbers have no name: hilite.me, tohtml.com.
CELLS = parse_selector("td > pre")
CODE = parse_selector("pre")
# Hugo marks code without classes; sites of Tailwind set each line as a row.
HOLDERS = ("span", "div", "td")
# Two lines that begin with 1 and 2 may be a program's.
FEWEST = 3
LONGEST = 5


def line_numbers(index: Index) -> Iterator[HtmlElement]:
    """Yield the elements that hold line numbers and nothing else."""
    yield from filter(is_beside_code, index.select(CELLS))
    for code in index.select(CODE):
        yield from first_on_lines(code)


def is_beside_code(numbers: HtmlElement) -> bool:
    """Tell whether a cell has nothing but the numbers of the lines of code in the cell beside it."""
    lines = numbers.text_content().split()
    code = numbers.getparent().getnext()
    return (
        code is not None
        and next(code.iter("pre"), None) is not None
        and lines == [str(number) for number in range(1, len(lines) + 1)]
        and len(lines) >= len(code.text_content().strip().splitlines())
    )


def first_on_lines(code: HtmlElement) -> list[HtmlElement]:
    """Return the numbers that begin the elements which are the lines of some code, counted one by one.

    >>> from lxml.html import fromstring
    >>> lines = "".join(f"<div><span>{n}</span><span>x = {n}</span></div>" for n in (1, 2, 3))
    >>> [number.text for number in first_on_lines(fromstring(f"<pre>{lines}</pre>"))]
    ['1', '2', '3']
    """
    found = [element for element in code.iter(*HOLDERS) if is_number_of_line(element)]
    counted = [int(number.text) for number in found]
    return found if len(found) >= FEWEST and counted == list(range(counted[0], counted[0] + len(found))) else []


def is_number_of_line(element: HtmlElement) -> bool:
    """Tell whether an element is a number, and the first thing in an element that has more than it."""
    text, line = (element.text or "").strip(), element.getparent()
    return (
        text.isdecimal()
        and len(text) <= LONGEST
        and not len(element)
        and line.tag in HOLDERS
        and line[0] is element
        and not (line.text or "").strip()
        and len(line) > 1
    )
