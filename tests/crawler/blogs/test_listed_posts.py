"""What a source lists comes into the frontier where it is a page of the blog, and wanted; it tells of the blog too."""

from __future__ import annotations

import asyncio

import pytest

from blogsieve.cleaners.model import FeedEntry
from blogsieve.crawler.blogs.blog import Blog
from blogsieve.crawler.blogs.listed_posts import PIECE, ListedPosts
from blogsieve.crawler.blogs.selection import Selection
from blogsieve.crawler.frontier.sqlite import SQLiteFrontier
from blogsieve.crawler.sources import ListedAddress

HOME = "https://blog.example/"


def listed_on(**want: str) -> ListedPosts:
    """Return what notes the posts of a blog, of which some are wanted."""
    return ListedPosts("blog", Blog(HOME), SQLiteFrontier(), Selection.read(dict(want)))


def entry(path: str, day: str = "2022-05-01") -> FeedEntry:
    """Return the entry of a post."""
    return FeedEntry(url=HOME + path, title="High water", source="feed", published=day)


def noted(listed: ListedPosts) -> dict[str, set[str]]:
    """Return what waits in the frontier, with who says that it is there."""
    return {page.url.removeprefix(HOME): set(page.sources) for page in listed.frontier.listed("blog")}


def test_entries_are_news_once() -> None:
    listed = listed_on()
    entries = [entry("one"), FeedEntry(url="https://other.example/two", source="feed"), entry("picture.jpg")]
    assert asyncio.run(listed.add_entries(entries)) == [True, False, False]
    assert asyncio.run(listed.add_entries(entries)) == [False, False, False]
    assert noted(listed) == {"one": {"feed"}}
    assert listed.elsewhere == 4


@pytest.mark.parametrize(
    ("want", "left"),
    [({"since": "2022", "exclude": "draft"}, ["new", "undated"]), ({"until": "2021"}, ["old", "undated"])],
)
def test_only_what_is_wanted_is_noted_and_what_has_no_day_may_be(want: dict[str, str], left: list[str]) -> None:
    listed = listed_on(**want)
    entries = [entry("old", "2021-12-31"), entry("new"), entry("draft"), entry("undated", "")]
    asyncio.run(listed.add_entries(entries))
    assert list(noted(listed)) == left


def test_posts_that_share_a_page_are_fetched_with_it() -> None:
    listed = listed_on()
    asyncio.run(listed.add_entries([entry("may#p1"), entry("may#p2")]))
    assert listed.blog.has_anchors
    assert noted(listed) == {"may": {"anchor"}}
    assert [account.url for account in listed.frontier.accounts.of_blog("blog")] == [
        f"{HOME}may#p1",
        f"{HOME}may",
        f"{HOME}may#p2",
    ]


def test_addresses_of_a_sitemap_are_pages_or_sitemaps() -> None:
    addresses = [ListedAddress(HOME), ListedAddress(f"{HOME}sitemap-2.xml", nested=True)]
    addresses += [ListedAddress(f"{HOME}{number}") for number in range(PIECE)]
    for follows in (False, True):
        listed = listed_on()
        assert asyncio.run(listed.add_addresses(addresses, "sitemap", follows=follows)) == len(addresses)
        assert noted(listed) == {str(number): {"sitemap"} for number in range(PIECE)}
        assert listed.frontier.count("blog", ("sitemap",)) == follows
