"""Days of posts by a sitemap, believed where a feed dates some posts as the sitemap does, and by lists."""

import pytest

from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.blogs.said_days import entry_of
from blogsieve.crawler.frontier.frontier import Rank
from blogsieve.crawler.frontier.sqlite import SQLiteFrontier

POST = "https://blog.example/boat/"


@pytest.mark.parametrize(
    ("entry", "stamp", "trusts", "published", "source"),
    [
        (None, "2021-05-03", True, "2021-05-03", "sitemap"),
        (None, "2021-05-03", False, None, ""),
        (None, "", True, None, ""),
        (FeedEntry(POST, published="2021-05-01"), "2021-05-03", True, "2021-05-01", "feed"),
    ],
)
def test_says_of_a_page_what_is_trusted(
    entry: FeedEntry | None, stamp: str, trusts: bool, published: str | None, source: str
) -> None:
    frontier = SQLiteFrontier()
    frontier.add("a", POST, "page", Rank.POST, "sitemap", entry)
    frontier.stamp(POST, "sitemap", stamp)
    expected = [("2021-05-01" if entry else "", stamp)] if stamp else []
    assert list(frontier.said_days("a")) == expected
    target = frontier.take()
    assert target is not None
    said = entry_of(target, trusts_sitemap=trusts)
    assert (said.published if said else None, said.source if said else "") == (published, source)


@pytest.mark.parametrize(
    ("trusts", "published", "source"), [(True, "2021-05-03", "sitemap"), (False, "2021-05-02", "list")]
)
def test_asks_a_list_last(trusts: bool, published: str, source: str) -> None:
    frontier = SQLiteFrontier()
    frontier.add("a", POST, "page", Rank.POST, "sitemap")
    frontier.stamp(POST, "sitemap", "2021-05-03")
    frontier.stamp(POST, "list", "2021-05-02")
    target = frontier.take()
    assert target is not None
    assert entry_of(target, trusts_sitemap=trusts) == FeedEntry(POST, published=published, source=source)
