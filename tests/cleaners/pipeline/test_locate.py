"""Where the body is looked for: in the site's wrapper first, and elsewhere only where that says nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blogsieve import NoText, Page, clean_page
from blogsieve.cleaners.model import FeedEntry
from blogsieve.cleaners.site.fingerprints import key_of
from blogsieve.cleaners.site.model import SiteModel, Wrapper

SITE = SiteModel(pages=20, wrappers=(Wrapper("div.post", 0.98, 20),), supervision="feed")
PROSE = (
    "The ferry had left at noon, with all of the crates and none of the men that were to unload them at the far side."
)
LABELS = "<h3>Filed under</h3><p>Harbour</p><h3>Active categories</h3>"


def page(body: str, beside: str) -> Page:
    """Return a page with this body, and this beside it."""
    html = f"<title>The crates</title><h1>The crates</h1><div class=post>{body}</div><div class=bar>{beside}</div>"
    return Page("https://a.example/crates/", html.encode(), "text/html; charset=utf-8")


BARRED = replace(SITE, wrappers=(Wrapper("body", 0.9, 20),), excluded={"div.bar": 20})

WIDER = replace(SITE, wrappers=(*SITE.wrappers, Wrapper("body", 0.9, 20)))


@pytest.mark.parametrize("site", [SITE, BARRED, WIDER])
def test_a_picture_is_the_body_and_labels_are_none(site: SiteModel) -> None:
    with pytest.raises(NoText):
        clean_page(page("<p><img src=crates.jpg></p>", LABELS), site)


def test_what_all_pages_show_is_no_body_of_a_picture() -> None:
    newest = f"<h3>The ferry</h3><p>{PROSE}</p>"
    repeated = {key_of("p", PROSE): 20}
    with pytest.raises(NoText):
        clean_page(page("<p><img src=crates.jpg></p>", newest), replace(SITE, repeated=repeated))


@pytest.mark.parametrize("body", ["", "<p><img src=crates.jpg></p>"])
def test_prose_beside_an_empty_wrapper_is_the_body(body: str) -> None:
    assert PROSE in clean_page(page(body, f"<p>{PROSE}</p><p>{PROSE[::-1]}</p>"), SITE).record.text


@pytest.mark.parametrize(("heading", "kept"), [("h1", True), ("h2", False)])
def test_a_post_of_two_sections_is_both(heading: str, kept: bool) -> None:
    def section(name: str, level: str, text: str) -> str:
        return f"<section id={name}><{level}>The {name}<a href='#{name}'>¶</a></{level}><p>{text}</p></section>"

    parts = section("crates", "h1", PROSE) + section("men", heading, PROSE[::-1])
    html = f"<title>The crates</title><body><main>{parts}<section><p>By the clerk</p></section></main>"
    site = replace(SITE, wrappers=(Wrapper("body/main[1]/section[1]", 0.9, 20),))
    text = clean_page(Page("https://a.example/crates/", html.encode(), "text/html"), site).record.text
    assert PROSE in text
    assert (PROSE[::-1] in text) == kept
    assert "clerk" not in text


@pytest.mark.parametrize(
    ("name", "kept"),
    [("id=more class=asset-more", True), ("class=article-body-more", True), ("class=read-more", False), ("", False)],
)
def test_a_post_goes_on_in_the_box_for_the_rest_of_it(name: str, kept: bool) -> None:
    first = page(f"<p>{PROSE}</p>", "")
    html = first.body.replace(b"<div class=bar>", f"<div {name}><p>{PROSE[::-1]}</p></div><div class=bar>".encode())
    assert (PROSE[::-1] in clean_page(replace(first, body=html), SITE).record.text) == kept


@pytest.mark.parametrize(("held", "kept"), [(f"<p>{PROSE}</p><p>{PROSE[::-1]}</p>", True), (f"<p>{PROSE}</p>", False)])
def test_a_box_like_the_wrapper_beside_it_is_the_bodys_where_its_entry_holds_it(held: str, kept: bool) -> None:
    first = page(f"<p>{PROSE}</p>", "")
    html = first.body.replace(b"<div class=bar>", f"<div class=post><p>{PROSE[::-1]}</p></div><div class=bar>".encode())
    text = clean_page(replace(first, body=html, entry=FeedEntry(first.url, "The crates", html=held)), SITE).record.text
    assert (PROSE[::-1] in text) is kept
