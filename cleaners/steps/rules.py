"""Elements that a rule names: comment widgets, sidebars, related posts and the like, as `rules/*.toml` lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import HEADINGS
from blogsieve.cleaners.evidence.rules import upheld
from blogsieve.cleaners.evidence.verdict import FEW_PAGES, SOME
from blogsieve.cleaners.metadata.headings import is_named_by_itself
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.rules.rule import css_findings, text_length
from blogsieve.cleaners.site.fingerprints import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel


# Characters of text that stand above the comments' heading; a theme may print their number in the post's header, too.
SHORTEST_BODY = 40


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the elements that a rule names, where they are not the post, and the comments below a heading of theirs."""
    named = (one for one in css_findings(document.index) if not is_authors(one[0], document, site))
    for element, rule in upheld(named, document, site):
        yield Finding(element, rule.reason, rule.source)
        if rule.group == "comments" and is_head_of_section(element):
            yield from (Finding(below, rule.reason, rule.source) for below in element.itersiblings("*"))


def is_head_of_section(element: HtmlElement) -> bool:
    """Tell whether an element is a heading that links lead to, with text beside it above: `<h2 id=comments>`."""
    if element.tag not in HEADINGS or not element.get("id"):
        return False
    above = (one for one in element.itersiblings("*", preceding=True) if one.tag not in HEADINGS)
    return sum(map(text_length, above)) >= SHORTEST_BODY


def is_authors(element: HtmlElement, document: Document, site: SiteModel) -> bool:
    """Tell whether an element is a heading of the author's, whose id a generator made of it: `<h2 id=share>Share</h2>`.

    Where another heading of the page has an id like it, the ids of all are made so; a theme has such a heading on most
    pages of the site, and no entry has it.
    """
    if not is_named_by_itself(element):
        return False
    key = key_of(element.tag, element.text_content())
    if key in site.authored:
        return True
    named = [one for one in document.root.iter(*HEADINGS) if one is not element and is_named_by_itself(one)]
    if site.repeated.get(key, 0) > SOME * site.pages:
        # Of a few posts all may have it, amid their other headings; a theme's stands beside the text.
        return site.pages < FEW_PAGES and any(one.getparent() is element.getparent() for one in named)
    return bool(named)
