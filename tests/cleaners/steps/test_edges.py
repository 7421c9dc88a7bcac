"""Lines at the edges that rules name go, peeled from the outside; the same words amid the text stay."""

from __future__ import annotations

import pytest
from stepping import document_of, gone, lines, page_of

from blogsieve.cleaners.model import FeedEntry, Page
from blogsieve.cleaners.site.model import SiteModel
from blogsieve.cleaners.steps import edges

PROSE = "Nobody had seen the old jetty since the storm of that year."
TAG = '<a rel="tag" href="{}">{}</a>'
MANY_TEXT = ", ".join(f"the {place} of the estuary" for place in "mud reeds lamp jetty ferry crane sluice".split())
MANY = ", ".join(TAG.format(f"/t/{number}", name) for number, name in enumerate(MANY_TEXT.split(", ")))
FILED = (
    "This entry was posted on Thursday, September 10th, 2009 at 8:36 am and is filed under Mud. You can follow any"
    " responses to this entry through the RSS 2.0 feed. You can leave a response, or trackback from your own site."
)
MORE = "Then the tide went out further than the oldest of us could remember."


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (lines("3 May 2021", PROSE), ["meta 3 May 2021"]),
        (lines("Posted by Ove", PROSE), ["meta Posted by Ove"]),
        (lines("3 comments", PROSE, MORE), ["comments 3 comments"]),
        (lines(PROSE, "Share this:"), ["share Share this:"]),
        (lines(PROSE, "Share this:", "Labels: mud, birds"), ["share Share this:", "meta Labels: mud, birds"]),
        (
            lines(PROSE, MORE, "3 comments", "Ana says that she has seen it, and that it was green."),
            ["comments 3 comments", "comments Ana says that she has seen it, and that it was green."],
        ),
        (
            lines(PROSE, "Older Post", "Mud", "Post a Comment", MORE),
            [
                *("navigation Older Post", "navigation Mud", "comments Post a Comment"),
                "comments Then the tide went out further than the oldest of us could remember.",
            ],
        ),
        (lines(PROSE, "Previous post", "<a href=/cat>The cat</a>"), ["navigation Previous post", "navigation The cat"]),
        (lines(PROSE, "This site is protected by reCAPTCHA.", MORE), ["notice This site is protected by reCAPTCHA."]),
        (lines("Ana · Follow · 4 min read · May 14, 2023", PROSE), ["meta Ana · Follow · 4 min read · May 14, 2023"]),
        (lines(PROSE, "Mud | Permalink | Comments (3)"), ["meta Mud | Permalink | Comments (3)"]),
        (lines("Mud · birds · 4 min read", PROSE), []),
        (lines(PROSE, "Share this:", MORE), []),
        (lines(PROSE, "3 May 2021", MORE), []),
        (lines(PROSE) + "<pre>Share this:</pre>", []),
        (lines(PROSE, "He would share this: a boat, a tent, and a can of beans for the whole of the summer."), []),
        (lines(PROSE, "<a href=/cat>The cat</a>"), []),
        (
            lines(PROSE, f"In: {TAG.format('/t/mud', 'mud')}, {TAG.format('/t/sea', 'the sea')}."),
            ["meta In: mud, the sea."],
        ),
        (lines(PROSE, f"More of {TAG.format('/t/mud', 'mud')} and what it does to boots"), []),
        (lines(PROSE, f"Technorati: {TAG.format('https://tags.example/mud', 'mud')}"), []),
        (
            lines(
                PROSE,
                "(tags: <a href=https://marks.example/me/mud>mud</a> <a href=https://marks.example/me/sea>sea</a>)",
            ),
            [],
        ),
        (lines(PROSE, "Tags: <a href=/t/mud>mud</a>"), ["meta Tags: mud"]),
        (lines("When: 12 June 2021", PROSE), []),
        (lines(PROSE, f"Tags: {MANY}"), [f"meta Tags: {MANY_TEXT}"]),
        (lines(PROSE, f"I have been to {MANY}"), []),
        (lines(PROSE, f"So it says: {FILED}", "Tags: mud", FILED), ["meta Tags: mud", f"meta {FILED}"]),
        (lines("← →", PROSE, "« | »"), ["navigation ← →", "navigation « | »"]),
        (lines(PROSE, "* * *", "« Mud »"), []),
        (lines(PROSE, f"In: {TAG.format('/t/mud', 'mud')} <a href=/cat>The cat</a>"), []),
    ],
)
def test_lines_at_the_edges_go(html: str, wanted: list[str]) -> None:
    found = gone(edges, document_of(page_of(html)))
    assert sorted(f"{reason.split('/')[0]} {text}" for reason, text in found) == sorted(wanted)


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("segunda-feira, 22 de janeiro de 2018 às 0:13", True),
        ("segunda-feira, 22 de janeiro de 2018 às 10:13 PM", True),
        ("segunda-feira, 23 de janeiro de 2018 às 0:13", False),
        ("Na segunda-feira, 22 de janeiro de 2018, voltou a nevar", False),
        ("jan 22", True),
        ("jan 23", False),
        ("Neve, jan 22", False),
    ],
)
def test_the_posts_own_day_goes_with_its_weekday_and_time(line: str, goes: bool) -> None:
    body = f"<html lang=pt><body>{lines(line, PROSE)}</body></html>"
    page = Page("https://shore.example/2018/01/22/neve", body.encode(), "text/html")
    assert [text for _, text in gone(edges, document_of(page))] == ([line] if goes else [])


