"""Boxes that show other posts with their dates."""

from __future__ import annotations

import pytest
from lxml import html

from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.dom.tree import drop
from blogsieve.cleaners.metadata.dates.teasers import teaser_boxes

CARD = "<a href='/kites/'><h3>Kites of paper</h3><footer><time>3 May 2019</time></footer></a>"
ITEM = "<li><a href='/{0}/'>{0}</a> <time>3 May</time></li>"
SPAN = "<li><a href='/{0}/'>{0}</a> <span class='box__update--date'>3 May</span></li>"
LIST = f"<ul>{ITEM.format('kites')}{ITEM.format('reels')}</ul>"
SPANS = f"<ul>{SPAN.format('kites')}{SPAN.format('reels')}</ul>"


@pytest.mark.parametrize(("markup", "tag", "left"), [(CARD, "a", True), (LIST, "ul", False), (SPANS, "ul", False)])
def test_finds_boxes_by_their_links_whatever_was_taken_out_of_the_tree(markup: str, tag: str, *, left: bool) -> None:
    root = html.document_fromstring(f"<main><p>String is dear this year.</p>{markup}</main>")
    index = Index(root)
    assert tag in tags_of(index)
    for element in list(root.iter("footer", "li")):
        drop(element)
    assert (tag in tags_of(index)) == left


def tags_of(index: Index) -> set[str]:
    """Return the tags of the boxes that are found."""
    return {box.tag for box in teaser_boxes(index, "http://loft.example/string/", frozenset())}


@pytest.mark.parametrize(("heading", "tags"), [("<a href=/kites/>Kites</a>", {"a", "div"}), ("", set())])
def test_heading_with_a_link_behind_it_heads_no_teaser(heading: str, tags: set[str]) -> None:
    heading = heading or "Kites of paper <a href='/string/edit?section=2'>edit</a> <a href=/edit>[e]</a>"
    markup = f"<main><div><p>String is dear.</p><h2>{heading}</h2><p>Paper is not.</p></div></main>"
    index = Index(html.document_fromstring(markup))
    boxes = teaser_boxes(index, "http://loft.example/string/", frozenset(index.root.iter("html", "body", "main")))
    assert {box.tag for box in boxes} == tags
