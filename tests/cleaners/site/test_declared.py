"""What all pages declare alike is of no post where they show something else: an author, and tags."""

from __future__ import annotations

import pytest

from blogsieve.cleaners.model import FeedEntry, Page
from blogsieve.cleaners.pipeline.clean import clean_page
from blogsieve.cleaners.site.learning import learn

AUTHORS = ("Ana Ilić", "Bo Ek", "Ana Ilić", "", "Ida Vogt", "Bo Ek")


def page(number: int, byline: str, feed: str) -> Page:
    url = f"https://blog.example/{number}"
    text = f"<p>The ferry left at ten past {number}, and by the outer buoy the rain had turned to a fine mist.</p>"
    head = f"<title>Ferry {number}</title><meta name=author content='Tide Staff'>"
    html = f"<html lang=en><head>{head}</head><body><article><h1>Ferry {number}</h1>{byline}{text}</article></body>"
    return Page(url, html.encode(), "text/html", entry=FeedEntry(url, author=feed) if feed else None)


@pytest.mark.parametrize("feed", ["", "Tide Staff"])
@pytest.mark.parametrize(
    ("bylines", "told"),
    [
        (AUTHORS, tuple(name or "Tide Staff" for name in AUTHORS)),
        (("Tide",) * 6, ("Tide Staff",) * 6),
        (("Ana Ilić",) * 6, ("Ana Ilić",) * 6),
        (("", "", "", "", "Bo Ek", "Ida Vogt"), ("Tide Staff",) * 6),
    ],
    ids=["several", "one, in short", "another", "on a few pages"],
)
def test_whom_all_pages_name_is_believed_but_where_readers_are_told_others(
    bylines: tuple[str, ...], told: tuple[str, ...], feed: str
) -> None:
    shown = [f"<p>by <a class=author href=/{name}>{name}</a></p>" if name else "" for name in bylines]
    pages = [page(number, byline, feed) for number, byline in enumerate(shown)]
    site = learn(pages)
    assert tuple(clean_page(one, site).record.author for one in pages) == told


TAG = "<meta property=article:tag content='the sea, boats'>"
TOPICS = ("Tar", "Oars", "Tar", "Oars")


@pytest.mark.parametrize(
    ("first", "row", "told"),
    [
        (TAG, "<p><a href=/categories/{0}>{0}</a></p>", [(topic,) for topic in TOPICS]),
        (TAG, "", [("the sea, boats",)] * 4),
        ("", "<p><a href=/categories/{0}>{0}</a></p>", [("Tar",), *[("the sea, boats",)] * 3]),
        (TAG, "<meta property=article:tag content={0}>", [("the sea, boats", topic) for topic in TOPICS]),
    ],
    ids=["beside others", "alone", "on some", "with others"],
)
def test_tags_that_all_pages_declare_are_those_of_posts_that_show_none(
    first: str, row: str, told: list[tuple[str, ...]]
) -> None:
    pages = []
    for number, topic in enumerate(TOPICS):
        text = f"<p>The ferry left at ten past {number}, and by the outer buoy the rain had turned to a fine mist.</p>"
        body = f"<article><h1>Ferry {number}</h1>{row.format(topic)}{text}</article>"
        head = f"<title>Ferry {number}</title>{TAG if number else first}"
        html = f"<html lang=en><head>{head}</head><body>{body}</body>"
        pages.append(Page(f"https://blog.example/{number}", html.encode(), "text/html"))
    site = learn(pages)
    assert [tuple(clean_page(one, site).record.metadata.tags) for one in pages] == told
