"""Days of posts by a sitemap: believed where a feed dates some posts as the sitemap does."""

import pytest

from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.blogs.mapped_days import entry_of
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
