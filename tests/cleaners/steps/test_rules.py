"""Elements that a rule names go with the rule's reason; each rule's own examples are in tests/cleaners/rules."""

from __future__ import annotations

import pytest
from stepping import document_of, gone, page_of

from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.steps import rules

POST = "<p>Two herons stood on the groyne until the water reached their knees.</p>"


@pytest.mark.parametrize(
    ("html", "reason", "text"),
    [
        ("<nav><a href=/>Home</a></nav>", "navigation/landmarks", "Home"),
        ("<div id=disqus_thread><p>Lovely!</p></div>", "comments/disqus", "Lovely!"),
        ("<div id=disqus_thread><nav>1 2</nav><p>Lovely!</p></div>", "comments/disqus", "1 2\nLovely!"),
    ],
)
def test_named_elements_go_once(html: str, reason: str, text: str) -> None:
    assert (reason, text) in gone(rules, document_of(page_of(f"<article>{POST}</article>{html}")))


@pytest.mark.parametrize(
    "html",
    [
        "<p>How I moved the comments away from Disqus.</p>",
        f"<nav><main>{POST}</main></nav>",
        "<pre>&lt;nav&gt;&lt;/nav&gt;</pre>",
    ],
)
def test_look_alikes_stay(html: str) -> None:
    assert gone(rules, document_of(page_of(POST + html))) == []


SAID = "<div id=c7><p>Lovely herons!</p></div><p class=posted>Posted by: Ada at May 3, 2021</p>"


def test_comments_below_a_heading_that_a_rule_names_go() -> None:
    found = gone(rules, document_of(page_of(f"<div>{POST}<h2 id=comments>Comments</h2>{SAID}</div><p>Low tide.</p>")))
    assert [text for reason, text in found if reason.startswith("comments/")] == [
        "Comments",
        "Lovely herons!",
        "Posted by: Ada at May 3, 2021",
    ]


def test_a_number_of_comments_above_the_text_takes_nothing_with_it() -> None:
    found = gone(rules, document_of(page_of(f"<div><h1>Herons</h1><h4 id=comments>3 comments</h4>{POST}</div>")))
    assert [text for _, text in found] == ["3 comments"]


@pytest.mark.parametrize(
    ("above", "site", "removed"),
    [
        ("", SiteModel(), ["Comments", "Low tide."]),
        ("<h2 id=the-groyne>The groyne</h2>", SiteModel(), []),
        ("", SiteModel(pages=20), ["Comments", "Low tide."]),
        ("<h2 id=the-groyne>The groyne</h2>", SiteModel(pages=20, repeated={"p:low tide": 8}), []),
        (
            "<h2 id=the-groyne>The groyne</h2>",
            SiteModel(pages=20, repeated={"h2:comments": 20}),
            ["Comments", "Low tide."],
        ),
        ("<h2 id=the-groyne>The groyne</h2>", SiteModel(pages=20, repeated={"h2:comments": 9}), []),
        ("<h2 id=the-groyne>The groyne</h2>", SiteModel(pages=3, repeated={"h2:comments": 3}), []),
        (
            "<div><h2 id=the-groyne>The groyne</h2></div>",
            SiteModel(pages=3, repeated={"h2:comments": 3}),
            ["Comments", "Low tide."],
        ),
        ("", SiteModel(pages=20, repeated={"h2:comments": 20}, authored=frozenset({"h2:comments"})), []),
    ],
)
def test_a_heading_whose_id_is_made_of_it_is_the_authors(above: str, site: SiteModel, removed: list[str]) -> None:
    html = f"<article>{above}{POST}<h2 id=comments>Comments</h2><p>Low tide.</p></article>"
    assert [text for _, text in gone(rules, document_of(page_of(html), site), site)] == removed


@pytest.mark.parametrize(
    ("above", "site", "removed"),
    [
        ("", SiteModel(), ["Comments\nLow tide."]),
        ("<section id=the-groyne><h2>The groyne</h2></section>", SiteModel(), []),
        ("<section id=the-groyne><h2>The groyne</h2></section>", SiteModel(pages=20, repeated={"h2:comments": 3}), []),
        ("<h2 id=the-groyne>The groyne</h2>", SiteModel(), ["Comments\nLow tide."]),
        (
            "<section id=the-groyne><h2>The groyne</h2></section>",
            SiteModel(pages=20, repeated={"h2:comments": 20}),
            ["Comments\nLow tide."],
        ),
        (
            "<section id=the-groyne><h2>The groyne</h2></section><div class=talk><h2>Comments</h2></div>",
            SiteModel(pages=20, repeated={"h2:comments": 20}),
            [],
        ),
    ],
)
def test_a_section_whose_id_is_made_of_its_heading_is_the_authors(
    above: str, site: SiteModel, removed: list[str]
) -> None:
    html = f"<article>{above}{POST}<section id=comments><h2>Comments</h2><p>Low tide.</p></section></article>"
    assert [text for _, text in gone(rules, document_of(page_of(html), site), site)] == removed
