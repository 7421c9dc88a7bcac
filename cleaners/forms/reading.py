"""Forms read back as bodies: what a record has of its structure, for who wants it in another form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.body.model import Body
from blogsieve.cleaners.body.reader import read_blocks
from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.dom.tree import drop, leave_mark, parse_text
from blogsieve.cleaners.errors import NotHtml
from blogsieve.cleaners.forms.commonmark import whole
from blogsieve.cleaners.model import FOOTNOTE_MARK
from blogsieve.cleaners.steps.hidden import links_within

if TYPE_CHECKING:
    from collections.abc import Mapping


class NoForm(ValueError):
    """A record that has its text and nothing of its structure; the message names it."""


def read_html(text: str) -> Body:
    """Return the body that a text in HTML is.

    >>> read_html("<p>a <em>b</em></p>")
    Body(blocks=(Paragraph(runs=(Text(text='a '), Span(mark='emphasis', runs=(Text(text='b'),)))),))
    """
    try:
        root = parse_text(text)
    except NotHtml:
        return Body()
    for finding in list(links_within(Index(root))):
        (leave_mark if finding.reason == FOOTNOTE_MARK else drop)(finding.target)
    for element in root.iter("hr"):
        if element.get("class") == "footnotes-sep":
            element.tag = "div"
    for code in root.iter("pre"):
        # A form names the language, or there is none: it is not to be told from the code again.
        code.set("data-lang", "text")
    body = root.find("body")
    return Body(tuple(read_blocks([root if body is None else body], "")))


def read_markdown(text: str) -> Body:
    """Return the body that a text in Markdown is; footnotes stand at its end.

    >>> read_markdown("a $x$")
    Body(blocks=(Paragraph(runs=(Text(text='a '), InlineFormula(tex='x'))),))
    """
    return read_html(whole().render(text))


def body_of(record: Mapping[str, Any]) -> Body:
    """Return the body of a record that has a form of it; raise NoForm where it has none."""
    if record["html"]:
        return read_html(record["html"])
    if record["markdown"]:
        return read_markdown(record["markdown"])
    raise NoForm(f"{record['url']}: has its text only; -s BLOGSIEVE_BODY=markdown gives records their structure")
