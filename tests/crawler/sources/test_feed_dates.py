"""Dates of feed entries that feedparser misreads or leaves out, and those that it reads as we do."""

from __future__ import annotations

import pytest

from blogsieve.crawler.sources import Answer
from blogsieve.crawler.sources.feed import Feed

RSS = (
    "<rss version='2.0'><channel><language>%s</language>"
    "<item><link>/one/</link><pubDate>%s</pubDate></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("said", "language", "published"),
    [
        ("2023/1/3 15:07:41", "zh-CN", "2023-01-03T15:07:41"),
        ("2023/11/28 05:07:41", "ja", "2023-11-28T05:07:41"),
        ("Lun, 3 Gen 2022 15:07:41 +0100", "it-IT", "2022-01-03T15:07:41+01:00"),
        ("25 giugno 2018", "it", "2018-06-25"),
        ("Mo, 25 Jun 2018 08:00:00", "de", "2018-06-25T08:00:00"),
        ("Mi, 3 Okt 2018 08:00:00 +0200", "de-DE", "2018-10-03T08:00:00+02:00"),
        ("Mon, 10 Jan 2022 23:30:00 +0200", "en", "2022-01-10T23:30:00+02:00"),
        ("Mon, 10 Jan 2022 23:30:00 GMT", "it", "2022-01-10T23:30:00+00:00"),
        ("2022-01-10 23:30", "en", "2022-01-10T23:30:00+00:00"),
        ("2022-01-10", "en", "2022-01-10T00:00:00+00:00"),
        ("", "en", ""),
        ("some day", "en", ""),
    ],
)
def test_date_is_read_as_the_feed_means_it(said: str, language: str, published: str) -> None:
    (entry,) = Feed().read(Answer("https://a.example/feed", (RSS % (language, said)).encode())).entries
    assert entry.published == published
