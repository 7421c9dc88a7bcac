"""Elements that a rule names: comment widgets, sidebars, related posts and the like, as `rules/*.toml` lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.blocks import HEADINGS, squash
from blogsieve.cleaners.evidence.rules import upheld
from blogsieve.cleaners.evidence.verdict import FEW_PAGES, SOME
from blogsieve.cleaners.metadata.headings import is_named_by_itself
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.rules.rule import css_findings, text_length
from blogsieve.cleaners.site.fingerprints import key_of
from blogsieve.cleaners.steps.edges import SHORTEST_BODY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel


# What Sphinx makes of a heading and all that stands below it, to the next one of its rank.
SECTIONS = ("section", "div")


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
    pages of the site, and no entry has it. Sphinx gives the ids to the sections that the headings begin.
    """
    if (heading := heading_of(element)) is None:
        return False
    key = key_of(heading.tag, heading.text_content())
    if key in site.authored:
        return True
    alike = document.root.iter(*HEADINGS) if heading is element else document.root.iter(element.tag)
    named = [one for one in alike if one is not element and heading_of(one) is not None]
    if site.repeated.get(key, 0) > SOME * site.pages and not is_said_twice(heading, document):
        # Of a few posts all may have it, amid their other headings; a theme's stands beside the text.
        return site.pages < FEW_PAGES and any(one.getparent() is element.getparent() for one in named)
    return bool(named)


def is_said_twice(heading: HtmlElement, document: Document) -> bool:
    """Tell whether a page has another heading of the same words: that one is the theme's, which all pages have."""
    said = squash(heading.text_content().strip("#¶ "))
    alike = (one for one in document.root.iter(heading.tag) if one is not heading)
    return any(squash(one.text_content().strip("#¶ ")) == said for one in alike)


def heading_of(element: HtmlElement) -> HtmlElement | None:
    """Return the heading that has the words of an element's id: itself, or the one that a section begins with.

    >>> from lxml.html import fromstring
    >>> heading_of(fromstring("<section id=low-tide><h2>Low tide</h2><p>Mud.</p></section>")).text
    'Low tide'
    >>> heading_of(fromstring("<section id=comments class=box><h2>Comments</h2></section>"))
    """
    if is_named_by_itself(element):
        return element
    is_section = element.tag in SECTIONS and len(element) and element.get("class") in (None, "section")
    heading = element[0] if is_section and element.get("id") else None
    return heading if heading is not None and is_named_by_itself(heading, element.get("id") or "") else None