@pytest.mark.parametrize(
    ("day", "line", "goes"),
    [
        ("2018-01-22", "Jan 22", True),
        ("2018-01-22T10:15:00+01:00", "a long time ago", True),
        ("2018-01-22", "Jan 22 was cold", False),
        ("1918-01-22", "a century ago", False),
    ],
)
def test_the_time_of_the_posts_own_day_goes_in_whatever_words(day: str, line: str, goes: bool) -> None:
    words = line.removesuffix(" was cold")
    body = lines(line.replace(words, f"<time datetime='{day}'>{words}</time>"), PROSE, MORE)
    page = Page("https://shore.example/2018/01/22/snow", f"<body>{body}".encode(), "text/html")
    assert [text for _, text in gone(edges, document_of(page))] == ([line] if goes else [])


@pytest.mark.parametrize(("pages", "goes"), [(0, False), (4, False), (19, True)])
def test_in_a_wrapper_a_day_is_the_templates_that_many_pages_have(pages: int, goes: bool) -> None:
    site = SiteModel(pages=20, repeated={"p:<date>": pages} if pages else {})
    document = document_of(page_of(lines(PROSE, MORE, "Bergen, 3 May 2021")), site, method="wrapper")
    assert gone(edges, document, site) == [("meta/date", "Bergen, 3 May 2021")] * goes


@pytest.mark.parametrize(
    ("line", "entry", "goes"),
    [
        ("Bergen, 3 May 2011", "Bergen, 3 May 2011", False),
        ("* 1.3.1926 † 18.12.2013", "* 1.3.1926 † 18.12.2013", False),
        ("Bergen, 3 May 2021", "Bergen, 3 May 2021", True),
        ("Bergen, 18 April 2021", MORE, True),
        ("Bergen, 3 May 2011", MORE, False),  # no template names a day so long before the post's
    ],
)
def test_a_day_of_the_entrys_or_of_long_before_is_the_authors(line: str, entry: str, goes: bool) -> None:
    url = "https://shore.example/2021/05/03/poem"
    body = f"<body>{lines(PROSE, MORE, line)}".encode()
    page = Page(url, body, "text/html", entry=FeedEntry(url, html=lines(PROSE, entry)))
    site = SiteModel(pages=20, repeated={"p:<date>": 19, "p:* <date> † <date>": 19})
    assert gone(edges, document_of(page, site, method="wrapper"), site) == [("meta/date", line)] * goes


