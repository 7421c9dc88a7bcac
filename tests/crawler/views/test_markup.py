"""Nothing that a page or a record holds becomes markup of ours."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from blogsieve import Page
from blogsieve.cleaners.pipeline.trace import trace
from blogsieve.crawler.views.inspect import render
from blogsieve.crawler.views.markup import POLICY, document, el, link

HOSTILE = (
    "</p></section></main></body></html><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "</style><script>alert(2)</script>",
    "<!--",
    "javascript:alert(1)",
)


@given(st.text(), st.text())
def test_text_stays_text(text: str, value: str) -> None:
    page = html.document_fromstring(document("title", [], el("p", text, title=value)))
    assert [element.tag for element in page.body] == ["p"]
    assert len(page.body[0]) == 0
    assert page.body[0].keys() == ["title"]


def test_link_to_a_script_is_no_link() -> None:
    assert "<a" not in link("javascript:alert(1)")


def test_hostile_page_stays_inside_the_view() -> None:
    blocks = "".join(f"<p>{text.replace('<', '&lt;')} and so on, for a sentence.</p>" for text in HOSTILE)
    raw = "".join(f"<div class='sidebar' id='{text.replace(chr(39), '')}'>{text} raw</div>" for text in HOSTILE)
    body = f"<html><head><title>{HOSTILE[0]}</title></head><body><article>{blocks}</article>{raw}</body></html>"
    view = html.document_fromstring(render(trace(Page("javascript:alert(1)", body.encode()))))
    assert not list(view.iter("script", "img", "svg", "iframe", "object", "form", "base"))
    assert not [name for element in view.iter("*") for name in element.keys() if name.startswith("on")]  # noqa: SIM118
    assert not view.xpath("//@href[not(starts-with(., 'http'))] | //@src")
    assert [element.tag for element in view.body] == ["header", "main"]
    assert "alert(1)" in view.text_content()


def test_view_loads_nothing() -> None:
    view = render(trace(Page("https://a.example/", b"<html><body><p>A sentence of a post.</p></body></html>")))
    assert html.document_fromstring(view).xpath("//meta[@http-equiv]/@content") == [POLICY]
    assert "url(" not in view
    assert "@import" not in view
