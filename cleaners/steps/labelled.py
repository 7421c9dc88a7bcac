"""Other posts below or behind a label that says so, where no template is known: links, and articles of their own."""

from __future__ import annotations

import re
from functools import cache, partial
from itertools import islice, takewhile
from typing import TYPE_CHECKING, cast

from lxml.etree import XPath

from blogsieve.cleaners.dom.blocks import Block, is_invisible, squash
from blogsieve.cleaners.dom.links import leads_on
from blogsieve.cleaners.model import Finding
from blogsieve.cleaners.rules.rule import match_line
from blogsieve.cleaners.steps.lists import LABELS, NEARLY_ALL_LINKS, is_label
from blogsieve.cleaners.text import text_key
from blogsieve.cleaners.toml import load_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from blogsieve.cleaners.pipeline.document import Document
    from blogsieve.cleaners.site.model import SiteModel

# Of a box below a label: titles that lead to other posts, and their days or an excerpt.
MOSTLY_LINKS = 0.6
# How far above its label a box of other posts begins.
LEVELS = 3
HOLDS_POST = ("body", "main", "article")
# A label, and what stands behind its colon; some set all of it in brackets.
LABELLED = re.compile(r"[\[(]?([^:：]{2,40})[:：]\s*([^\])]+)[\])]?$")
SOME_LINKS = 0.5
# A label and a title.
LONGEST_LINE = 200
UNLINKED = XPath(".//text()[not(ancestor::a)]", smart_strings=False)
DATA = "labelled.toml"


def find(document: Document, site: SiteModel) -> Iterator[Finding]:
    """Yield the blocks in such boxes, and their labels; what the post's own entry holds is its author's.

    The extractor has had the whole page: what it makes of the rest would be something else without them.
    """
    if document.method != "page":
        return
    inside: set[HtmlElement] = set()
    for label in document.body.iter(*LABELS):
        if label not in inside and is_label(label):
            top, following = below(label)
            boxes = list(takewhile(is_teaser, following))
            if boxes and not document.own_entry.holds_most(squash(box.text_content()) for box in boxes):
                inside.update(element for box in (top, *boxes) for element in box.iter())
    url = document.page.url
    below_labels = links_below_labels(document.blocks, url)
    for block in document.blocks:
        says_so = block in below_labels or is_labelled(block, url)
        if block.element in inside or (says_so and not document.own_entry.holds(block.text)):
            yield Finding(block, "related/labelled", "labelled.py")


@cache
def load_labels() -> frozenset[str]:
    """Return the keys of the labels of links that stand in one line with them."""
    return frozenset(map(text_key, load_toml(__package__, DATA)["labels"]))


def is_labelled(block: Block, url: str) -> bool:
    """Tell whether a line is a label of other posts, a colon, and nothing but links to pages of the same site.

    >>> from lxml.html import fromstring
    >>> line = fromstring("<p>[Related: <a href=/eider>The eider is back</a>]</p>")
    >>> is_labelled(Block(line.text_content(), line, linked=0.6), "https://blog.example/ice")
    True
    """
    said = LABELLED.match(block.text) if block.linked >= SOME_LINKS else None
    if said is None or text_key(said[1]) not in load_labels():
        return False
    links = [link for link in block.element.iter("a") if squash(link.text_content())]
    linked = sum(len(squash(link.text_content())) for link in links)
    return linked >= NEARLY_ALL_LINKS * len(said[2]) and all(leads_on(link.get("href", ""), url) for link in links)


def links_below_labels(blocks: Iterable[Block], url: str) -> set[Block]:
    """Return the lines that are nothing but a label of other posts and links to pages of the same site.

    Some boxes set no colon, and leave what stands between label and link to a margin.

    >>> from lxml.html import fromstring
    >>> line = fromstring("<div><b>You might also like</b><a href=/eider>The eider</a></div>")
    >>> block = Block(line.text_content(), line, linked=0.3)
    >>> links_below_labels([block], "https://blog.example/ice") == {block}
    True
    """
    # Thousands of lines may stand in one element, which is asked once.
    is_so = cache(partial(is_label_with_links, url=url))
    lines = (block for block in blocks if 0 < block.linked < 1 and len(block.text) <= LONGEST_LINE)
    return {block for block in lines if is_so(block.element)}


def is_label_with_links(element: HtmlElement, url: str) -> bool:
    """Tell whether an element holds nothing but a label of other posts and links to pages of the same site."""
    links = [link for link in element.iter("a") if squash(link.text_content())]
    if not links or not all(leads_on(link.get("href", ""), url) for link in links):
        return False
    label = squash(" ".join(cast("list[str]", UNLINKED(element)))).strip(" :：")
    rule = match_line(label, "tail")
    return (rule is not None and rule.group == "related") or text_key(label) in load_labels()


def below(label: HtmlElement) -> tuple[HtmlElement, list[HtmlElement]]:
    """Return a label, or the box that holds nothing else, and the elements with text that follow it."""
    text, top = squash(label.text_content()), label
    for above in islice(label.iterancestors(), LEVELS):
        if above.tag in HOLDS_POST or squash(above.text_content()) != text:
            break
        top = above
    if squash(top.tail or ""):
        return top, []
    return top, [one for one in top.itersiblings() if not is_invisible(one) and squash(one.text_content())]


def is_teaser(box: HtmlElement) -> bool:
    """Tell whether a box below a label is an article of its own, or mostly links."""
    size = len(squash(box.text_content()))
    linked = sum(len(squash(link.text_content())) for link in box.iter("a"))
    is_article = box.tag == "article" or next(box.iter("article"), None) is not None
    return is_article or linked >= MOSTLY_LINKS * size
