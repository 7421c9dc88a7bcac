"""JSON-LD as it is found on pages: broken, nested, and about other things too."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from blogsieve.cleaners.metadata.jsonld import post_object, read_jsonld, text_at

URL = "https://example.org/bees"
POST = '{"@type": "BlogPosting", "headline": "Bees"}'


def script(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "text",
    [
        POST,
        f"<!-- {POST} -->",
        f"//<![CDATA[\n{POST}\n//]]>",
        f"/*<![CDATA[*/{POST}/*]]>*/",
        POST + ";",
        '{"@type": "BlogPosting", "headline": "Bees",}',
        '{"@type": "BlogPosting", "headline": "Bees", "description": "two\nlines\tand a tab"}',
        '{"@graph": [{"@type": "Organization", "name": "Meadow"}, ' + POST + "]}",
        '[{"@type": ["Thing", "https://schema.org/BlogPosting"], "headline": "Bees"}]',
        '{"@type": "WebPage", "mainEntity": ' + POST + "}",
        POST.replace('"', "&quot;"),
    ],
)
def test_post_is_read(text: str) -> None:
    root = document_fromstring(f"<html><head>{script(text)}</head><body></body></html>")
    assert text_at(post_object(root, URL), "headline") == "Bees"


@pytest.mark.parametrize("text", ["", "{", '{"a": }', "null", "7", '"text"', "[[[[[[[[[[{}]]]]]]]]]]"])
def test_broken_is_left_out(text: str) -> None:
    root = document_fromstring(f"<html><head>{script(text)}{script(POST)}</head><body></body></html>")
    assert [text_at(thing, "headline") for thing in read_jsonld(root)] == ["Bees"]


def test_post_is_told_by_its_address() -> None:
    others = '{"@type": "Article", "url": "https://example.org/wasps", "headline": "Wasps"}'
    own = '{"@type": "Article", "mainEntityOfPage": {"@id": "https://www.example.org/bees/"}, "headline": "Bees"}'
    root = document_fromstring(f"<html><head>{script(f'[{others}, {own}, {others}]')}</head><body></body></html>")
    assert text_at(post_object(root, URL), "headline") == "Bees"


def test_canonical_address_counts() -> None:
    own = '{"@type": "Article", "url": "https://example.org/bees", "headline": "Bees"}'
    other = '{"@type": "Article", "url": "https://example.org/wasps", "headline": "Wasps"}'
    link = f'<link rel="canonical" href="{URL}">'
    root = document_fromstring(f"<html><head>{link}{script(other)}{script(own)}</head><body></body></html>")
    assert text_at(post_object(root, "https://example.org/?p=7"), "headline") == "Bees"


def test_comment_is_no_post() -> None:
    text = '{"@type": "Person", "comment": {"@type": "BlogPosting", "headline": "Wasps"}}'
    root = document_fromstring(f"<html><head>{script(text)}</head><body></body></html>")
    assert post_object(root, URL) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f'[{POST[:-1]}, "author": {{"@id": "#a"}}}}, {{"@type": "Person", "@id": "#a", "name": "Ana"}}]', "Ana"),
        (f'[{POST[:-1]}, "author": {{"@id": "#m"}}}}, {{"@type": "Organization", "@id": "#m", "name": "Meadow"}}]', ""),
        (f'[{{"@type": "Recipe", "author": "Bo"}}, {POST[:-1]}, "author": "Ana"}}]', "Ana"),
        ('{"@type": "BlogPosting", "headline": "The "last" bees", "author": {"name": "Ana"}}', "Ana"),
        (
            '[{"@type": "BlogPosting", "author": {"name": "Ana"}}, {"@type": "BlogPosting", "name": "The "last" one"}]',
            "",
        ),
    ],
)
def test_author_of_the_post(text: str, name: str) -> None:
    root = document_fromstring(f"<html><head>{script(text)}</head><body></body></html>")
    assert text_at(post_object(root, URL), "author") == name
