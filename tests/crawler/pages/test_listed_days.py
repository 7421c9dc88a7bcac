"""The days that lists show beside titles: of any markup, of each post its own or none."""

import pytest

from blogsieve import Page
from blogsieve.cleaners.dom.tree import parse
from blogsieve.crawler.pages.features import page_features

DAYS = ("2021-05-03", "2021-06-14", "2022-01-09")
TITLES = ("A walk by the river", "Where the boats went", "Weekly notes 2020-02-02")
WRITTEN = {
    "en": ("May 3, 2021", "June 14, 2021", "January 9, 2022"),
    "de": ("3. Mai 2021", "14. Juni 2021", "9. Januar 2022"),
    "ko": ("2021년 5월 3일", "2021년 6월 14일", "2022년 1월 9일"),
    "fr": ("03/05/2021", "14/06/2021", "09/01/2022"),
}


def list_of(item: str, around: str = "<main>{}</main>", days: tuple[str, ...] = DAYS, language: str = "en") -> Page:
    items = (
        item.format(url=f"/{number}/", title=title, day=day)
        for number, (title, day) in enumerate(zip(TITLES, days, strict=True))
    )
    body = f"<html lang={language}><title>Blog</title><body>{around.format(''.join(items))}"
    return Page("https://blog.example/archive/", body.encode(), "text/html; charset=utf-8")


def days_of(page: Page) -> list[str]:
    """Return the days that a page shows for the posts, in their order, "" for none."""
    days = dict(page_features(parse(page), page.url).days)
    assert all(url.startswith("https://blog.example/") for url in days)
    return [days.get(f"https://blog.example/{number}/", "") for number in range(len(TITLES))]


@pytest.mark.parametrize(
    "item",
    [
        "<article><h2><a href={url}>{title}</a></h2><time datetime={day}T10:00>then</time><p>A teaser.</p></article>",
        "<article><a href={url}><h3>{title}</h3></a><p class=meta>Posted on {day} by Ann</p></article>",
        "<div><p>{day}</p><div><h2><a href={url}>{title}</a></h2><a href={url}>Read more</a></div></div>",
        "<li><span>{day}</span> <a href={url}>{title}</a></li>",
        "<li>{day} » <a href={url}>{title}</a></li>",
        "<li><a href={url}>{title}</a> ({day})</li>",
        "<tr><td><a href={url}>{title}</a><td>{day}</tr>",
    ],
)
def test_day_beside_a_title(item: str) -> None:
    assert days_of(list_of(item)) == [*DAYS]


def test_days_in_many_rows_without_titles() -> None:
    rows = "".join(
        f"<li><b>2021-05-{number % 28 + 1:02}</b> <a href=/{number}/>A walk by the river, part {number}</a></li>"
        for number in range(60)
    )
    page = Page("https://blog.example/walks/", f"<title>Walks</title><ul>{rows}</ul>".encode(), "text/html")
    days = dict(page_features(parse(page), page.url).days)
    assert (len(days), days["https://blog.example/3/"]) == (60, "2021-05-04")


@pytest.mark.parametrize("language", WRITTEN)
def test_days_as_people_write_them(language: str) -> None:
    item = "<article><h2><a href={url}>{title}</a></h2><p>{day}</p></article>"
    assert days_of(list_of(item, days=WRITTEN[language], language=language)) == [*DAYS]


@pytest.mark.parametrize(
    ("item", "days"),
    [
        # One day for all is the day of a build, or none of the posts'.
        ("<article><h2><a href={url}>{title}</a></h2><p>{day}</p></article>", ("2021-05-03",) * 3),
        ("<article><h2><a href={url}>{title}</a></h2><p>Updated: {day}</p></article>", DAYS),
        ("<article><h2><a href={url}>{title}</a></h2><p>{day}</p><p>2019-03-01</p></article>", DAYS),
        (
            f"<article><h2><a href={{url}}>{{title}}</a></h2><p>{'They met on the shore. ' * 5}{{day}}</p></article>",
            DAYS,
        ),
        # Of two days between titles none is known to be of either.
        ("<h2><a href={url}>{title}</a></h2><p>{day}</p><p>2019-03-01</p>", DAYS),
        ("<p>{day}</p><h2><a href={url}>{title}</a></h2><p>{day}</p>", DAYS),
    ],
)
def test_day_that_is_none_of_a_post(item: str, days: tuple[str, ...]) -> None:
    assert days_of(list_of(item, days=days)) == ["", "", ""]


@pytest.mark.parametrize(
    ("item", "around"),
    [
        (
            "<h2><a href={url}>{title}</a></h2><p>by Ann</p><div>They met.</div><p>{day} · <a href={url}>1</a></p>",
            "",
        ),
        ("<p>{day}</p><h2><a href={url}>{title}</a></h2><div><p>They met on the shore.</p></div>", "<h1>Walks</h1>"),
        ("<h2><a href={url}>{title}</a></h2><div><a href=/shore{url}>A shore</a></div><p>{day}</p>", ""),
    ],
)
def test_days_that_take_turns_with_titles(item: str, around: str) -> None:
    assert days_of(list_of(item, around=f"<main>{around}{{}}</main>")) == [*DAYS]


def test_day_that_lacks_between_titles_is_not_that_of_the_next() -> None:
    item = "<h2><a href={url}>{title}</a></h2><p>They met.</p>"
    days = "<p>2021-05-03</p>", "", "<p>2022-01-09</p>"
    assert days_of(list_of(item + "{day}", days=days)) == ["", "", ""]


def test_column_that_names_posts_without_their_days() -> None:
    column = "".join(f"<p><a href=/{number}/>{title}</a></p>" for number, title in enumerate(TITLES))
    item = "<article><h2><a href={url}>{title}</a></h2><p>{day}</p></article>"
    assert days_of(list_of(item, around=f"<div>{column}</div><main>{{}}</main>")) == [*DAYS]
