"""Trees drop what is hardly the author's on a page alone; they take no caption, no entry's line, and never the most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stepping import document_of, gone, page_of

from blogsieve import Page, SiteModel, clean_page
from blogsieve.cleaners.model import FeedEntry
from blogsieve.cleaners.options import Options, chosen
from blogsieve.cleaners.pipeline.document import Document
from blogsieve.cleaners.steps import learned

if TYPE_CHECKING:
    from collections.abc import Sequence

PROSE = [
    "The ferry came in at noon, and nobody was on it but the dog, who looked as if he had paid for the trip.",
    "We asked the pilot about it, and he said that it had been so for a month: the dog takes the first boat, he walks "
    "along the mole to the lamp, and he is back on the pier when the second boat leaves.",
    "In the town they call him the inspector. He has never missed a day, they say, but for the week of the storm.",
    "It was the pilot's brother who found out where he lives, and he will tell nobody.",
]
URL = "https://blog.example/inspector"
ASKING = (
    "© The harbour office. All rights reserved. Subscribe to our newsletter for more posts like this one every week."
)
MENU = ["Home", "About", "Contact", "Privacy policy", "Terms of use"]


def page() -> Page:
    links = "".join(f"<li class='menu-item'><a href=/{place}>{name}</a></li>" for place, name in enumerate(MENU))
    text = "".join(f"<p>{line}</p>" for line in PROSE)
    return page_of(
        f"<main><h1>The inspector</h1><article>{text}<figure><figcaption>Home</figcaption></figure></article>"
        f"<div class='footer-widget'><ul class='menu'>{links}</ul></div></main>",
        "The inspector",
    )


def asked(method: str = "page", entry: FeedEntry | None = None) -> Document:
    """Return a document all of whose lines are its body, while the extractor took the prose alone."""
    document = document_of(page(), method=method)
    document.page = Page(document.page.url, document.page.body, document.page.content_type, entry=entry)
    document.votes = [block.text in PROSE for block in document.lines]
    return document


def test_menus_go_and_prose_and_captions_stay() -> None:
    document = asked()
    found = gone(learned, document)
    assert {reason for reason, _ in found} == {"learned/block"}
    assert {text for _, text in found} >= set(MENU) - {"Home"}
    kept = [block.text for block in document.blocks]
    assert [text for text in kept if text in PROSE] == PROSE
    assert [block.element.tag for block in document.blocks if block.text == "Home"] == ["figcaption"]


def test_verdict_names_what_weighed_most() -> None:
    finding = next(iter(learned.find(asked(), SiteModel())))
    assert finding.source.startswith("p = 0.")
    assert " -" in finding.source


def test_footnote_stays() -> None:
    mark = b"<p>A boat<sup id=fnref1><a href='#fn1'>1</a></sup> left. In the town"
    note = b"<div class=footnotes><ol><li id=fn1>The pier is of 1934. <a href='#fnref1'>&#8617;</a></li></ol></div>"
    source = page().body.replace(b"<p>In the town", mark).replace(b"</article>", note + b"</article>")
    document = document_of(Page(URL, source, "text/html"), method="page")
    document.votes = [block.text in PROSE for block in document.lines]
    assert not any("1934" in text for _, text in gone(learned, document))


def test_line_of_code_stays() -> None:
    code = b"<pre>share = /srv/boats\n[...]\nread only = yes</pre></article>"
    document = document_of(Page(URL, page().body.replace(b"</article>", code), "text/html"), method="page")
    document.votes = [block.text in PROSE for block in document.lines]
    assert any(block.code for block in document.lines)
    assert not any(text in code.decode() for _, text in gone(learned, document))


def test_works_that_are_cited_stay() -> None:
    cited = b"<h2>References</h2><ol class=references><li>Harbour office (1934). <a href=/pier>The pier</a></li></ol>"
    document = document_of(Page(URL, page().body.replace(b"</article>", cited + b"</article>"), "text/html"))
    document.method, document.votes = "page", [block.text in PROSE for block in document.lines]
    assert not any("1934" in text for _, text in gone(learned, document))


@pytest.mark.parametrize(
    ("odds", "wanted"),
    [((0.9, 0.3, 0.6), {0, 1, 2}), ((0.5, 0.3, 0.2), set()), ((0.9, 0.3), set())],
    ids=["the author's", "another's", "too few"],
)
def test_row_is_judged_as_one(odds: Sequence[float], wanted: set[int]) -> None:
    items = "".join(f"<li>Stop {place}</li>" for place in range(len(odds)))
    blocks = document_of(page_of(f"<ul>{items}</ul>")).lines
    held = learned.in_rows(blocks, dict(zip(blocks, odds, strict=True)))
    assert {blocks.index(block) for block in held} == wanted


@pytest.mark.parametrize(
    ("odds", "name", "wanted"),
    [
        ((0.9, 0.3, 0.6), "text", {0, 1, 2}),
        ((0.9, 0.1, 0.6), "text", {0, 2}),
        ((0.5, 0.3, 0.4), "card", set()),
        ((0.9, 0.3, 0.6), "", set()),
    ],
    ids=["the author's", "one of them another's", "cards", "without names"],
)
def test_paragraphs_in_boxes_of_the_same_names_are_a_row(odds: Sequence[float], name: str, wanted: set[int]) -> None:
    boxes = "".join(f"<div class='{name}'><p>{line}</p></div>" for line in PROSE[: len(odds)])
    blocks = document_of(page_of(boxes)).lines
    held = learned.in_rows(blocks, dict(zip(blocks, odds, strict=True)))
    assert {blocks.index(block) for block in held} == wanted


@pytest.mark.parametrize(("name", "is_added"), [("text", True), ("box", False)])
def test_paragraph_is_added_that_is_made_like_those_of_the_body(
    name: str, is_added: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learned, "SURELY", 1.1)
    above = "".join(f"<div class=text><p>{line}</p></div>" for line in PROSE[:3])
    source = f"<main><h1>The inspector</h1>{above}<figure></figure><div class={name}><p>{PROSE[3]}</p></div></main>"
    document = document_of(page_of(source, "The inspector"), method="page")
    document.votes = [block.text in PROSE[:3] for block in document.lines]
    taken = [block for block in document.lines if block.text in PROSE[:3]]
    assert [block.text for block in learned.overlooked(document, taken)] == PROSE[3:] * is_added


@pytest.mark.parametrize("method", ["wrapper", "selector", "entry", "data", "text"])
def test_trees_are_asked_of_a_page_alone_only(method: str) -> None:
    assert gone(learned, asked(method)) == []


@pytest.mark.parametrize(("replaced", "wanted"), [(b"<p>", []), (f"<p>{ASKING[:9]}".encode(), [ASKING])])
def test_doubted_paragraph_between_two_that_are_made_alike_stays(
    replaced: bytes, wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learned, "HARDLY", 0.6)
    source = page().body.replace(b"<p>In the town", f"<p>{ASKING}<p>In the town".encode())
    source = source.replace(replaced, replaced.replace(b"<p>", b"<p class=footer-widget>"))
    document = document_of(Page(URL, source, "text/html"), method="page")
    document.votes = [block.text in PROSE for block in document.lines]
    assert [text for _, text in gone(learned, document) if text == ASKING] == wanted


def test_setting_does_without() -> None:
    with chosen(Options(learned=False)):
        assert gone(learned, asked()) == []


def test_line_of_the_posts_own_entry_stays() -> None:
    entry = FeedEntry("", html="".join(f"<p>{line}</p>" for line in ("The inspector", *PROSE, *MENU)))
    assert gone(learned, asked(entry=entry)) == []


def test_most_of_a_body_never_goes() -> None:
    document = asked()
    document.blocks = [block for block in document.blocks if block.text in MENU]
    assert gone(learned, document) == []


def test_page_has_its_prose_and_no_menu() -> None:
    assert clean_page(page()).record.text.splitlines()[: len(PROSE)] == PROSE


def test_prose_that_the_extractor_did_not_take_is_the_bodys_and_its_copy_is_not() -> None:
    document = asked()
    document.votes[document.votes.index(True)] = False
    taken = [block for block in document.blocks if block.text in PROSE[1:]]
    found = [block.text for block in learned.overlooked(document, taken)]
    assert PROSE[0] in found
    assert set(found).isdisjoint((*PROSE[1:], *MENU))


def test_where_nothing_was_taken_nothing_is_added() -> None:
    assert learned.overlooked(asked(), []) == set()
