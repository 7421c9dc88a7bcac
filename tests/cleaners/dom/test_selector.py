"""The selectors select what cssselect's own translation to XPath selects."""

from __future__ import annotations

import pytest
from cssselect import HTMLTranslator
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement, document_fromstring

from blogsieve.cleaners.dom.index import Index
from blogsieve.cleaners.dom.selector import matches, matches_by_tag, parse_selector

PAGE = """
<body class="has-sidebar">
  <div id="main" class="wrap  main"><p class="x">1</p><p class="x y">2</p><h2 lang="en-GB">3</h2><p>4</p>
    <ul role="list"><li class="x">5</li><li data-k="a b">6</li><li data-k="ab"><a href="/share">7</a></li></ul></div>
  <div class="X"><p id="main">8</p><a href="/Share">9</a><br><!-- x --><p class="y z" lang="en">10</p></div>
</body>
"""

SELECTORS = [
    "p", "*", "#main", ".x", ".X", "p.x.y", "div > p", "div p", "p + p", "h2 ~ p", "h2 + p", "p:not(.x)", "body *",
    "li:not(.x):not([data-k~=a])", "[data-k]", "[data-k=ab]", "[data-k~=a]", "[data-k^=a]", "[data-k$=b]",
    "[data-k*=' ']",    "[lang|=en]", "[lang!=en]", "a[href*=share]", "[href^='']", "p:is(.x, .z)", ":where(h2, ul) li",
    "div.wrap ul[role=list] > li a", "p, li.x", ".none, .y", "#main#main", "ul + div", "div ~ div p:not([lang])",
    "[role]",
]  # fmt: skip


@pytest.fixture(name="root", scope="module")
def fixture_root() -> HtmlElement:
    return document_fromstring(PAGE)


@pytest.mark.parametrize("css", SELECTORS)
def test_select_agrees_with_xpath(root: HtmlElement, css: str) -> None:
    expected = root.xpath(HTMLTranslator().css_to_xpath(css))
    assert Index(root).select(parse_selector(css)) == expected
    assert [element for element in root.iter("*") if matches(element, parse_selector(css))] == expected


TAGS = st.sampled_from(["div", "p", "li", "*", ""])
PARTS = st.sampled_from([".x", ".y", ".z", "#main", "[lang]", "[data-k~=a]", ":not(.x)", ":not(p)"])
COMPOUNDS = st.builds(lambda tag, parts: tag + "".join(parts) or "*", TAGS, st.lists(PARTS, max_size=2))
COMPLEX = st.builds(
    lambda first, rest: first + "".join(combinator + compound for combinator, compound in rest),
    COMPOUNDS,
    st.lists(st.tuples(st.sampled_from([" ", " > ", " + ", " ~ "]), COMPOUNDS), max_size=3),
)


@given(st.lists(COMPLEX, min_size=1, max_size=2))
def test_any_selector_agrees_with_xpath(css: list[str]) -> None:
    root = document_fromstring(PAGE)
    assert Index(root).select(parse_selector(*css)) == root.xpath(HTMLTranslator().css_to_xpath(", ".join(css)))


@pytest.mark.parametrize(
    ("css", "fault"),
    [
        ("p >", "selector 'p >'"),
        ("p::before", "pseudo-elements"),
        ("a:hover", ":hover"),
        ("li:nth-child(2)", "nth-child"),
        ("[a='b' i]", "\\[a='b' i\\]"),
    ],
)
def test_parse_selector_names_what_is_not_supported(css: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        parse_selector("p", css)


def test_matches_by_tag_wants_the_tag_named(root: HtmlElement) -> None:
    body = root.find("body")
    assert matches(body, parse_selector("p, .has-sidebar"))
    assert not matches_by_tag(body, parse_selector("p, .has-sidebar"))
    assert matches_by_tag(body, parse_selector("body.has-sidebar"))


def test_holders_are_all_elements_above(root: HtmlElement) -> None:
    holders = Index(root).holders(parse_selector("a"))
    assert {element.tag for element in holders} == {"html", "body", "div", "ul", "li"}


def test_prose_counts_paragraphs_at_any_depth(root: HtmlElement) -> None:
    index = Index(root)
    assert index.prose[root] == index.prose[root.find("body")] == 6
    assert index.prose.get(root.find(".//ul"), 0) == 0
