"""Pages that wait for the sample of their blog are released when nothing of it is coming any more."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from scrapy import Request

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
