"""Pages that are hard on cleaners: very many elements or very deep ones, very long pieces, what regexes choke on.

Each is a function that makes the page, with the texts that its author wrote: what is cleaned must hold all of them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = "The ferry left at seven, with the two of us and a dog that belonged to nobody on board."
LAST = "Nobody asked for the fare, and we did not say that it was the last boat of the year."
MIDDLE = "Along the canal the lamps were lit already, though it was only four in the afternoon."
POST = f"<p>{FIRST}</p><p>{MIDDLE}</p><p>{LAST}</p>"
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class HeavyPage:
    """A page's name, what makes its HTML, and texts that must be left when it is clean."""

    name: str
    html: Callable[[], str]
    texts: tuple[str, ...] = (FIRST, LAST)


def page(body: str, head: str = "") -> str:
    """Return the HTML of a page."""
    return f'<!DOCTYPE html><html lang="en"><head><title>The ferry</title>{head}</head><body>{body}</body></html>'


def between(middle: str) -> str:
    """Return a post's page with something between its first and its last paragraph."""
    return page(f"<article><h1>The ferry</h1><p>{FIRST}</p>{middle}<p>{LAST}</p></article>")


def beside(other: str, head: str = "") -> str:
    """Return a post's page with something after its body."""
    return page(f"<article><h1>The ferry</h1>{POST}</article>{other}", head)


def within(opening: str, closing: str, times: int) -> str:
    """Return a post's page with its body so deep."""
    return page(f"{opening * times}{POST}{closing * times}")


def numbered(pattern: str, times: int) -> str:
    """Return a pattern so many times, each with its number in the place of `#`.

    >>> numbered("<i>#</i>", 2)
    '<i>0</i><i>1</i>'
    """
    return "".join(pattern.replace("#", str(number)) for number in range(times))


def run(piece: str, size: int = MEGABYTE) -> str:
    """Return a post's page with a paragraph of one piece again and again, `size` characters long."""
    return between(f"<p>{piece * (size // len(piece))}</p>")


