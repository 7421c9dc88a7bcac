"""What a site's pages together say of its sources of dates."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from dated import LD, page, post

from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.metadata.dates import DateCandidate, candidates, find_date, order_of_numbers, source_weights
from blogsieve.cleaners.model import FeedEntry, Page
from blogsieve.cleaners.pipeline.clean import prepare
from blogsieve.cleaners.site.learning import learn
from blogsieve.cleaners.site.model import SiteModel

BUILD = "2022-05-31"
Blog = Callable[[int], Page]  # gives the page of the post of that number


def entry(published: str, source: str = "feed") -> FeedEntry:
    """Return an entry of a post."""
    return FeedEntry("https://example.org/", published=published, source=source)


def read(blog: Blog, size: int = 6) -> list[tuple[DateCandidate, ...]]:
    """Return the candidates of a blog's first pages."""
    return [candidates(parse(blog(number)), blog(number)) for number in range(1, size + 1)]


def shown(number: int) -> str:
    return f"<p>January {number}, 2022</p>"


# Blogs of which a source says the same of all posts, by the source.
CONSTANT: dict[str, Blog] = {
    "meta-other": lambda n: page(post(header=shown(n)), f'<meta name="date" content="{BUILD}">'),
    "meta/modified": lambda n: page(
        post(header=shown(n)), f'<meta property="article:modified_time" content="{BUILD}">'
    ),
    "time": lambda n: page(
        post(header=f'<time datetime="{BUILD}">x</time>'), url=f"https://example.org/2022/01/0{n}/bees"
    ),
    "sitemap": lambda n: page(post(header=shown(n)), entry=entry(BUILD, "sitemap")),
    "feed": lambda n: page(post(header=f"<time>January {n}, 2022</time>"), entry=entry(f"{BUILD}T10:00:0{n}Z")),
    "api": lambda n: page(post(header=shown(n)), entry=entry(BUILD, "api")),
    "jsonld": lambda n: page(post(header=shown(n)), LD % (BUILD, "")),
}


@pytest.mark.parametrize("source", CONSTANT)
def test_one_day_for_all_pages_is_worth_nothing(source: str) -> None:
    weights = source_weights(read(CONSTANT[source]))
    assert weights == {source: 0.0}
    third = CONSTANT[source](3)
    date = find_date(parse(third), third, weights=weights)
    assert (date.date, date.modified) == ("2022-01-03", "")


@pytest.mark.parametrize("source", ["feed", "api", "time"])
def test_three_pages_are_enough_where_others_tell_them_apart(source: str) -> None:
    assert source_weights(read(CONSTANT[source], 3)) == {source: 0.0}
    assert source_weights(read(CONSTANT[source], 2)) == {}


def test_day_of_the_build_that_a_feed_has_for_most_of_its_entries_is_worth_nothing_and_other_days_are() -> None:
    def blog(number: int) -> Page:
        return page(post(header=shown(number)), entry=entry(BUILD if number > 2 else f"2022-01-0{number}"))

    weights = source_weights(read(blog))
    assert weights == {f"feed {BUILD}": 0.0}
    first, third = blog(1), blog(3)
    assert find_date(parse(first), first, weights=weights).source == "feed"
    assert find_date(parse(third), third, weights=weights).date == "2022-01-03"


def test_feed_of_moments_within_minutes_is_worth_nothing() -> None:
    assert source_weights(read(lambda n: page(post(), entry=entry(f"{BUILD}T10:00:0{n}Z")))) == {"feed": 0.0}


def test_posts_of_one_day_are_believed() -> None:
    written = read(lambda n: page(post(), entry=entry(f"2022-01-10T1{n}:00:00Z")))
    assert source_weights(written) == {}


def test_source_that_two_others_contradict_is_worth_less() -> None:
    def blog(number: int) -> Page:
        return page(
            post(header=shown(number)),
            LD % (f"2022-03-1{number}", ""),
            url=f"https://example.org/2022/01/0{number}/bees",
        )

    assert source_weights(read(blog)) == {"jsonld": 0.0}


def test_source_that_one_other_contradicts_is_believed() -> None:
    assert source_weights(read(lambda n: page(post(header=shown(n)), LD % (f"2022-03-1{n}", "")))) == {}


def test_sources_that_agree_are_worth_their_trust() -> None:
    assert source_weights(read(lambda n: page(post(header=shown(n)), LD % (f"2022-01-0{n}", "")))) == {}


def test_next_best_line_is_read_where_the_best_source_is_worth_nothing() -> None:
    a_page = page(
        f"<h1>Bees</h1>{'<p>All of them slept. </p>' * 90}<aside>January 10, 2022</aside>",
        f'<meta name="date" content="{BUILD}">',
    )
    assert find_date(parse(a_page), a_page).date == BUILD
    assert find_date(parse(a_page), a_page, weights={"meta-other": 0.0}).date == "2022-01-10"


def test_day_that_is_worth_nothing_is_not_read_once_more_as_the_only_line_with_a_day() -> None:
    def blog(number: int) -> Page:
        header = "<div class='post-date' title='2022-05-31T10:00'>Updated at May 31, 2022</div>"
        return page(post(header=header, after="<p>Created on May 31, 2022</p>"), url=f"https://example.org/{number}/")

    weights = source_weights(read(blog))
    assert find_date(parse(blog(1)), blog(1)).date == BUILD
    assert find_date(parse(blog(1)), blog(1), weights=weights).date == ""


@pytest.mark.parametrize(
    ("days", "order"),
    [
        (("01.02.22", "12.31.21", "11.30.21"), "mdy"),
        (("01.02.22", "31.12.21", "30.11.21"), "dmy"),
        (("1/2/2022", "12/31/2021", "11/30/2021"), "mdy"),
        (("01.02.22", "02.03.22", "03.04.22"), ""),
        (("01.02.22", "12.31.21", "31.12.21"), ""),
        (("January 10, 2022",), ""),
    ],
)
def test_order_of_numbers(days: tuple[str, ...], order: str) -> None:
    pages = [page(post(header=f"<p>{day}</p>")) for day in days]
    assert order_of_numbers([candidates(parse(one), one) for one in pages]) == order


def test_other_pages_prove_the_order_of_numbers_with_dots() -> None:
    a_page = page(post(header="<p>03.04.22</p>"))
    assert find_date(parse(a_page), a_page).date == "2022-04-03"
    assert find_date(parse(a_page), a_page, order="mdy").date == "2022-03-04"


def test_other_sources_prove_the_order_of_numbers() -> None:
    a_page = page(post(header="<p>03.04.22</p>"), LD % ("2022-03-04", ""))
    assert order_of_numbers([candidates(parse(a_page), a_page)]) == "mdy"


def test_model_of_a_site_keeps_what_its_dates_are_worth() -> None:
    pages = [replace(CONSTANT["feed"](n), url=f"https://example.org/{n}") for n in range(1, 7)]
    model = SiteModel.from_json(learn(pages).to_json())
    assert model.date_weights == {"feed": 0.0}
    document = prepare(pages[3], model)
    assert (document.date.date, document.date.source) == ("2022-01-04", "time")
    assert [one.trust for one in document.dates if one.source == "feed"] == [0.0]


def test_model_of_an_older_version_keeps_what_it_distrusted() -> None:
    data = json.loads(SiteModel().to_json())
    del data["date_weights"], data["date_order"]
    model = SiteModel.from_json(json.dumps(data | {"distrusted": ["meta-other"]}))
    assert (model.date_weights, model.date_order) == ({"meta-other": 0.0}, "")
