"""Trees drop what is hardly the author's on a page alone; they take no caption, no entry's line, and never the most."""

from __future__ import annotations

import pytest
from stepping import document_of, gone, page_of

from blogsieve import Page, SiteModel, clean_page
from blogsieve.cleaners.model import FeedEntry
from blogsieve.cleaners.options import Options, chosen
from blogsieve.cleaners.pipeline.document import Document
from blogsieve.cleaners.steps import learned

PROSE = [
    "The ferry came in at noon, and nobody was on it but the dog, who looked as if he had paid for the trip.",
    "We asked the pilot about it, and he said that it had been so for a month: the dog takes the first boat, he walks "
    "along the mole to the lamp, and he is back on the pier when the second boat leaves.",
    "In the town they call him the inspector. He has never missed a day, they say, but for the week of the storm.",
    "It was the pilot's brother who found out where he lives, and he will tell nobody.",
]
URL = "https://blog.example/inspector"
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
    document.taken = {block for block in document.lines if block.text in PROSE}
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


def test_short_post_that_is_quoted_stays() -> None:
    quote = (
        "<blockquote class=twitter-tweet><p>Follow us!</p>&mdash; Harbour (@harbour) <a href=/x>May 2</a></blockquote>"
    )
    document = document_of(Page(URL, page().body.replace(b"</article>", quote.encode() + b"</article>"), "text/html"))
    document.method, document.votes = "page", [block.text in PROSE for block in document.lines]
    assert not any("Follow" in text or "@harbour" in text for _, text in gone(learned, document))


def test_works_that_are_cited_stay() -> None:
    cited = b"<h2>References</h2><ol class=references><li>Harbour office (1934). <a href=/pier>The pier</a></li></ol>"
    document = document_of(Page(URL, page().body.replace(b"</article>", cited + b"</article>"), "text/html"))
    document.method, document.votes = "page", [block.text in PROSE for block in document.lines]
    assert not any("1934" in text for _, text in gone(learned, document))


@pytest.mark.parametrize("method", ["wrapper", "selector", "entry", "data", "text"])
def test_trees_are_asked_of_a_page_alone_only(method: str) -> None:
    assert gone(learned, asked(method)) == []


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
    document.taken = {block for block in document.blocks if block.text in PROSE[1:]}
    found = [block.text for block in learned.overlooked(document)]
    assert PROSE[0] in found
    assert set(found).isdisjoint((*PROSE[1:], *MENU))


def test_where_nothing_was_taken_nothing_is_added() -> None:
    document = asked()
    document.taken = set()
    assert learned.overlooked(document) == set()
