"""What the two forms of Hexo's search index list."""

from __future__ import annotations

import json

import pytest

from blogsieve.crawler.sources import Answer
from blogsieve.crawler.sources.hexo import Hexo

ROW = {"title": "One", "path": "2022/one/", "content": "T"}


@pytest.mark.parametrize("data", [[ROW], {"posts": [ROW]}, [{**ROW, "path": None, "url": "/2022/one/"}]])
def test_index_in_json_is_read(data: object) -> None:
    listing = Hexo().read(Answer("https://a.example/search.json", json.dumps(data).encode()))
    assert listing.known
    assert [entry.url for entry in listing.entries] == ["https://a.example/2022/one/"]


def test_reference_to_no_character_costs_nothing() -> None:
    body = (
        b"<search><entry><title>One&#xD83D;</title><url>/2022/one/</url><content>T&#xDE00;</content></entry></search>"
    )
    listing = Hexo().read(Answer("https://a.example/search.xml", body))
    assert [(entry.title, entry.html) for entry in listing.entries] == [("One", "T")]
