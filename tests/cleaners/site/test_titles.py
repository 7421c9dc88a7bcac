"""Titles as a blog's pages together tell them: sources weighed, what stands around each title taken off."""

from __future__ import annotations

import pytest

from blogsieve.cleaners.model import FeedEntry, Page
from blogsieve.cleaners.pipeline.clean import clean_page
from blogsieve.cleaners.site.learning import learn
from blogsieve.cleaners.site.model import SiteModel

TITLES = ("Tar", "Oars", "Sails and sheets", "Knots", "Ropes: a list", "Keels (2)")
LD = '<script type="application/ld+json">{"@type": "BlogPosting", "headline": "%s"}</script>'
NAME = "My Harbour"


def page(number: int, head: str, body: str, feed: dict[str, str] | None) -> Page:
    title = TITLES[number]
    text = f"The ferry of {title} left at ten past {number}, and by the outer buoy the rain had turned to a fine mist."
    html = f"<html lang=en><head>{head}</head><body><a href=/>{NAME}</a><article>{body}<p>{text}</p></article></body>"
    url = f"https://blog.example/{number}"
    told = {name: value.replace("TITLE", title) for name, value in (feed or {}).items()}
    entry = None if feed is None else FeedEntry(url, **told)
    return Page(url, html.replace("TITLE", title).replace("DAY", str(number + 11)).encode(), "text/html", entry=entry)


def titles_of(head: str, body: str, feed: dict[str, str] | None = None) -> tuple[list[str], SiteModel]:
    pages = [page(number, head, body, feed) for number in range(len(TITLES))]
    site = learn(pages)
    return [clean_page(one, site).record.title for one in pages], site


@pytest.mark.parametrize(
    ("name", "head", "body"),
    [
        ("a comma, a heading", "<title>TITLE, My Harbour</title>", "<h2>TITLE</h2>"),
        ("a comma, no heading", "<title>TITLE, My Harbour</title>", ""),
        ("the way to the page", "<title>My Harbour » Archives » TITLE</title>", ""),
        ("the way to the page, a heading", "<title>My Harbour » Archives » TITLE</title>", "<h3>TITLE</h3>"),
        ("both ends", "<title>My Harbour / TITLE / life at sea</title>", ""),
        ("a motto for machines", "<title>TITLE « My Harbour</title><meta property=og:title content='A log'>", ""),
        ("a description as headline", "<title>TITLE - My Harbour</title>" + LD % "Of things at sea", "<h2>TITLE</h2>"),
        ("a section in the heading", "<title>TITLE | My Harbour</title>", "<h1><span>Opinion</span>TITLE</h1>"),
        ("a kicker by its class", f"<title>{NAME}</title>", "<h1><span class=kicker>Opinion</span>TITLE</h1>"),
        ("a day above it", f"<title>{NAME}</title>", "<h2>06.DAY.05</h2><h3>TITLE</h3>"),
        ("a day in words above it", f"<title>{NAME}</title>", "<h2>Monday, May DAY, 2022</h2><h3>TITLE</h3>"),
        ("a motto in a heading", f"<title>{NAME}</title>", f"<h1>{NAME}</h1><h2>A log of the sea</h2><h2>TITLE</h2>"),
        ("in larger print", f"<title>{NAME}</title>", "<p><font size=4><b>TITLE</b></font></p>"),
        ("the name as unlinked heading", "<title>My Harbour: TITLE</title>", "<h1>My Harbour</h1><h2>TITLE</h2>"),
    ],
)
def test_titles_of_a_blog_without_a_feed(name: str, head: str, body: str) -> None:
    assert titles_of(head, body)[0] == list(TITLES)


def test_where_all_pages_have_one_title_some_posts_may_have_no_heading() -> None:
    head = f"<title>{NAME} - New every Tuesday!</title>"
    pages = [page(number, head, "<h2>TITLE</h2>" if number else "", None) for number in range(len(TITLES))]
    site = learn([*pages, page(1, head, "", None)])
    assert [clean_page(one, site).record.title for one in pages] == ["", *TITLES[1:]]


def test_titles_that_recur_are_read_where_a_theme_has_no_headings_and_so_is_the_day_below() -> None:
    titles = ["Two poems", "Knots", "Two poems", "Keels", "Oars", "Tar"]
    line = '<div class="home:title">{}</div><div class=by>/ Oct {}, 2021 /</div>'
    rows = [line.format(title, number + 11) for number, title in enumerate(titles)]
    pages = [page(number, f"<title>{NAME}</title>", row, None) for number, row in enumerate(rows)]
    site = learn(pages)
    records = [clean_page(one, site).record for one in pages]
    assert [record.title for record in records] == titles
    assert [record.date for record in records] == [f"2021-10-{number}" for number in range(11, 17)]


def test_a_feed_with_one_title_for_all_is_not_believed() -> None:
    titles, site = titles_of("<title>TITLE - My Harbour</title>", "<h1>TITLE</h1>", {"title": "New post"})
    assert (titles, site.title_weights) == (list(TITLES), {"feed": 0.0})


@pytest.mark.parametrize(
    ("head", "feed"),
    [
        (f"<title>{NAME}</title>", None),
        (f"<title>{NAME}</title><meta property=og:site_name content='{NAME}'>", None),
        ("<title>2023-02-DAY | My Harbour</title>", None),
        ("<title>The ferry of TITLE left… | My Harbour</title>", {"html": "<p>The ferry of TITLE left.</p>"}),
    ],
)
def test_untitled_notes_bear_no_title(head: str, feed: dict[str, str] | None) -> None:
    assert set(titles_of(head, "<time datetime=2023-02-DAY>DAY Feb 2023</time>", feed)[0]) == {""}


@pytest.mark.parametrize("shown", ["", "<h2>DAY Feb 2023</h2>"])
def test_what_browsers_are_given_behind_no_title_is_none(shown: str) -> None:
    """As `<title> « My Harbour | Boats and mud</title>`; one that is titled begins with it."""
    name = "My Harbour | Boats and mud"
    head = f"<title>TITLE « {name}</title><meta property=og:title content='TITLE'>"
    site = titles_of(head, "<h2>TITLE</h2><h4>The menu</h4>")[1]
    html = f"<title> « {name}</title><meta property=og:title content='{name}'><h4>The menu</h4>{shown}<p>Low water.</p>"
    page = Page("https://a.example/2023/02/low.html", html.replace("DAY", "3").encode(), "text/html")
    assert clean_page(page, site).record.title == ""


@pytest.mark.parametrize("body", ["<h1>Log: TITLE</h1>", "<h1>TITLE, May 2022</h1>", "<h2>DAY May 2022</h2>"])
def test_a_constant_part_that_the_heading_has_is_the_authors(body: str) -> None:
    shown = body[4:-5]
    titles = titles_of(f"<title>{shown} | My Harbour</title>", body)[0]
    assert titles == [
        shown.replace("TITLE", title).replace("DAY", str(number + 11)) for number, title in enumerate(TITLES)
    ]


def test_a_model_keeps_what_it_knows_of_titles_and_languages() -> None:
    site = titles_of("<title>TITLE, My Harbour</title>" + LD % "A log", "")[1]
    assert SiteModel.from_json(site.to_json()) == site
    assert (site.title_frame, site.title_weights) == (("", ", My Harbour"), {"headline": 0.0})
