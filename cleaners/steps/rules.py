"""Elements that a rule names: comment widgets, sidebars, related posts and the like, as `rules/*.toml` lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import HEADINGS
from blogsieve.cleaners.evidence.rules import upheld
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.rules.rule import css_findings, text_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel


# Characters of text that stand above the comments' heading; a theme may print their number in the post's header, too.
SHORTEST_BODY = 40


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the elements that a rule names, where they are not the post, and the comments below a heading of theirs."""
    for element, rule in upheld(css_findings(document.index), document, site):
        yield Finding(element, rule.reason, rule.source)
        if rule.group == "comments" and is_head_of_section(element):
            yield from (Finding(below, rule.reason, rule.source) for below in element.itersiblings("*"))


def is_head_of_section(element: HtmlElement) -> bool:
    """Tell whether an element is a heading that links lead to, with text beside it above: `<h2 id=comments>`."""
    if element.tag not in HEADINGS or not element.get("id"):
        return False
    above = (one for one in element.itersiblings("*", preceding=True) if one.tag not in HEADINGS)
    return sum(map(text_length, above)) >= SHORTEST_BODY
