"""A body as TEI, valid by a validator of RELAX NG."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from bodies import bodies
from hypothesis import given, settings
from lxml import etree
from records import records

from blogsieve.cleaners.body.model import Body
from blogsieve.cleaners.corpus.targets import documents
from blogsieve.cleaners.forms import html, tei
from blogsieve.cleaners.forms.reading import read_html

SCHEMA = Path(__file__).with_name("tei.rng")
FACTS = tei.Facts(
    "Geese & ducks", "https://a.example/b?c&d", "Reeve", "2021-03-05", "A blog", "en", ("Birds",), "0.2.0"
)
UNKNOWN = tei.Facts("", "https://a.example/")
NAMES = {"t": tei.NAMESPACE}


@cache
def validator() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMA))


def parsed(document: str) -> etree._Element:
    """Return a document that is valid."""
    root = etree.fromstring(document.encode())
    assert validator().validate(root), str(validator().error_log)
    return root


@given(bodies)
@settings(deadline=None, max_examples=30)
def test_every_body_is_valid(made_up: Body) -> None:
    parsed(tei.document(read_html(html.write(made_up)), FACTS))


@pytest.mark.parametrize("facts", [FACTS, UNKNOWN])
def test_header_tells_what_is_known(facts: tei.Facts) -> None:
    root = parsed(tei.document(Body(), facts))
    assert root.findtext(".//t:titleStmt/t:title", namespaces=NAMES) == (facts.title or facts.url)
    assert root.findtext(".//t:idno", namespaces=NAMES) == facts.url


@pytest.mark.parametrize("wrong", ["<div><p>a</p></div><p>b</p>", "<div><h2>a</h2></div>", "<p>a</p>"])
def test_what_tei_has_not_is_invalid(wrong: str) -> None:
    document = tei.document(Body(), FACTS).replace("<div></div>", wrong)
    assert not validator().validate(etree.fromstring(document.encode()))


def test_divisions_follow_the_headings() -> None:
    root = parsed(tei.document(read_html("<p>a</p><h2>b</h2><h4>c</h4><p>d</p><h3>e</h3><h2>f</h2>"), FACTS))
    heads = [(len(list(head.iterancestors("{*}div"))), head.text) for head in root.iter("{*}head")]
    assert heads == [(2, "b"), (3, "c"), (3, "e"), (2, "f")]


def test_note_stands_where_its_first_mark_does() -> None:
    mark = "<sup><a href='#note-1'>1</a></sup>"
    root = parsed(tei.document(read_html(f"<p>a{mark} b{mark}</p><aside id='note-1'><p>c</p></aside>"), FACTS))
    paragraph = root.find(".//t:p", NAMES)
    assert paragraph is not None
    assert [child.tag.partition("}")[2] for child in paragraph] == ["note", "ptr"]
    assert paragraph[0].text == "c"


def test_record_of_the_demo_is_valid() -> None:
    record = records()[0]
    root = parsed(documents.tei(record | {"html": "<p>a</p>"}))
    assert root.findtext(".//t:publicationStmt/t:date", namespaces=NAMES) == record["date"]