MANY = (
    HeavyPage(
        "16,000 <span> in one <p>", lambda: page(f"<p>{numbered('<span>w# </span>', 16_000)}"), ("w0 w1 ", "w15999")
    ),
    HeavyPage("100,000 <br>", lambda: page(f"<p>{FIRST}{'<br>' * 100_000}{LAST}")),
    HeavyPage("25,000 lines of verse", lambda: page(numbered("line #<br>", 25_000)), ("line 0\n", "line 24999")),
    HeavyPage("30,000 links", lambda: between(numbered("<a href=/#>link #</a> ", 30_000))),
    HeavyPage("30,000 links in menus", lambda: beside(f"<ul>{numbered('<li><a href=/#>part #</a>', 30_000)}</ul>")),
    HeavyPage(
        "50,000 cells",
        lambda: page(f"<p>{FIRST}</p><table>{('<tr>' + '<td>cell' * 50) * 1000}</table><p>{LAST}</p>"),
        (FIRST, "cell | cell", LAST),
    ),
    HeavyPage("50,000 cells in a row", lambda: between(f"<table><tr>{'<td>cell' * 50_000}</table>")),
    HeavyPage(
        "10,000 rows",
        lambda: page(f"<table>{numbered('<tr><td>#<td>row #', 10_000)}</table>"),
        ("0 | row 0", "9999 | row 9999"),
    ),
    HeavyPage("20,000 paragraphs", lambda: between(numbered("<p>It was day # of the journey, and cold.</p>", 20_000))),
    HeavyPage("20,000 headings", lambda: between(numbered("<h2>Day #</h2>", 20_000))),
    HeavyPage("30,000 list items", lambda: between(f"<ul>{numbered('<li>day # of the journey', 30_000)}</ul>")),
    HeavyPage("100,000 empty paragraphs", lambda: between("<p></p>" * 100_000)),
    HeavyPage("20,000 pictures", lambda: between(numbered("<img src=/#.jpg alt=''>", 20_000))),
    HeavyPage("5,000 comments of readers", lambda: beside(f"<ol id=comments>{numbered(COMMENT, 5_000)}</ol>")),
    HeavyPage("20,000 dates", lambda: beside(numbered("<p><time datetime=2021-05-03>May 3, 2021</time></p>", 20_000))),
    HeavyPage("50,000 metas", lambda: beside("", numbered("<meta name=note# content='x # y'>", 50_000))),
    HeavyPage("20,000 options", lambda: beside(f"<select>{numbered('<option>choice #', 20_000)}</select>")),
    HeavyPage("50,000 paths of a drawing", lambda: between(f"<svg>{'<path d=M0,0L9,9 />' * 50_000}</svg>")),
    HeavyPage("200,000 <!-- -->", lambda: between("<!-- x -->" * 200_000)),
    HeavyPage("100,000 attributes", lambda: page(f"<p {numbered('data-a#=# ', 100_000)}>{FIRST} {LAST}</p>")),
    HeavyPage("100,000 classes", lambda: page(f"<div class='{numbered('c# ', 100_000)}'>{POST}</div>")),
)
KINDS = (
    HeavyPage("3,000 linked lines in one <div>", lambda: between(f"<div>{numbered(LINKED_LINE, 3_000)}</div>")),
    HeavyPage("4,000 tags in a line", lambda: between(f"<p>{numbered('<a href=/tag/w#>w#</a> ', 4_000)}</p>")),
    HeavyPage("4,000 buttons in a line", lambda: between(f"<p>{numbered('<b class=share>w#</b> ', 4_000)}</p>")),
    HeavyPage("4,000 icons in a line", lambda: between(f"<p>{numbered('<i aria-hidden=true>o</i> w# ', 4_000)}</p>")),
    HeavyPage("4,000 anchors", lambda: between(numbered("<div><a id=x# href=#x#>#</a> A word or two.</div>", 4_000))),
    HeavyPage(
        "3,000 boxes of a paragraph", lambda: between(numbered(f"<div class=part><p>#. {MIDDLE}</p></div>", 3_000))
    ),
    HeavyPage("3,000 forms for an address", lambda: between(numbered("<form><input type=email>Join #.</form>", 3_000))),
    HeavyPage("3,000 calls to subscribe", lambda: between("<div>Subscribe to our newsletter</div>" * 3_000)),
    HeavyPage(
        "5,000 days in one item",
        lambda: beside(f"<dl><dd>{numbered('<time>2021-05-03</time><a href=//x.example/#>a</a>', 5_000)}</dl>"),
    ),
    HeavyPage(
        "1,500 <font> that are never closed",
        lambda: page(f"<p>{FIRST}</p>{numbered('<font size=2>Word #. ', 1_500)}{f'<p>{MIDDLE}</p>' * 2_000}<p>{LAST}"),
    ),
    HeavyPage(
        "1,000 cells of 50 rows and columns", lambda: between(f"<table><tr>{SPANNED * 1_000}{'<tr><td>b' * 60}</table>")
    ),
)
LINKED_LINE = "From harbour # <a href=/harbour/#>on to the next</a><br>"
SPANNED = "<td rowspan=50 colspan=50>a"
COMMENT = "<li class=comment><b>Ana #</b><p>I was on that boat too, on day #, and nobody had told us.</p></li>"
DEEP = (
    HeavyPage("2,000 nested <div>", lambda: within("<div>", "</div>", 2000)),
    HeavyPage("2,000 nested <div> with text", lambda: page(numbered("<div>Line #.", 2000)), ("Line 0.", "Line 1999.")),
    HeavyPage("500 nested tables", lambda: within("<table><tr><td>", "", 500)),
    HeavyPage("20,000 nested <b> and <font>", lambda: within("<b><font>", "", 10_000)),
    HeavyPage("5,000 nested <span>", lambda: page(f"<p>{FIRST}{'<span>' * 5000}{LAST}")),
    HeavyPage("12,000 nested <template>", lambda: page(f"{'<template>' * 12_000}{POST}"), ()),
    HeavyPage("3,000 nested lists", lambda: within("<ul><li>", "", 3000)),
    HeavyPage("3,000 nested quotes", lambda: within("<blockquote>", "</blockquote>", 3000)),
    HeavyPage("2,000 nested <h1>", lambda: page(f"<p>{FIRST}</p><p>{LAST}</p>{'<h1>' * 2000}")),
    HeavyPage("100,000 unclosed tags", lambda: page(f"<p>{FIRST}</p>{'<p><b><i><a href=/>' * 25_000}<p>{LAST}")),
)
LONG = (
    HeavyPage("1 MB in one paragraph", lambda: page(f"<p>{FIRST * (MEGABYTE // len(FIRST))}"), (FIRST * 2,)),
    HeavyPage("1 MB of text in no element", lambda: page(f"{FIRST} {MIDDLE} " * 6000 + LAST)),
    HeavyPage("3 MB without a space", lambda: run("geese", 3 * MEGABYTE)),
    HeavyPage("1 MB of Chinese without a stop", lambda: run("船在七点离开", MEGABYTE)),
    HeavyPage("5 MB of inline script", lambda: beside(f"<script>{'q.push([1,2,3]);' * 312_500}</script>")),
    HeavyPage("5 MB of inline style", lambda: beside(f"<style>{'.a>b{margin:0}' * 350_000}</style>")),
    HeavyPage("5 MB in a picture's address", lambda: between(f"<img src='data:a/b;base64,{'A' * 5_000_000}'>")),
    HeavyPage("1 MB in a link's address", lambda: between(f"<a href='/{'a/' * (MEGABYTE // 2)}'>here</a>")),
    HeavyPage("1 MB in the title", lambda: page(POST).replace("The ferry", "The ferry " * 100_000)),
    HeavyPage("1 MB of digits in a date", lambda: beside("", f"<meta name=date content={'1' * MEGABYTE}>")),
    HeavyPage("5 MB of JSON-LD", lambda: beside("", json_ld([{"@type": "Thing", "name": FIRST}] * 45_000))),
    HeavyPage("JSON-LD of 100,000 brackets", lambda: beside("", f"{LD}{'[' * 100_000}</script>")),
)
LD = '<script type="application/ld+json">'
REGEXES = (
    *(
        HeavyPage(f"1 MB of {name}", lambda piece=piece: run(piece))  # type: ignore[misc]
        for name, piece in {
            "spaces": " ",
            "no-break spaces": "\xa0",
            "line ends": "\n",
            "digits": "1",
            "dots": ".",
            "commas": ",",
            "hyphens": "-",
            "'1.1.1.1'": "1.",
            "'1,1,1,1'": "1,",
            "'1 1 1 1'": "1 ",
            "'2021-05-2021-05-'": "2021-05-",
            "'May May May '": "May ",
            "'a@a@a@'": "a@",
            "'http://http://'": "http://",
            "'((((('": "(",
            "quotes": '"',
            "'&&&&&'": "&",
            "'&amp;&amp;'": "&amp;",
            "'. . . '": ". ",
            "'by by by '": "by ",
            "'| | | '": "| ",
            "combining accents": "\u0301",
        }.items()
    ),
    HeavyPage("1 MB of '<<<<<'", lambda: page(f"<p>{FIRST}</p><p>{LAST}</p><p>{'<' * MEGABYTE}")),
    HeavyPage("100,000 unclosed '<!--'", lambda: page(f"<p>{FIRST}</p><p>{LAST}</p><p>{'<!-- ' * 100_000}")),
    HeavyPage("100,000 '<a <a <a'", lambda: page(f"<p>{FIRST}</p><p>{LAST}</p><p>{'<a ' * 100_000}")),
)


def json_ld(value: object) -> str:
    """Return what a page declares of itself."""
    return f"{LD}{json.dumps(value)}</script>"


PAGES = {one.name: one for one in (*MANY, *KINDS, *DEEP, *LONG, *REGEXES)}
