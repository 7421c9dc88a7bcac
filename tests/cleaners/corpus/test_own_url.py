"""The address that a page gives for itself: the bytes of its head say what a parser would."""

from __future__ import annotations

import pytest

from blogsieve import Page
from blogsieve.cleaners.corpus.own_url import own_url, parsed_url
from blogsieve.cleaners.dom import tree

LINK = "<link rel='canonical' href='https://weir.example/one'>"
META = "<meta property=og:url content=https://weir.example/two />"
# What stands in a head, and whether a parser has to be asked.
HEADS = {
    LINK: False,
    META: False,
    f"{META}{LINK}": False,
    "<LINK HREF=https://weir.example/x REL=canonical>": False,
    "<link rel=canonical rel=next href=https://weir.example/x>": False,
    f"<title>{LINK}</title>{META}": False,
    f"<script>'{LINK}'</script>{META}": False,
    f"<!-- {LINK} -->{META}": False,
    f"<link rel=canonical href=/here>{META}": False,
    "<link rel='alternate canonical' href=https://weir.example/x>": True,
    "<link rel=canonical href='https://weir.example/?a=1&amp;b=2'>": True,
    "<link rel=canonical href='https://weir.example/wörter'>": True,
    f"<!-- {LINK}": True,
    "<title>No word of it</title>": False,
}


@pytest.mark.parametrize("head", HEADS)
def test_says_what_a_parser_does(head: str) -> None:
    page = Page("file:///saved.html", f"<html><head>{head}</head><body><p>The weir</p></body></html>".encode())
    before = tree.parsed.pages
    found = own_url(page)
    assert (tree.parsed.pages > before) is HEADS[head]
    assert found == parsed_url(page)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "latin-1"])
def test_in_any_encoding(encoding: str) -> None:
    page = Page("file:///saved.html", f"<html><head>{LINK}</head><body>é</body></html>".encode(encoding))
    assert own_url(page) == parsed_url(page) == "https://weir.example/one"


def test_a_link_in_the_body() -> None:
    page = Page("file:///saved.html", f"<html><head></head><body>{LINK}</body></html>".encode())
    assert own_url(page) == parsed_url(page) == "https://weir.example/one"
