"""What the REST API of WordPress tells beside its posts' texts."""

from __future__ import annotations

import json

import pytest

from blogsieve.crawler.sources import Answer
from blogsieve.crawler.sources.wordpress import WordPress

URL = "https://a.example/wp-json/wp/v2/posts?per_page=2"
POST = {
    "link": "https://a.example/eins/",
    "date": "2022-01-11T00:30:00",
    "date_gmt": "2022-01-10T23:30:00",
    "modified": "2022-01-12T00:00:00",
    "modified_gmt": "2022-01-11T23:00:00",
}
PROTECTED = {"link": "https://a.example/geheim/", "content": {"rendered": "", "protected": True}}


def test_dates_bear_the_zone_of_the_blog() -> None:
    (entry,) = WordPress().read(Answer(URL, json.dumps([POST]).encode())).entries
    assert entry.published == "2022-01-11T00:30:00+01:00"
    assert entry.modified == "2022-01-12T00:00:00+01:00"


@pytest.mark.parametrize(
    ("posts", "listed", "older"), [([POST, PROTECTED], 1, f"{URL}&page=2"), ([POST], 1, ""), ([], 0, "")]
)
def test_protected_posts_are_left_out_but_fill_the_page(posts: list[object], listed: int, older: str) -> None:
    listing = WordPress().read(Answer(URL, json.dumps(posts).encode()))
    assert listing.known
    assert (len(listing.entries), listing.next) == (listed, older)