@pytest.mark.parametrize(("repeated", "size"), [({}, 0), ({"p:0 comments": 20}, 2)])
def test_in_a_wrapper_only_a_line_that_the_site_repeats_ends_the_post(repeated: dict[str, int], size: int) -> None:
    site = SiteModel(pages=20, repeated=repeated)
    document = document_of(page_of(lines(PROSE, MORE, "3 comments", f"{PROSE} {MORE}")), site, method="wrapper")
    assert len(gone(edges, document, site)) == size


@pytest.mark.parametrize(("method", "size"), [("text", 4), ("page", 0)])
def test_below_a_dumps_share_line_labels_go_too(method: str, size: int) -> None:
    long = f"{PROSE} {MORE}"
    document = document_of(page_of(lines(long, "Share this:", "Mud", "The cat", "The dog")), method=method)
    assert len(gone(edges, document)) == size


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("19.6.2021, 19:30", False),
        ("Saturday, 19 June 2021 at 19:30", False),
        ("3 May 2021, 19:30", True),
        ("19 June 2021", True),
        ("19 April 2021, 19:30", True),
        ("Last updated: 19.6.2021, 19:30", True),
        ("originally posted 2/16/17", False),
        ("Originally published on 12 June 2017 in the parish's paper", False),
        ("Originally published on 3 May 2021", True),
        ("Saturday, 17 April 2021", True),
    ],
)
def test_day_and_hour_of_what_is_to_come_stays(line: str, goes: bool) -> None:
    page = Page("https://shore.example/2021/05/03/supper", f"<body>{lines(line, PROSE, MORE)}".encode(), "text/html")
    assert [text for _, text in gone(edges, document_of(page))] == ([line] if goes else [])


@pytest.mark.parametrize(
    ("row", "goes"),
    [
        ("« <a href=/2021/04/30/mill>The old mill</a> | <a href=/>Main</a>", True),
        ("<a href=/>ראשי</a> | <a href=/2021/04/30/mill>The old mill</a> »", True),
        ("<a href=/2021/04/30/mill>The old mill</a> | <a href=/2021/05/01/quay>The quay</a>", False),
        ("<a href=/>The shore</a>", False),
        ("| <a href=/2021/04/30/mill>The old mill</a> <a href=/><img src=/mill.png></a>", False),
        ("See <a href=/2021/04/30/mill>the old mill</a> and <a href=/>all else</a>", False),
    ],
    ids=["last post", "first post", "not home", "home alone", "a picture", "a sentence"],
)
def test_row_of_links_to_a_post_and_home_is_navigation(row: str, *, goes: bool) -> None:
    url = "https://shore.example/2021/05/03/supper"
    page = Page(url, f"<body><p align=center>{row}</p>{lines(PROSE, MORE)}</body>".encode(), "text/html")
    assert [reason for reason, _ in gone(edges, document_of(page))] == ["navigation/arrows"] * goes


@pytest.mark.parametrize(("row", "goes"), [("Old mills and weirs, Tar", True), ("Old mills and weirs, tarred", False)])
def test_row_of_the_posts_day_and_tags_goes(row: str, *, goes: bool) -> None:
    row = f"Monday, 3 May 2021|{row}"
    document = document_of(page_of(lines(row, PROSE)), tags=("Tar", "Old mills and weirs"))
    assert gone(edges, document) == [("meta/row", row)] * goes


def test_line_that_names_the_author_goes_at_an_edge() -> None:
    document = document_of(page_of(lines(PROSE, MORE, "By Ove Lund")), author="Ove Lund")
    assert gone(edges, document) == [("meta/row", "By Ove Lund")]
    assert gone(edges, document_of(page_of(lines(PROSE, "By the river", MORE)), author="Ove Lund")) == []


@pytest.mark.parametrize(("box", "goes"), [("</section><section>", True), ("", False)])
def test_the_day_below_a_lead_goes_with_its_box(box: str, goes: bool) -> None:
    page = page_of(f"<section>{lines(PROSE, '3 May 2021')}{box}{lines(MORE, PROSE)}</section>")
    document = document_of(page)
    document.method = "page"
    assert gone(edges, document) == ([("meta/date", "3 May 2021")] if goes else [])
