"""What many pages of a site repeat goes; sentences, headings and code that an author writes again stay."""

from __future__ import annotations

import pytest
from stepping import ALONE, document_of, gone, lines, page_of

from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.steps import repeated

PROSE = "Nobody had seen the old jetty since the storm of that year."
MORE = "Then the tide went out further than the oldest of us could remember."
FAREWELL = "Until next week, and mind the mud, all of you out there."
SITE = SiteModel(
    pages=20,
    repeated={
        "p:printed on recycled pixels": 20,
        "p:0 readers": 15,
        "p:<date>": 19,
        "h2:the numbers": 20,
        "p:join the club and get a post a week by mail": 12,
        "p:mind the gap between the boards it is wider than it looks": 4,
        "p:until next week and mind the mud all of you out there": 4,
        "pre:import tide": 8,
        "pre:answers from elsewhere": 20,
        "pre:end": 18,
        "p:thanks to ada": 9,
        "p:earlier": 20,
        "p:words of this week": 15,
        "p:the book of tides 0 pages": 20,
        "h3:before we start": 13,
        "p:0": 20,
    },
    authored=frozenset(("p:thanks to ada",)),
    plugins=frozenset(("p:<date>", "p:0")),
    varied=frozenset(("p:0 readers", "p:<date>")),
)


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (lines("Printed on recycled pixels", PROSE), ["Printed on recycled pixels"]),
        (lines(PROSE, "37 readers"), ["37 readers"]),
        (lines(PROSE, ">>37", MORE), []),
        (
            lines(PROSE, "Join the club and get a post a week by mail.", MORE),
            ["Join the club and get a post a week by mail."],
        ),
        (lines(PROSE, "Mind the gap between the boards; it is wider than it looks.", MORE), []),
        (lines(PROSE) + "<h2>The numbers</h2>" + lines(MORE), []),
        ("<h2>The numbers</h2>" + lines("Words of this week:"), ["The numbers", "Words of this week:"]),
        (lines(PROSE, "Words of this week:", MORE), []),
        (lines(PROSE, "Words of this week", MORE), ["Words of this week"]),
        (lines(PROSE, FAREWELL), []),
        (lines(PROSE, "Thanks to Ada", MORE), []),
        (lines(PROSE, "Thanks to Ada"), ["Thanks to Ada"]),
        (lines(PROSE) + "<pre>import tide</pre>", []),
        (lines(PROSE) + "<pre>Answers from elsewhere</pre>", ["Answers from elsewhere"]),
        (lines(PROSE) + "<pre>Answers from elsewhere</pre>" + lines(MORE), []),
        (lines(PROSE) + "<pre>def tide\nend</pre>", []),
        (lines(PROSE, "37 herons"), []),
        (lines("The book of tides, 212 pages"), ["The book of tides, 212 pages"]),
        ('<h3 id="before-we-start">Before we start</h3>' + lines(PROSE), []),
        (lines(PROSE) + '<h3 id="before-we-start">Before we start</h3>', ["Before we start"]),
        ('<h3 id="widget-3">Before we start</h3>' + lines(PROSE), ["Before we start"]),
    ],
)
def test_template_goes(html: str, wanted: list[str]) -> None:
    assert gone(repeated, document_of(page_of(html), SITE), SITE) == [("repeated/block", text) for text in wanted]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (lines("3 May 2021", PROSE), ["3 May 2021"]),
        (lines(PROSE, "3 May 2021"), ["3 May 2021"]),
        (lines("Geese, and what they eat on the marsh in May", "3 May 2021", PROSE), ["3 May 2021"]),
        (lines("3 May 2021", PROSE, "When? 4 May 2021.", MORE), ["3 May 2021"]),
    ],
)
def test_a_templates_day_goes_and_those_amid_the_text_stay(html: str, wanted: list[str]) -> None:
    document = document_of(page_of(html, title="Geese, and what they eat on the marsh in May"), SITE)
    assert gone(repeated, document, SITE) == [("repeated/plugin", text) for text in wanted]


def test_links_below_a_line_of_most_pages_go_with_it() -> None:
    html = lines(PROSE, "Earlier", "<a href=/cat>The cat</a>", "<a href=/dog>The dog</a>")
    assert gone(repeated, document_of(page_of(html), SITE), SITE) == [
        ("repeated/block", "Earlier"),
        ("related/listed", "The cat"),
        ("related/listed", "The dog"),
    ]


def test_a_post_of_one_numbered_line_stays() -> None:
    assert gone(repeated, document_of(page_of(lines("12 readers")), SITE), SITE) == []


def test_without_a_site_all_stays() -> None:
    assert gone(repeated, document_of(page_of(lines("Printed on recycled pixels", PROSE)), ALONE)) == []


@pytest.mark.parametrize(("below", "wanted"), [(False, [FAREWELL]), (True, [])])
def test_motto_above_the_posts_own_heading_goes(below: bool, wanted: list[str]) -> None:
    title = "Geese, and what they eat on the marsh in May"
    heading, motto = f"<h2>{title}</h2>", lines(FAREWELL)
    html = f"<div>{heading + motto if below else motto + heading}{lines(PROSE, MORE)}</div>"
    document = document_of(page_of(html, title=title), SITE, "wrapper")
    found = [text for reason, text in gone(repeated, document, SITE) if text != title]
    assert found == wanted
