"""The words of a heading, without what themes put beside them."""

from __future__ import annotations

from lxml import html
from lxml.etree import SubElement
from lxml.html import Element

from blogsieve.cleaners.metadata.headings import heading_text


def test_heading_keeps_a_link_with_a_hash_in_its_words() -> None:
    assert heading_text(html.fragment_fromstring('<h1><a href="/c">C#</a> for the late</h1>')) == "C# for the late"


def test_a_heading_of_very_many_elements_within_each_other_is_read() -> None:
    heading = inner = Element("h1")
    for _ in range(3000):
        inner = SubElement(inner, "b")
    inner.text = "Boats"
    assert heading_text(heading) == "Boats"
