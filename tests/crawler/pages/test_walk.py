"""What one pass over a page tells: where its prose stands, which titles lead on, whether it bears a day."""

from __future__ import annotations

import pytest
from made_page import BODY, LIST, POST, page, see, teasers


def test_body_is_told_from_teasers() -> None:
    post, archive = see(POST), see(LIST)
    assert (post.titles, post.lead) == ((), post.prose)
    assert len(archive.titles) == 7
    assert archive.lead == 0


def test_lengths_begin_anew_at_the_main_part() -> None:
    seen = see(page(f"<h1>Boat</h1><p>{BODY}</p>").replace("<main>", f"<div class='left'>{teasers(4)}</div><main>"))
    assert (len(seen.titles), seen.linked, seen.lead, seen.prose) == (0, 0, len(BODY.strip()), len(BODY.strip()))


@pytest.mark.parametrize(
    ("title", "count"), [("The boat | My Blog", 0), ("The boathouse | My Blog", 1), ("My Blog", 1)]
)
def test_what_the_page_is_called_is_its_own_title_wherever_it_leads(title: str, count: int) -> None:
    shown = page(f"<h1><a href='the-boat/'>The boat</a></h1><p>{BODY}</p>")
    assert len(see(f"<title>{title}</title>{shown}").titles) == count


@pytest.mark.parametrize(
    ("name", "count"),
    [("post-title", 3), ("ab-article-title", 3), ("post-card__title", 3), ("widget-title", 0), ("title-of-boat", 0)],
)
def test_titles_are_told_by_the_classes_in_their_links(name: str, count: int) -> None:
    cards = "".join(f"<a href='/{n}/'><div class={name}>Boat {n}</div><p>{BODY}</p></a>" for n in range(3))
    assert len(see(page(cards)).titles) == count


def test_menus_and_comments_are_no_prose() -> None:
    comments = f"<section id='comments'><h3><a href='/jo/'>Jo</a></h3><p>{BODY}</p></section>"
    seen = see(page(f"<article><h1>Boat</h1><p>Short.</p></article>{comments}"))
    assert seen.prose == len("Short.")
    assert seen.titles == ()
    assert {"https://a.example/about/", "https://a.example/jo/", "https://a.example/"} <= set(seen.links)


@pytest.mark.parametrize(
    "day",
    [
        "2022-01-10",
        "10.1.2022",
        "January 10th, 2022",
        "10 января 2022",
        "10 de enero de 2022",
        "2022年1月10日",
        "2022년 1월 10일",
    ],
)
def test_day_is_seen(day: str) -> None:
    assert see(page(f"<h1>Boat</h1><div>{day}</div><p>{BODY}</p>")).dated
    assert not see(page(f"<h1>Boat</h1><p>{BODY}</p>")).dated


@pytest.mark.parametrize(
    "byline", ["Posted by Jo at June  5, 2004 09:20 PM", "Posted by Jo at <a href=#>June 5, 2004</a>"]
)
def test_day_of_a_byline_is_seen_amid_the_page(byline: str) -> None:
    links = "".join(f"<p><a href='/l{n}/'>Harbours and boats that I like {n}</a></p>" for n in range(30))
    boat = page(f"<h1>Boat</h1><p>{BODY * 4}</p><p>{byline}</p><p>So it was.</p>{links}")
    assert see(boat).dated
    assert not see(boat.replace("Posted by Jo at", "We met Jo at")).dated


def test_text_behind_a_title_does_not_lead() -> None:
    items = "".join(
        f"<article><header><h3><a href='/{n}x/'>Boat {n}</a></h3></header>{BODY}</article>" for n in range(5)
    )
    assert see(page(items)).lead == 0


def test_author_and_topic_in_a_posts_own_heading_are_no_titles() -> None:
    header = "<header class='entry-header post-title'><a href='/tag/boats/'>Boats</a><h1>Boat</h1></header>"
    author = "<h4><a href='/author/jo/'>Jo</a></h4>"
    seen = see(page(f"<article>{header}{author}<p>{BODY}</p></article>"))
    assert (seen.titles, seen.lead) == ((), len(BODY.strip()))
