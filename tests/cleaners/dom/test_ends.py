"""Pages whose end is said before they end, as templates print it that include a footer, or a header, of their own."""

from __future__ import annotations

import pytest

from blogsieve.cleaners.dom.blocks import text_of
from blogsieve.cleaners.dom.tree import parse_text


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>x</title></head></html></html><body><p>One</p><p>Two</p></body></html>",
        "<html><body><p>One</p></body></html><div><p>Two</p></div>",
        "<HTML><BODY><P>One</BODY ><P>Two</BODY></HTML>",
        "<html><body><p>One</p></body></html><html><body><p>Two</p></body></html>",
        "<p>One</p></body><p>Two</p>",
    ],
)
def test_text_behind_an_early_end_is_read(html: str) -> None:
    body = parse_text(html).find("body")
    assert body is not None
    assert text_of(body) == "One\nTwo"


def test_a_script_behind_the_end_is_no_text() -> None:
    body = parse_text(f"<body><p>One</p></body></html><!-- cached --><script>{'x' * 300}</script>").find("body")
    assert body is not None
    assert text_of(body) == "One"
