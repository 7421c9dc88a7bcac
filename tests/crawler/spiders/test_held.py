"""Pages that wait for the sample of their blog are released when nothing of it is coming any more."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from scrapy import Request

from blogsieve.crawler.blogs.crawl import BlogCrawl
from blogsieve.crawler.spiders.blog import BlogSpider

BLOG = "https://blog.example/"


@pytest.mark.parametrize(
    ("is_over", "is_due", "released"),
    [
        # More is to be fetched, and some of it is of the sample.
        (False, False, []),
        # The last pages of the sample are gone: with what has come it is learned from, or grows.
        (False, True, [False]),
        # Nothing is to be fetched.
        (True, True, [True]),
        (True, False, [True]),
    ],
)
def test_a_page_that_fails_releases_those_that_wait(is_over: bool, is_due: bool, released: list[bool]) -> None:
    asked: list[Request] = []
    spider = BlogSpider()
    spider.crawls[BLOG] = SimpleNamespace(is_over=is_over, is_due=is_due)  # type: ignore[assignment]
    spider.crawler = SimpleNamespace(engine=SimpleNamespace(crawl=asked.append))  # type: ignore[assignment]
    spider.release_if_due(BLOG)
    assert [request.cb_kwargs for request in asked] == [{"name": BLOG, "is_last": last} for last in released]


@pytest.mark.parametrize(
    ("waiting", "strangers", "is_busy", "is_full"),
    [
        (3, 2, True, True),
        (3, 2, False, False),
        (5, 0, False, True),
    ],
)
def test_no_more_is_fetched_while_many_wait_for_a_template(
    waiting: int, strangers: int, is_busy: bool, is_full: bool
) -> None:
    crawl = object.__new__(BlogCrawl)
    crawl.shared = SimpleNamespace(config=SimpleNamespace(policy=SimpleNamespace(held=5)))  # type: ignore[assignment]
    crawl.blog = SimpleNamespace(learning=False, ready=True, held=[])  # type: ignore[assignment]
    crawl.intake = SimpleNamespace(waiting=[None] * waiting)  # type: ignore[assignment]
    crawl.strangers = SimpleNamespace(held=dict.fromkeys(range(strangers)))  # type: ignore[assignment]
    crawl.is_busy = is_busy
    assert crawl.is_full == is_full
