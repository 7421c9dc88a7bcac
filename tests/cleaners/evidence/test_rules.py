"""A rule that would take the post is off: for a page by its entry or its other text, for a site by several pages."""

from __future__ import annotations

import pytest
from stepping import document_of, lines, page_of

from blogsieve import FeedEntry, Page, clean_page, learn
from blogsieve.cleaners.evidence.rules import upheld
from blogsieve.cleaners.rules.rule import css_findings
from blogsieve.cleaners.site.model import SiteModel

PAIR = (
    "The chart of the inner harbour was drawn by a man who had never been there, and it shows.",
    "He drew an island where the sewer ends, and ships go round it to this day with great care.",
)
JAPANESE = (
    "港の海図は一度もそこへ行ったことのない男が描いたもので、見ればすぐに分かる。",
    "下水の出口に島が描かれていて、船は今も用心深くそれを避けて通る。",
)


def taken(page: Page, site: SiteModel | None = None) -> list[str]:
    """Return the reasons of the rules that take something from a page."""
    document, site = document_of(page), site or SiteModel()
    return [rule.reason for _, rule in upheld(css_findings(document.index), document, site)]


@pytest.mark.parametrize(
    "html",
    [
        f"<div class='share'>{lines(*PAIR)}</div>",
        f"<div class='share'>{lines(*JAPANESE)}</div>",
        f"<body><header>{lines(*PAIR)}</header>",
        f"<div role=dialog>{lines(*PAIR)}</div>",
        f"<div class='sidebar'><div class='share'>{'<br>'.join(PAIR)}<br><p>{PAIR[0]}</div></div>",
    ],
)
def test_rule_that_leaves_no_paragraph_is_off(html: str) -> None:
    assert taken(page_of(html)) == []


LONG = [f"{PAIR[0]} That was in the year {year}, and none of them has been back since." for year in range(1931, 1937)]


def test_rule_that_takes_nearly_all_paragraphs_is_off() -> None:
    page = page_of(f"<p>{PAIR[0]}</p><aside id=secondary class=share>{lines(*LONG)}</aside>")
    assert taken(page) == []


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (f"{lines(*LONG[:3])}<aside id=secondary>{lines(*LONG)}</aside>", 1),
        (f"<p>{PAIR[0]}</p><aside id=secondary>{lines(*LONG[:3])}</aside>", 1),
        (f"<p>{PAIR[0]}</p><div id=comments>{lines(*LONG)}</div>", 1),
        (f"<div class='share'>{lines(*PAIR)}</div>{lines(PAIR[0])}", 1),
        ("<div class='share'><p>Share this</p></div><p>Low water.</p>", 1),
        (f"<img src=chart.png><div id=comments>{lines(*PAIR)}</div>", 1),
    ],
    ids=[
        "half is elsewhere",
        "a sidebar's own",
        "of readers",
        "a paragraph is left",
        "it holds none",
        "readers wrote it",
    ],
)
def test_rule_holds_elsewhere(html: str, wanted: int) -> None:
    assert len(taken(page_of(html))) == wanted


def test_what_the_entry_holds_is_the_post() -> None:
    body = f"<div class=share><p>Fog.</p><p>More of it, and no wind at all.</p></div>{lines(*PAIR)}"
    page = page_of(body)
    own = Page(
        page.url,
        page.body,
        "text/html",
        entry=FeedEntry(page.url, html=lines("Fog.", "More of it, and no wind at all.")),
    )
    assert taken(page) != []
    assert taken(own) == []


def post(number: int, entry: bool = True) -> Page:
    texts = [f"Day {number} of the fog, and the {word} has not been seen since." for word in ("mole", "pilot", "light")]
    head = f"<html><head><title>Fog {number}</title></head><body><h1>Fog {number}</h1>"
    html = f"{head}<div class='inner share'>{lines(*texts)}</div></body></html>"
    url = f"https://fog.example/{number}"
    return Page(url, html.encode(), "text/html", entry=FeedEntry(url, html=lines(*texts)) if entry else None)


def test_site_learns_it_from_several_pages() -> None:
    site = learn([post(number) for number in range(5)])
    assert set(site.rules_off.values()) == {"entry"}
    assert any(name.endswith(" .share") for name in site.rules_off)
    assert SiteModel.from_json(site.to_json()) == site
    assert clean_page(post(9, entry=False), site).record.text.startswith("Day 9 of the fog")


def short_post(number: int) -> Page:
    """Return a post beside what readers said of others; each sixth one is a picture with a line."""
    said = [f"Reader {number} {one} wrote that the fog was worse in the year of the long frost." for one in range(3)]
    long = lines(*(f"{text} That was on day {number} of it." for text in PAIR))
    text = "<p>Fog!</p><img src=fog.png>" if number % 6 == 0 else long
    html = f"<div class=entry>{text}</div><ul><li class='widget widget_recent'>{lines(*said)}</ul>"
    return Page(f"https://fog.example/{number}", page_of(html, f"Fog {number}").body, "text/html")


def test_what_a_rule_takes_on_the_other_pages_is_no_post_of_a_page_without_prose() -> None:
    alone = clean_page(short_post(18)).record.text
    site = learn([short_post(number) for number in range(12)])
    assert "Reader 18" in alone
    assert any(name.endswith(" .widget") for name in site.rules_held)
    assert SiteModel.from_json(site.to_json()) == site
    assert clean_page(short_post(18), site).record.text == "Fog!"
