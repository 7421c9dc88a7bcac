"""Who has the blog is the author where pages show no other; where they show several, each page's own is."""

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
        (("ana",) * 6, ("Tide Staff",) * 6),
        (("", "", "", "", "Bo Ek", "Ida Vogt"), ("Tide Staff",) * 6),
    ],
    ids=["several", "one, in short", "on a few pages"],
)
def test_whom_all_pages_name_is_believed_but_where_readers_are_told_others(
    bylines: tuple[str, ...], told: tuple[str, ...], feed: str
) -> None:
    shown = [f"<p>by <a class=author href=/{name}>{name}</a></p>" if name else "" for name in bylines]
    pages = [page(number, byline, feed) for number, byline in enumerate(shown)]
    site = learn(pages)
    assert tuple(clean_page(one, site).record.author for one in pages) == told
